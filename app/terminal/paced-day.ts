import { type Actor, POLICY } from '../../core/kernel/ids.ts';
import { type EpochMs, atTime } from '../../core/kernel/time.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type Engine } from './engine.ts';
import { type Pace } from './pace.ts';
import { type Timetable } from './timetable.ts';

/** Quotes in time order, in handfuls. */
export type QuoteFeed = AsyncIterable<readonly Quote[]> | Iterable<readonly Quote[]>;

/** Counts what ran through, for the report. */
export interface FeedTally {
  readonly quotes: number;
  readonly lastQuote: EpochMs | null;
}

/**
 * Feeds a whole day into the engine, each quote when the pace lets it, then closes the day.
 *
 * `uncounted` says, for a day that is run again, whether the inputs at hand were met before: those are not paced.
 */
export async function runDay(
  engine: Engine,
  feed: QuoteFeed,
  pace: Pace,
  timetable: Timetable,
  catchingUp: () => boolean = () => false,
  by: Actor = POLICY,
): Promise<FeedTally> {
  let quotes = 0;
  let lastQuote: EpochMs | null = null;
  let behind = catchingUp();
  for await (const batch of feed) {
    for (const quote of batch) {
      if (behind) {
        behind = meetAgain(engine, quote.time, catchingUp);
        if (!behind) pace.reset(engine.now);
      }
      await (behind ? pace.breathe() : pace.until(quote.time));
      if (pace.stopped) return { quotes, lastQuote };
      if (engine.asksScripts || isDue(engine.nextMoment, quote.time)) await passMoments(engine, quote.time);
      engine.quote(quote);
      quotes += 1;
      lastQuote = quote.time;
    }
  }
  await finish(engine, pace, { timetable, lastQuote, catchingUp, by });
  return { quotes, lastQuote };
}

/**
 * Runs a day that was begun before up to `next`, moment by moment and command by command, and stops where it had come
 * to. Says whether there is more to meet.
 */
function meetAgain(engine: Engine, next: EpochMs, catchingUp: () => boolean): boolean {
  engine.repeatPast();
  for (let moment = engine.nextMoment; catchingUp() && moment !== null && moment <= next; moment = engine.nextMoment) {
    engine.time(moment);
    engine.repeatPast();
  }
  return catchingUp();
}

function isDue(moment: EpochMs | null, now: EpochMs): boolean {
  return moment !== null && moment <= now;
}

/**
 * Up to the next quote, moment by moment, each once scripts have said what they want of the one before. A market that we
 * play ourselves can wait for them, and must: else what they answer would depend on how fast the machine is.
 */
async function passMoments(engine: Engine, next: EpochMs): Promise<void> {
  await engine.scriptsAnswered();
  for (let moment = engine.nextMoment; moment !== null && moment <= next; moment = engine.nextMoment) {
    engine.time(moment);
    await engine.scriptsAnswered();
  }
}

interface DayEnding {
  readonly timetable: Timetable;
  readonly lastQuote: EpochMs | null;
  readonly catchingUp: () => boolean;
  readonly by: Actor;
}

/**
 * After the last quote: the rest of the day when it came at the close, a plain end when quotes broke off before it. What
 * was met before is not paced here either: a day that was settled comes back settled.
 */
async function finish(engine: Engine, pace: Pace, { timetable, lastQuote, catchingUp, by }: DayEnding): Promise<void> {
  const closing = timetable.lastMatch;
  const date = engine.state.day?.date;
  const early = lastQuote === null || date === undefined || lastQuote < atTime(date, closing);
  await engine.scriptsAnswered();
  engine.quotesEnded(lastQuote, early);
  for (let moment = engine.nextMoment; moment !== null; moment = engine.nextMoment) {
    const behind = catchingUp();
    if (behind) pace.reset(moment);
    await (behind ? pace.breathe() : pace.until(moment));
    if (pace.stopped) return;
    engine.time(moment);
    await engine.scriptsAnswered();
  }
  engine.close(by);
  engine.repeatPast();
}
