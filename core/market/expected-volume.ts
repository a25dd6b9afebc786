import { type TimeOfDay } from '../kernel/time.ts';
import { type Quantity, RATE_ONE, type Rate, quantity, ratioOf } from '../kernel/units.ts';
import { type DailyBar } from './daily-history.ts';
import { type VolumeCurve, volumeUntil } from './volume-curve.ts';

/** Past sessions whose mean volume stands for today's before today has said enough. */
export const PAST_SESSIONS = 5;
/** Share of the curve after which today's own volume says more than past days. */
const ENOUGH = 0.05;

/** What the expectation of a day's volume rests on. */
export interface VolumeSources {
  readonly curve: VolumeCurve;
  /** Shares traded since the start of the day; null before the first quote. */
  readonly traded: Quantity | null;
  readonly now: TimeOfDay;
  /** The last sessions before today; null where they are not known. */
  readonly bars: readonly Pick<DailyBar, 'volume'>[] | null;
}

/**
 * How many shares the day's market is expected to trade: today's volume so far, run on along the curve, once a twentieth
 * of the curve has passed; before, the mean of past sessions. Null when neither is known.
 */
export function expectedDayVolume({ curve, traded, now, bars }: VolumeSources): Quantity | null {
  const passed = curveShare(curve, curve[0]?.from ?? now, now);
  if (traded !== null && passed >= ENOUGH) return quantity(Math.round(traded / Math.min(1, passed)));
  if (bars === null || bars.length === 0) return null;
  return quantity(Math.round(bars.reduce((sum, { volume }) => sum + volume, 0) / bars.length));
}

/**
 * `shares` as a share of what the market is expected to trade between two times of day; null when nothing is expected
 * of them, as outside the continuous session. No more than ten times the market, which is beyond all sense already.
 */
export function shareOfExpected(shares: Quantity, dayVolume: Quantity, curve: VolumeCurve, from: TimeOfDay, until: TimeOfDay): Rate | null {
  const expected = Math.round(dayVolume * curveShare(curve, from, until));
  return expected === 0 ? null : (Math.min(ratioOf(shares, expected), MOST_SHARE) as Rate);
}

const MOST_SHARE = 10 * RATE_ONE;

/** Share of the curve's whole volume between two times of day, from 0 to 1. */
function curveShare(curve: VolumeCurve, from: TimeOfDay, until: TimeOfDay): number {
  const last = curve.at(-1);
  if (last === undefined) return 0;
  const end = Math.min(until, last.until) as TimeOfDay;
  return Math.max(0, volumeUntil(curve, end) - volumeUntil(curve, from)) / volumeUntil(curve, last.until);
}
