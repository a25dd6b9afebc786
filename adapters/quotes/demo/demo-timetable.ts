import { type TimeOfDay, timeOfDay } from '../../../core/kernel/time.ts';
import { type TradingRules } from '../../../core/market/rules.ts';

/**
 * What an instrument's snapshot of a round shows. `opened` and `closed` are the first after each auction, or the day's
 * first and last where there is none; `still` repeats the one before, as feeds do in a pause.
 */
export type RoundKind = 'openingCall' | 'opened' | 'still' | 'trading' | 'closingCall' | 'closed';

/** One round of snapshots over the whole market. */
export interface Round {
  /** When it begins, in milliseconds since midnight. */
  readonly time: TimeOfDay;
  readonly kind: RoundKind;
  /** How far the present auction or the continuous trading of the day has come, 0 to 1. */
  readonly progress: number;
  /** Share of the day's continuous volume that trades up to here since the round before. */
  readonly volumeShare: number;
}

const OPENING_CALL = timeOfDay('09:15:00');
const MATCH = timeOfDay('09:25:00');
const MORNING = timeOfDay('09:30:00');
const LUNCH = timeOfDay('11:30:00');
const AFTERNOON = timeOfDay('13:00:00');
const CLOSING_CALL = timeOfDay('14:57:00');
const CLOSE = timeOfDay('15:00:00');
/** Feeds repeat themselves in the pause before the morning, and once before the afternoon. */
const STILL: readonly TimeOfDay[] = ['09:25:30', '09:26:00', '09:27:00', '09:28:00', '09:29:00', '09:29:30', '12:59:30'].map(
  timeOfDay,
);
/** Exchanges publish the indicative price every nine seconds or so. */
const CALL_EVERY = 3;

/**
 * The rounds of a day, in no order, `everyMs` apart: the auctions' are three times as far apart, a pause has a few.
 * Shanghai's funds have no closing call before 2026-07-06: theirs is continuous trading until 15:00.
 */
export function demoRounds(everyMs: number, withClosingCall: boolean): readonly Round[] {
  const end = withClosingCall ? CLOSING_CALL : CLOSE;
  const trading = [...times(MORNING, LUNCH, everyMs), ...times(AFTERNOON, end, everyMs)];
  const weights = trading.map((time) => activity(time));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return [
    ...call('openingCall', OPENING_CALL, MATCH, everyMs),
    still('opened', MATCH),
    ...STILL.map((time) => still('still', time)),
    ...trading.map((time, index) => ({
      time,
      kind: 'trading' as const,
      progress: (index + 1) / trading.length,
      volumeShare: (weights[index] ?? 0) / sum,
    })),
    ...(withClosingCall ? call('closingCall', CLOSING_CALL, CLOSE, everyMs) : []),
    still('closed', CLOSE),
  ];
}

/** A round in which time passes and nothing moves. */
function still(kind: RoundKind, time: TimeOfDay): Round {
  return { time, kind, progress: 0, volumeShare: 0 };
}

export function hasClosingCall(rules: TradingRules): boolean {
  return rules.phases.value.some((phase) => phase.name === 'closingCall');
}

function call(kind: RoundKind, from: TimeOfDay, until: TimeOfDay, everyMs: number): Round[] {
  return times(from, until, everyMs * CALL_EVERY).map((time) => ({
    time,
    kind,
    progress: (time - from) / (until - from),
    volumeShare: 0,
  }));
}

function times(from: TimeOfDay, until: TimeOfDay, everyMs: number): TimeOfDay[] {
  const count = Math.ceil((until - from) / everyMs);
  return Array.from({ length: count }, (_, index) => (from + index * everyMs) as TimeOfDay);
}

/** The volume smile: lively after the opening, quiet around lunch, lively before the close. */
function activity(time: TimeOfDay): number {
  const minutesTraded = (time < AFTERNOON ? time - MORNING : time - AFTERNOON + (LUNCH - MORNING)) / 60_000;
  return 0.6 + 2.2 * Math.exp(-minutesTraded / 18) + 0.9 * Math.exp(-(240 - minutesTraded) / 25);
}
