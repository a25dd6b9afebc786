import { type Result, err, ok } from './result.ts';
import { type Nominal } from './units.ts';

/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Nominal<number, 'EpochMs'>;
/** Milliseconds since midnight in Shanghai, 0 to 86,399,999. */
export type TimeOfDay = Nominal<number, 'TimeOfDay'>;
/** A calendar day in Shanghai, `YYYY-MM-DD`. */
export type TradeDate = Nominal<string, 'TradeDate'>;

/** Shanghai keeps UTC+8 all year: China dropped daylight saving time in 1992. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/;

/** Accepts a real calendar day only: `2023-02-29` is refused. */
export function parseTradeDate(text: string): Result<TradeDate, 'notADate'> {
  const match = DATE.exec(text);
  if (match === null) return err('notADate');
  const midnight = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(midnight).toISOString().slice(0, 10) === text ? ok(text as TradeDate) : err('notADate');
}

/** Reads `HH:MM:SS` or `HH:MM:SS.mmm`. */
export function parseTimeOfDay(text: string): Result<TimeOfDay, 'notATime'> {
  const match = TIME.exec(text);
  if (match === null) return err('notATime');
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hours > 23 || minutes > 59 || seconds > 59) return err('notATime');
  const millis = Number((match[4] ?? '0').padEnd(3, '0'));
  return ok((((hours * 60 + minutes) * 60 + seconds) * 1000 + millis) as TimeOfDay);
}

/** A time of day known when the code is written. @throws RangeError when the text is not one. */
export function timeOfDay(text: string): TimeOfDay {
  const parsed = parseTimeOfDay(text);
  if (!parsed.ok) throw new RangeError(`not a time of day: ${text}`);
  return parsed.value;
}

/** Reads Shanghai local time without offset, `2023-02-01T09:30:03.000`; a blank is accepted in place of the `T`. */
export function parseLocalTime(text: string): Result<EpochMs, 'notATime'> {
  const separator = text[10];
  if (separator !== 'T' && separator !== ' ') return err('notATime');
  const date = parseTradeDate(text.slice(0, 10));
  const time = parseTimeOfDay(text.slice(11));
  return date.ok && time.ok ? ok(atTime(date.value, time.value)) : err('notATime');
}

/** The moment at which the given Shanghai day shows the given time. */
export function atTime(date: TradeDate, time: TimeOfDay): EpochMs {
  return (Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS + time) as EpochMs;
}

/** Calendar days from one day to another. */
export function daysBetween(from: TradeDate, to: TradeDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function tradeDateOf(moment: EpochMs): TradeDate {
  return new Date(moment + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as TradeDate;
}

export function timeOfDayOf(moment: EpochMs): TimeOfDay {
  const local = (moment + SHANGHAI_OFFSET_MS) % DAY_MS;
  return (local < 0 ? local + DAY_MS : local) as TimeOfDay;
}

/** Shanghai local time, ISO without offset, always with milliseconds. */
export function formatLocalTime(moment: EpochMs): string {
  return new Date(moment + SHANGHAI_OFFSET_MS).toISOString().slice(0, 23);
}

/** `HH:MM:SS`. */
export function formatTimeOfDay(time: TimeOfDay): string {
  return new Date(time).toISOString().slice(11, 19);
}
