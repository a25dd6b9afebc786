import { type LotRow, type OrderRulesRow, type Side } from '../../preload/contract.ts';

/** What a fraction of one's means is reckoned from. */
export interface Means {
  readonly side: Side;
  /** Price that the order would carry, in 1/10000 yuan. */
  readonly price: number;
  readonly available: number;
  readonly sellable: number;
  readonly rules: OrderRulesRow;
}

/** Room left for commission and transfer fee: a thousandth of the value and ten yuan. The gate reckons exactly. */
const FEE_SHARE = 1.001;
const FEE_FLOOR = 100_000;

/** The largest quantity of at most `wanted` that may be entered; 0 when there is none. */
export function toLot(wanted: number, side: Side, rules: OrderRulesRow, sellable = 0): number {
  const [least, step] = side === 'buy' ? [rules.buyMin, rules.buyStep] : [rules.sellMin, rules.sellStep];
  if (side === 'sell' && wanted >= sellable) return sellable;
  return wanted < least ? 0 : least + Math.floor((wanted - least) / step) * step;
}

/** A fraction of what can be bought or sold, in lots. Selling all takes the odd lot along. */
export function fractionQuantity(fraction: number, means: Means): number {
  const { side, price, available, sellable, rules } = means;
  if (side === 'sell') return toLot(Math.floor(sellable * fraction), side, rules, sellable);
  const spendable = available * fraction - FEE_FLOOR;
  if (price <= 0 || spendable <= 0) return 0;
  return toLot(Math.floor(spendable / (price * FEE_SHARE)), side, rules);
}

/** One step up or down from what is typed, held to whole lots and not below the least. */
export function stepQuantity(from: number, steps: number, side: Side, rules: OrderRulesRow): number {
  const [min, step] = side === 'buy' ? [rules.buyMin, rules.buyStep] : [rules.sellMin, rules.sellStep];
  return stepLot(from, steps, { min, step });
}

export function stepLot(from: number, steps: number, { min, step }: LotRow): number {
  if (from < min) return steps > 0 ? min : from;
  const onStep = min + Math.floor((from - min) / step) * step;
  return Math.max(min, onStep + steps * step);
}

/** One tick up or down, held within the day's limits where there are any. */
export function stepPrice(from: number, steps: number, tick: number, low: number, high: number): number {
  const moved = Math.round(from / tick) * tick + steps * tick;
  const above = low > 0 ? Math.max(low, moved) : Math.max(tick, moved);
  return high > 0 ? Math.min(high, above) : above;
}
