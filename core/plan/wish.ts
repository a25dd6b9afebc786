import { canonicalCondition } from '../conditions/canonical-condition.ts';
import { parseCondition } from '../conditions/parse-condition.ts';
import { type StrategyId } from '../kernel/ids.ts';
import { unreachable } from '../kernel/invariant.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import {
  type Money,
  NO_PRICE,
  type Price,
  type Quantity,
  type Rate,
  ZERO_QUANTITY,
  addQuantity,
  applyRate,
  minQuantity,
  mulDiv,
  quantity,
  subtractQuantity,
  turnoverOf,
} from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { roundBuyQuantity } from '../market/lots.ts';
import { type DayReference } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';
import { strategyQuantityOf } from '../portfolio/ledger.ts';
import { type ExecutionStyle } from './line.ts';
import { type AdjustmentCode, type BlockCode, type SizingInput } from './plan.ts';
import { type Signal } from './signal.ts';
import { styleNamed } from './styles.ts';

/** What a strategy wants of one instrument, before lots, what may be sold and cash have had their say. */
export interface Wish {
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly targetWeight: Rate | null;
  readonly targetQuantity: Quantity;
  readonly currentQuantity: Quantity;
  /** Shares to trade if nothing stood in the way; 0 when blocked. */
  readonly wanted: Quantity;
  readonly refPrice: Price;
  readonly style: ExecutionStyle;
  readonly condition: string | null;
  readonly signalReason: string;
  readonly adjustments: readonly Refusal<AdjustmentCode>[];
  /** Either the rules to trade by, or why nothing can be traded. */
  readonly fate: { readonly rules: TradingRules } | { readonly blocked: Refusal<BlockCode> };
}

/** What a wish is before anything is known of prices and quantities. */
type Origin = Pick<Wish, 'strategyId' | 'instrument' | 'targetWeight' | 'currentQuantity' | 'style' | 'condition' | 'signalReason'>;

/** How many shares a signal asks for. */
interface Sized {
  readonly side: Side;
  readonly targetQuantity: Quantity;
  readonly wanted: Quantity;
  readonly adjustments: readonly Refusal<AdjustmentCode>[];
  readonly blocked: Refusal<BlockCode> | null;
}

/** The wish behind a signal. `equity` is what target weights are shares of. */
export function wishOf(signal: Signal, equity: Money, input: SizingInput): Wish {
  const { strategyId, instrument, ask, reason, execution } = signal;
  const usual = usualStyle(strategyId, input);
  const style = execution === null ? usual : styleNamed(execution, usual);
  const origin: Origin = {
    strategyId,
    instrument,
    targetWeight: ask.kind === 'target' ? ask.weight : null,
    currentQuantity: strategyQuantityOf(input.ledger, strategyId, instrument),
    style: style ?? usual,
    condition: canonical(signal.condition),
    signalReason: reason,
  };
  const side = ask.kind === 'target' ? (ask.weight === 0 ? 'sell' : 'buy') : ask.side;
  const standing = blockedBySignal(signal, style, input);
  if (standing !== null) return blockedWish(origin, side, standing);
  const market = marketOf(instrument, input, signal.refPrice);
  if ('blocked' in market) return blockedWish(origin, side, market.blocked);
  const { rules, refPrice, adjustments } = market;
  const sized = sizeAsk(signal, { equity, held: origin.currentQuantity, rules, refPrice });
  return {
    ...origin,
    ...sized,
    refPrice,
    adjustments: [...adjustments, ...sized.adjustments],
    fate: sized.blocked === null ? { rules } : { blocked: sized.blocked },
  };
}

/** How the strategy's lines are worked where its signals do not say. */
function usualStyle(strategy: StrategyId, { settings }: SizingInput): ExecutionStyle {
  return settings.styles?.get(strategy) ?? settings.style;
}

/** Several signals of one strategy for one instrument: none of them is followed. */
export function duplicateWish(signal: Signal, signals: number, input: SizingInput): Wish {
  const { strategyId, instrument } = signal;
  const origin: Origin = {
    strategyId,
    instrument,
    targetWeight: null,
    currentQuantity: strategyQuantityOf(input.ledger, strategyId, instrument),
    style: usualStyle(strategyId, input),
    condition: null,
    signalReason: '',
  };
  return blockedWish(origin, 'buy', refusal('plan.duplicateSignal', { signals }));
}

/** The wish to be rid of what a strategy holds and its target does not name; of a `partial` target it stays. */
export function missingWish(
  strategyId: StrategyId,
  instrument: InstrumentId,
  held: Quantity,
  partial: boolean,
  input: SizingInput,
): Wish {
  const origin: Origin = {
    strategyId,
    instrument,
    targetWeight: 0 as Rate,
    currentQuantity: held,
    style: usualStyle(strategyId, input),
    condition: null,
    signalReason: '',
  };
  if (partial) return blockedWish(origin, 'sell', refusal('plan.incompleteTarget', { held }));
  const working = workingLine(strategyId, instrument, input);
  if (working !== null) return blockedWish(origin, 'sell', working);
  const market = marketOf(instrument, input, null);
  if ('blocked' in market) return blockedWish(origin, 'sell', market.blocked);
  return {
    ...origin,
    side: 'sell',
    targetQuantity: ZERO_QUANTITY,
    wanted: held,
    refPrice: market.refPrice,
    adjustments: [refusal('plan.missingFromTarget', { held })],
    fate: { rules: market.rules },
  };
}

function blockedWish(origin: Origin, side: Side, blocked: Refusal<BlockCode>): Wish {
  return {
    ...origin,
    side,
    targetQuantity: origin.currentQuantity,
    wanted: ZERO_QUANTITY,
    refPrice: NO_PRICE,
    adjustments: [],
    fate: { blocked },
  };
}

