import { type LineId, type StrategyId, dayId } from '../kernel/ids.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import { NO_PRICE, type Price, type Quantity, ZERO_QUANTITY, minQuantity, subtractQuantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type TradingRules } from '../market/rules.ts';
import { strategyQuantityOf } from '../portfolio/ledger.ts';
import { NO_EQUITIES, allot } from './allot.ts';
import { type ExecutionStyle, type LineSource, type ProposedLine } from './line.ts';
import { type BlockCode, type PlanMarket, type SizingInput } from './plan.ts';
import { styleProblem } from './style-problem.ts';
import { type Wish } from './wish.ts';

/** A sale that no signal asked for, of what one strategy holds. */
export interface SaleWish {
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  /** More than the strategy holds means all that it holds. */
  readonly quantity: Quantity;
  readonly style: ExecutionStyle;
}

/** What is known of the market at the moment of the sale. */
export interface SaleMarket extends PlanMarket {
  /** What a share is worth now, `NO_PRICE` when nobody knows: a style's bound counts from it. */
  priceOf(instrument: InstrumentId): Price;
  /** Whether trading in it is halted, as far as the feed shows. */
  isSuspended(instrument: InstrumentId): boolean;
}

/** As for sizing; `ledger` holds as sellable what lines that give way will release, `working` are those that do not. */
export interface SaleInput extends Pick<SizingInput, 'date' | 'idTag' | 'firstNumber' | 'ledger' | 'working' | 'settings'> {
  readonly source: Extract<LineSource, 'liquidation' | 'watch'>;
  readonly market: SaleMarket;
}

/**
 * One line for each wish, in the order given, which is the order in which they are given shares to sell: no two of them
 * sell the same share. What cannot be sold is blocked or cut, with its reason.
 */
export function saleLines(wishes: readonly SaleWish[], input: SaleInput): readonly ProposedLine[] {
  const allotted = allot(wishes.map((wish) => wishToSell(wish, input)), NO_EQUITIES, input);
  return allotted.map(({ wish, allotment }, index) => {
    const { fate: _fate, wanted: _wanted, ...asked } = wish;
    const id = dayId('L', input.date, input.idTag, input.firstNumber + index) as LineId;
    return { ...asked, ...allotment, id, source: input.source };
  });
}

function wishToSell({ strategyId, instrument, quantity, style }: SaleWish, input: SaleInput): Wish {
  const held = strategyQuantityOf(input.ledger, strategyId, instrument);
  const wanted = minQuantity(quantity, held);
  const rules = input.market.rulesOf(instrument);
  const blocked = obstacle(instrument, style, rules, input.market) ?? (held === 0 ? refusal('plan.notHeld' as const, { wanted: quantity }) : null);
  const fate = blocked === null && rules !== undefined ? { rules } : { blocked: blocked ?? refusal('plan.noRules' as const, { instrument }) };
  return {
    strategyId,
    instrument,
    side: 'sell',
    targetWeight: null,
    targetQuantity: subtractQuantity(held, wanted),
    currentQuantity: held,
    wanted: 'blocked' in fate ? ZERO_QUANTITY : wanted,
    refPrice: input.market.priceOf(instrument),
    style,
    condition: null,
    signalReason: '',
    adjustments: [],
    fate,
  };
}

/** Why nothing of the instrument can be sold by the style today, whatever is held. */
function obstacle(
  instrument: InstrumentId,
  style: ExecutionStyle,
  rules: TradingRules | undefined,
  market: SaleMarket,
): Refusal<BlockCode> | null {
  const reference = market.reference(instrument);
  if (reference === undefined || market.priceOf(instrument) === NO_PRICE) return refusal('plan.noReference', { instrument });
  if (rules === undefined) return refusal('plan.noRules', { instrument });
  if (market.isSuspended(instrument)) return refusal('plan.suspended', { instrument });
  return styleProblem(style, { rules, reference });
}
