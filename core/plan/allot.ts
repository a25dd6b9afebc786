import { type StrategyId } from '../kernel/ids.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import {
  type Money,
  type Price,
  type Quantity,
  ZERO_MONEY,
  ZERO_QUANTITY,
  addMoney,
  applyRate,
  maxMoney,
  minMoney,
  minQuantity,
  quantity,
  subtractMoney,
  subtractQuantity,
  turnoverOf,
} from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { roundBuyQuantity, roundSellQuantity } from '../market/lots.ts';
import { type TradingRules } from '../market/rules.ts';
import { type CommissionSchedule } from '../portfolio/fees.ts';
import { estimateTrade } from './estimate.ts';
import { type PlanLine } from './line.ts';
import { type AdjustmentCode, type BlockCode, type SizingInput } from './plan.ts';
import { checkLineQuantity } from './quantity.ts';
import { type Wish } from './wish.ts';

/** What allotting rests on. */
export type AllotInput = Pick<SizingInput, 'ledger' | 'working' | 'settings' | 'purses'>;

/** What is worth what, as far as a share of it stays in cash. */
export interface Equities {
  readonly account: Money;
  /** Of those that have capital of their own. */
  readonly strategies: ReadonlyMap<StrategyId, Money>;
}

export const NO_EQUITIES: Equities = { account: ZERO_MONEY, strategies: new Map() };

/** A wish and what it is given. */
export interface Allotted {
  readonly wish: Wish;
  readonly allotment: Allotment;
}

export interface Allotment {
  readonly plannedQuantity: Quantity;
  readonly estValue: Money;
  readonly estFees: Money;
  readonly adjustments: readonly Refusal<AdjustmentCode>[];
  readonly blocked: Refusal<BlockCode> | null;
}

/**
 * Gives out what may be sold and what may be spent, wish by wish in the order given: sells must come before buys.
 *
 * Cash for buys is what is available now, plus what the sells should bring after fees, less the reserve and what lines
 * that are already working still need; a strategy with capital of its own has no more than its own of each. All at
 * reference prices, each line reckoned as one order.
 */
export function allot(wishes: readonly Wish[], equities: Equities, input: AllotInput): readonly Allotted[] {
  const { commission, cashReserve } = input.settings;
  const sellable = new Map<InstrumentId, Quantity>();
  let cash = subtractMoney(input.ledger.cash.available, applyRate(equities.account, cashReserve, 'ceil'));
  cash = subtractMoney(cash, neededByWorkingBuys(input));
  const purses = ownCash(input, equities.strategies);
  const spend = (id: StrategyId, amount: Money): void => {
    const purse = purses.get(id);
    if (purse !== undefined) purses.set(id, subtractMoney(purse, amount));
    cash = subtractMoney(cash, amount);
  };
  const give = (wish: Wish): Allotment => {
    if ('blocked' in wish.fate) return blocked(wish.fate.blocked);
    const { rules } = wish.fate;
    if (wish.side === 'buy') {
      const allotment = allotBuy(wish, rules, minMoney(cash, purses.get(wish.strategyId) ?? cash), commission);
      spend(wish.strategyId, addMoney(allotment.estValue, allotment.estFees));
      return allotment;
    }
    const left = sellable.get(wish.instrument) ?? sellableToday(wish.instrument, input);
    const allotment = allotSell(wish, rules, left, commission);
    sellable.set(wish.instrument, subtractQuantity(left, allotment.plannedQuantity));
    spend(wish.strategyId, subtractMoney(allotment.estFees, allotment.estValue));
    return allotment;
  };
  return wishes.map((wish) => ({ wish, allotment: give(wish) }));
}

function blocked(reason: Refusal<BlockCode>): Allotment {
  return { plannedQuantity: ZERO_QUANTITY, estValue: ZERO_MONEY, estFees: ZERO_MONEY, adjustments: [], blocked: reason };
}

/** What the open orders of working lines have not set aside yet. */
function neededByWorkingBuys({ working, ledger }: AllotInput): Money {
  let need = ZERO_MONEY;
  for (const line of working) need = addMoney(need, neededBy(line));
  return maxMoney(ZERO_MONEY, subtractMoney(need, ledger.cash.frozen));
}

/** What the rest of a working buy may still cost. */
function neededBy({ side, refPrice, plannedQuantity, filled, estFees }: PlanLine): Money {
  if (side === 'sell') return ZERO_MONEY;
  return addMoney(turnoverOf(refPrice, quantity(Math.max(0, plannedQuantity - filled))), estFees);
}

