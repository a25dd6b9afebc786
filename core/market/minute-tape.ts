import { type EpochMs } from '../kernel/time.ts';
import { type Quantity } from '../kernel/units.ts';
import { type Quote } from './quote.ts';

const MINUTE_MS = 60_000;

/**
 * The clock minute of an instrument's latest quote, and the day's volume at the first quote seen in it. What traded in
 * that minute before its first quote is left out: a cap on it is rather too strict than too wide, also after a restart
 * in the middle of a minute.
 */
export interface MinuteTape {
  readonly from: EpochMs;
  readonly volume: Quantity;
}

/** `tape` when `quote` is of the same minute, else the minute that the quote opens. */
export function minuteAfter(tape: MinuteTape | undefined, quote: Pick<Quote, 'time' | 'volume'>): MinuteTape {
  const from = minuteOf(quote.time);
  return tape !== undefined && tape.from >= from ? tape : { from, volume: quote.volume };
}

/** The beginning of the clock minute. Shanghai is a whole number of hours from UTC. */
export function minuteOf(moment: EpochMs): EpochMs {
  return (moment - (moment % MINUTE_MS)) as EpochMs;
}
