import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';

/** A stretch of the continuous session and its share of a day's volume; shares are above 0 in any common unit. */
export interface CurveBucket {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
  readonly share: number;
}

/** How a day's continuous volume spreads over its hours: buckets in order, none overlapping. */
export type VolumeCurve = readonly CurveBucket[];

const QUARTER_MS = 900_000;

/**
 * Where nothing is known of the instrument's own days: the market-wide U of an A-share day, in parts of 10,000.
 *
 * The mean of seven stock days in quarters of an hour, call auctions left out: 000400.SZ, 300122.SZ, 300274.SZ,
 * 300288.SZ and 300918.SZ on 2022-06-01, 000333.SZ and 600519.SH on 2023-02-01 (`../shared/data/quotes`; a test reckons
 * it anew). The bump at 13:30 is one day of 2022; it stays, for nobody has smoothed the data.
 */
const MARKET_SHARES: Readonly<Record<'morning' | 'afternoon', readonly number[]>> = {
  morning: [1393, 860, 821, 660, 633, 570, 456, 358],
  /** The last one ends at 14:57. */
  afternoon: [573, 528, 768, 392, 410, 409, 568, 601],
};

export const MARKET_CURVE: VolumeCurve = [
  ...quarters(timeOfDay('09:30:00'), MARKET_SHARES.morning, timeOfDay('11:30:00')),
  ...quarters(timeOfDay('13:00:00'), MARKET_SHARES.afternoon, timeOfDay('14:57:00')),
];

function quarters(from: TimeOfDay, shares: readonly number[], end: TimeOfDay): CurveBucket[] {
  return shares.map((share, index) => {
    const begins = (from + index * QUARTER_MS) as TimeOfDay;
    return { from: begins, until: Math.min(begins + QUARTER_MS, end) as TimeOfDay, share };
  });
}

/** The curve's volume from its beginning up to `time`; evenly within a bucket, at the last one's pace after the last. */
export function volumeUntil(curve: VolumeCurve, time: TimeOfDay): number {
  let volume = 0;
  for (const { from, until, share } of curve) {
    if (time <= from) return volume;
    volume += time >= until ? share : (share * (time - from)) / (until - from);
  }
  const last = curve.at(-1);
  return last === undefined || time <= last.until ? volume : volume + (last.share * (time - last.until)) / (last.until - last.from);
}

/** One past day: the shares that traded in each bucket of `buckets`, in their order. */
export type PastDay = readonly number[];

/**
 * An instrument's own curve: the mean of each day's shares of its own volume, so that a day with much volume counts no
 * more than a quiet one. A bucket that never traded keeps a sliver, for an order of ours may still be worked in it.
 * Null when no day has any volume.
 */
export function curveOfDays(buckets: readonly Pick<CurveBucket, 'from' | 'until'>[], days: readonly PastDay[]): VolumeCurve | null {
  const traded = days.map((day) => ({ day, total: day.reduce((sum, shares) => sum + shares, 0) })).filter(({ total }) => total > 0);
  if (traded.length === 0) return null;
  return buckets.map(({ from, until }, index) => {
    const mean = traded.reduce((sum, { day, total }) => sum + (day[index] ?? 0) / total, 0) / traded.length;
    return { from, until, share: Math.max(mean, SLIVER) };
  });
}

const SLIVER = 1e-6;

/** A curve with how many past days of the instrument it rests on. */
export interface OwnCurve {
  readonly curve: VolumeCurve;
  readonly days: number;
}

/** How many of its last days make an instrument's own curve. */
export const MOST_CURVE_DAYS = 20;
/** Fewer say more of those days than of the instrument. */
export const LEAST_CURVE_DAYS = 5;

/** Of days that were recorded in the buckets of the market's curve; undefined while there are too few with any volume. */
export function ownCurve(days: readonly PastDay[]): OwnCurve | undefined {
  const traded = days.filter((day) => day.some((shares) => shares > 0));
  const curve = traded.length < LEAST_CURVE_DAYS ? null : curveOfDays(MARKET_CURVE, traded);
  return curve === null ? undefined : { curve, days: traded.length };
}
