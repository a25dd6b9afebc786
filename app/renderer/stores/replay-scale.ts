import { type EpochMs, timeOfDayOf } from '../../../core/kernel/time.ts';

const HOUR_MS = 3_600_000;
const LUNCH = 11.5 * HOUR_MS;
const RESUME = 13 * HOUR_MS;
/** Times of day between which a day is played; what was done before or after stands at the ends. */
const BEGINS = 9 * HOUR_MS;
const ENDS = 15.5 * HOUR_MS;

/** Places on the scrubber: milliseconds of the day from nine o'clock on, the lunch break taken out. */
export const LAST_PLACE = ENDS - BEGINS - (RESUME - LUNCH);

/** Where a moment stands on the scrubber. */
export function placeOf(moment: number): number {
  const time = timeOfDayOf(moment as EpochMs);
  const within = Math.min(Math.max(time, BEGINS), ENDS);
  if (within < LUNCH) return within - BEGINS;
  return Math.max(within, RESUME) - (RESUME - LUNCH) - BEGINS;
}

/** The time of day at a place, in milliseconds since midnight. */
export function timeAt(place: number): number {
  const morning = place + BEGINS;
  return morning < LUNCH ? morning : morning + RESUME - LUNCH;
}

/** How many of the rising places are at or before `place`. */
export function countAt(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The places made to rise: a record that the clock puts before another stands with it. */
export function placesOf(moments: readonly number[]): readonly number[] {
  let last = 0;
  return moments.map((moment) => (last = Math.max(last, placeOf(moment))));
}
