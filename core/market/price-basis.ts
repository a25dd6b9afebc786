import { type Price, type Quantity, mulFraction } from '../kernel/units.ts';
import { type DailyBar, type SessionBar } from './daily-history.ts';

/**
 * Past sessions (one after another, oldest first) at the price basis of a day whose previous close is `prevClose`.
 *
 * Where the exchange's previous close is not the close before, a dividend, a split or a rights issue lies between: all
 * earlier prices are multiplied by the one over the other, and volumes divided by it. This is the exchange's own
 * reckoning, to the cent; vendors' adjustment factors, which say the same less exactly, are not needed. Rounded half up.
 * Days without a trade are left out.
 */
export function atBasis(sessions: readonly SessionBar[], prevClose: Price): readonly DailyBar[] {
  const bars: DailyBar[] = [];
  let factor: Factor = { over: 1n, under: 1n };
  let next = prevClose;
  for (const bar of sessions.toReversed()) {
    if (next !== bar.close) factor = { over: factor.over * BigInt(next), under: factor.under * BigInt(bar.close) };
    if (bar.volume > 0) bars.push(adjusted(bar, factor));
    next = bar.prevClose;
  }
  return bars.toReversed();
}

/** A fraction, both above 0. */
interface Factor {
  readonly over: bigint;
  readonly under: bigint;
}

function adjusted({ high, low, close, volume }: SessionBar, { over, under }: Factor): DailyBar {
  if (over === under) return { high, low, close, volume };
  const price = (value: Price): Price => mulFraction(value, over, under, 'halfUp') as Price;
  return { high: price(high), low: price(low), close: price(close), volume: mulFraction(volume, under, over, 'halfUp') as Quantity };
}