/** What stands in the way before any price is looked at. */
function blockedBySignal(signal: Signal, style: ExecutionStyle | null, input: SizingInput): Refusal<BlockCode> | null {
  const { strategyId, instrument, tradeDate, condition, execution } = signal;
  if (tradeDate !== input.date) return refusal('plan.otherDay', { tradeDate });
  const misread = condition === null ? null : badCondition(condition);
  if (misread !== null) return misread;
  if (style === null) return refusal('plan.unknownStyle', { execution });
  return workingLine(strategyId, instrument, input);
}

function badCondition(condition: string): Refusal<BlockCode> | null {
  const parsed = parseCondition(condition);
  if (parsed.ok) return null;
  return refusal('plan.badCondition', { condition, problem: parsed.error.code, at: parsed.error.params['at'] ?? null });
}

/** As everybody writes it; one that cannot be read stays as it is, on a line that is blocked. */
function canonical(condition: string | null): string | null {
  if (condition === null) return null;
  const text = canonicalCondition(condition);
  return text.ok ? text.value : condition;
}

function workingLine(strategy: StrategyId, instrument: InstrumentId, input: SizingInput): Refusal<BlockCode> | null {
  const line = input.working.find((one) => one.strategyId === strategy && one.instrument === instrument);
  return line === undefined ? null : refusal('plan.alreadyWorking', { lineId: line.id });
}

interface Tradable {
  readonly rules: TradingRules;
  readonly refPrice: Price;
  readonly adjustments: readonly Refusal<AdjustmentCode>[];
}

/** The signal's own price where it could trade today, else the previous close. */
function marketOf(
  instrument: InstrumentId,
  { market }: SizingInput,
  asked: Price | null,
): Tradable | { readonly blocked: Refusal<BlockCode> } {
  const reference = market.reference(instrument);
  if (reference === undefined || reference.prevClose === NO_PRICE) {
    return { blocked: refusal('plan.noReference', { instrument }) };
  }
  const rules = market.rulesOf(instrument);
  if (rules === undefined) return { blocked: refusal('plan.noRules', { instrument }) };
  if (asked === null) return { rules, refPrice: reference.prevClose, adjustments: [] };
  if (isWithinLimits(asked, reference)) return { rules, refPrice: asked, adjustments: [] };
  const used = reference.prevClose;
  return { rules, refPrice: used, adjustments: [refusal('plan.refPriceOutsideLimits', { refPrice: asked, used })] };
}

function isWithinLimits(asked: Price, { limitUp, limitDown }: DayReference): boolean {
  return asked > 0 && asked >= limitDown && (limitUp === NO_PRICE || asked <= limitUp);
}

interface SizeContext {
  readonly equity: Money;
  readonly held: Quantity;
  readonly rules: TradingRules;
  readonly refPrice: Price;
}

function sizeAsk({ ask }: Signal, context: SizeContext): Sized {
  switch (ask.kind) {
    case 'target':
      return sizeTarget(ask.weight, context);
    case 'quantity':
      return sizeOrder(ask.side, ask.quantity, context);
    case 'amount':
      return sizeOrder(ask.side, sharesFor(ask.amount, context.refPrice), context);
    default:
      return unreachable(ask);
  }
}

/** `amount / price`, rounded down to whole shares. */
function sharesFor(amount: Money, unitPrice: Price): Quantity {
  return quantity(mulDiv(amount, 1, unitPrice, 'floor'));
}

/**
 * Target quantity = floor(floor(weight x equity) / reference price), rounded down to what the board lets one buy: whole
 * steps, and 0 below its least amount. What is wanted is the difference to what the strategy holds.
 */
function sizeTarget(weight: Rate, { equity, held, rules, refPrice }: SizeContext): Sized {
  const value = applyRate(equity, weight, 'floor');
  const exact = value > 0 ? sharesFor(value, refPrice) : ZERO_QUANTITY;
  const target = roundBuyQuantity(rules, exact);
  const side = target < held ? 'sell' : 'buy';
  const wanted = side === 'sell' ? subtractQuantity(held, target) : subtractQuantity(target, held);
  return {
    side,
    targetQuantity: target,
    wanted,
    adjustments: [],
    blocked: wanted === 0 ? nothingToDo(weight, { exact, held, value, refPrice, rules }) : null,
  };
}

function nothingToDo(
  weight: Rate,
  sizes: { exact: Quantity; held: Quantity; value: Money; refPrice: Price; rules: TradingRules },
): Refusal<BlockCode> {
  const { exact: shares, held, value, refPrice, rules } = sizes;
  if (held > 0 || weight === 0) return refusal('plan.atTarget', { target: held, held });
  const least = rules.lot.value.buyMin;
  return refusal('plan.belowOneLot', { shares, least, value, lotValue: turnoverOf(refPrice, least) });
}

function sizeOrder(side: Side, asked: Quantity, { held, refPrice }: SizeContext): Sized {
  if (side === 'buy') {
    const blocked = Number.isSafeInteger(asked * refPrice) ? null : refusal('plan.tooLarge' as const, { wanted: asked });
    const wanted = blocked === null ? asked : ZERO_QUANTITY;
    return { side, targetQuantity: addQuantity(held, wanted), wanted, adjustments: [], blocked };
  }
  const wanted = minQuantity(asked, held);
  return {
    side,
    targetQuantity: subtractQuantity(held, wanted),
    wanted,
    adjustments: asked > held && held > 0 ? [refusal('plan.cutToHolding', { wanted: asked, held })] : [],
    blocked: held === 0 ? refusal('plan.notHeld', { wanted: asked }) : null,
  };
}
