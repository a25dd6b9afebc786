import { type EpochMs } from '../kernel/time.ts';
import { type Price } from '../kernel/units.ts';
import { minuteOf } from './minute-tape.ts';

/** The last price in a clock minute. */
export interface MinutePrice {
  /** When the minute began. */
  readonly minute: EpochMs;
  readonly price: Price;
}

/** The last price at or before a moment, of rising minutes; undefined: nothing had traded yet. */
export function priceBy(prices: readonly MinutePrice[], moment: EpochMs): Price | undefined {
  return prices.findLast(({ minute }) => minute <= moment)?.price;
}

/** Puts a price in its minute; an older one than the last is left out. */
export function addPrice(prices: MinutePrice[], time: EpochMs, price: Price): void {
  const minute = minuteOf(time);
  const last = prices.at(-1);
  if (price <= 0 || (last !== undefined && last.minute > minute)) return;
  if (last?.minute === minute) prices[prices.length - 1] = { minute, price };
  else prices.push({ minute, price });
}