/** What strategies with capital of their own may spend, beside what their working buys need and their reserve. */
function ownCash({ purses = new Map(), working, settings }: AllotInput, equities: Equities['strategies']): Map<StrategyId, Money> {
  const cash = new Map<StrategyId, Money>();
  for (const [id, purse] of purses) {
    const reserve = applyRate(equities.get(id) ?? ZERO_MONEY, settings.cashReserve, 'ceil');
    const need = working.filter(({ strategyId }) => strategyId === id).reduce((sum, line) => addMoney(sum, neededBy(line)), ZERO_MONEY);
    cash.set(id, subtractMoney(subtractMoney(purse, reserve), need));
  }
  return cash;
}

/** What may be sold of an instrument, less what working lines have yet to send. */
function sellableToday(instrument: InstrumentId, { working, ledger }: AllotInput): Quantity {
  const position = ledger.positions.get(instrument);
  if (position === undefined) return ZERO_QUANTITY;
  let unsent = -position.frozen;
  for (const line of working) {
    if (line.instrument === instrument && line.side === 'sell') unsent += line.plannedQuantity - line.filled;
  }
  return quantity(Math.max(0, position.sellable - Math.max(0, unsent)));
}

function allotSell(wish: Wish, rules: TradingRules, sellable: Quantity, commission: CommissionSchedule): Allotment {
  const { wanted, currentQuantity: held, refPrice } = wish;
  if (sellable === 0) return blocked(refusal('plan.notSellable', { wanted, held, sellable }));
  const possible = minQuantity(wanted, sellable);
  const planned = sellQuantity(rules, possible, sellable, wanted === held);
  if (planned === 0) return blocked(belowOneLot(possible, rules.lot.value.sellMin, refPrice));
  const adjustments: Refusal<AdjustmentCode>[] = [];
  if (possible < wanted) {
    adjustments.push(refusal('plan.cutToSellable', { wanted, planned: possible, held, sellable }));
  }
  if (planned < possible) adjustments.push(refusal('plan.roundedToLot', { wanted: possible, planned }));
  const { value, fees } = estimateTrade('sell', refPrice, planned, rules, commission);
  return { plannedQuantity: planned, estValue: value, estFees: fees, adjustments, blocked: null };
}

function belowOneLot(shares: Quantity, least: Quantity, refPrice: Price): Refusal<BlockCode> {
  const [value, lotValue] = [turnoverOf(refPrice, shares), turnoverOf(refPrice, least)];
  return refusal('plan.belowOneLot', { shares, least, value, lotValue });
}

/** Whole lots; an odd lot goes along only when the strategy sells out and the exchange takes it so. */
function sellQuantity(rules: TradingRules, possible: Quantity, sellable: Quantity, sellsOut: boolean): Quantity {
  const asItIs = sellsOut && checkLineQuantity(rules, 'sell', possible, sellable) === null;
  return asItIs ? possible : roundSellQuantity(rules, possible, sellable);
}

/** As many whole lots of what is wanted as `cash` pays for, fees included, in one order at the reference price. */
export function allotBuy(
  { wanted, refPrice }: Pick<Wish, 'wanted' | 'refPrice'>,
  rules: TradingRules,
  cash: Money,
  commission: CommissionSchedule,
): Allotment {
  const lots = roundBuyQuantity(rules, wanted);
  const least = rules.lot.value.buyMin;
  if (lots === 0) return blocked(belowOneLot(wanted, least, refPrice));
  const cost = (shares: Quantity): Money => estimateTrade('buy', refPrice, shares, rules, commission).cash;
  const planned = affordable(rules, lots, (shares) => cost(shares) <= cash);
  const left = maxMoney(ZERO_MONEY, cash);
  if (planned === 0) return blocked(refusal('plan.cashShort', { need: cost(least), cash: left, wanted: lots }));
  const adjustments: Refusal<AdjustmentCode>[] = [];
  if (lots < wanted) adjustments.push(refusal('plan.roundedToLot', { wanted, planned: lots }));
  if (planned < lots) {
    adjustments.push(refusal('plan.cutToCash', { wanted: lots, planned, need: cost(lots), cash: left }));
  }
  const { value, fees } = estimateTrade('buy', refPrice, planned, rules, commission);
  return { plannedQuantity: planned, estValue: value, estFees: fees, adjustments, blocked: null };
}

/** The most lots up to `lots` that are affordable; 0 when not even the least amount is. Cost rises with quantity. */
function affordable(rules: TradingRules, lots: Quantity, fits: (shares: Quantity) => boolean): Quantity {
  if (fits(lots)) return lots;
  const { buyMin, buyStep } = rules.lot.value;
  let [low, high] = [-1, Math.floor((lots - buyMin) / buyStep)];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (fits(quantity(buyMin + middle * buyStep))) low = middle;
    else high = middle;
  }
  return low < 0 ? ZERO_QUANTITY : quantity(buyMin + low * buyStep);
}
