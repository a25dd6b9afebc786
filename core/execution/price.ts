import { type Price, type Rate, RATE_ONE, mulDiv, price } from '../kernel/units.ts';
import { type DayReference } from '../market/quote.ts';
import { type Side } from '../orders/order.ts';

/**
 * The worst price a line accepts: `base` plus (buy) or minus (sell) `offset`, on the tick towards the base, within the
 * day's limits.
 */
export function boundedPrice(side: Side, base: Price, offset: Rate, tick: Price, reference: DayReference): Price {
  const factor = side === 'buy' ? RATE_ONE + offset : RATE_ONE - offset;
  const exact = mulDiv(base, factor, RATE_ONE, 'halfUp');
  const ticks = side === 'buy' ? Math.floor(exact / tick) : Math.ceil(exact / tick);
  return withinLimits(price(Math.max(ticks * tick, tick)), reference);
}

/** `wanted` moved to the nearer of the day's limits when it lies beyond one. */
export function withinLimits(wanted: Price, reference: DayReference): Price {
  if (reference.limitUp > 0 && wanted > reference.limitUp) return reference.limitUp;
  if (reference.limitDown > 0 && wanted < reference.limitDown) return reference.limitDown;
  return wanted;
}

/** Whether `asked` is worse for `side` than `bound`. */
export function isBeyond(side: Side, asked: Price, bound: Price): boolean {
  return side === 'buy' ? asked > bound : asked < bound;
}
