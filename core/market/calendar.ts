import { InvariantError } from '../kernel/invariant.ts';
import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type TradeDate } from '../kernel/time.ts';
import { CALENDAR_FIRST, CALENDAR_LAST, CLOSED_WEEKDAYS } from './closures.ts';

export type CalendarProblem = 'calendar.unknownDay';

type Answer<T> = Result<T, Refusal<CalendarProblem>>;

/**
 * The days on which the exchanges trade, between two days. What lies outside is unknown: every question that would need
 * it is refused with the first and the last day that are known.
 */
export interface Calendar {
  readonly first: TradeDate;
  readonly last: TradeDate;
  isSession(date: TradeDate): Answer<boolean>;
  /** The first session after `date`, which need not be one itself. */
  nextSession(date: TradeDate): Answer<TradeDate>;
  /** The last session before `date`, which need not be one itself. */
  previousSession(date: TradeDate): Answer<TradeDate>;
  /** The sessions from `from` to `to`, both included; none when `to` is before `from`. */
  sessionsBetween(from: TradeDate, to: TradeDate): Answer<readonly TradeDate[]>;
  /** How many there are, without listing them. */
  countSessions(from: TradeDate, to: TradeDate): Answer<number>;
}

const DAY_MS = 86_400_000;
/** Days since 1970-01-01 modulo 7: 1970-01-01 was a Thursday, so Saturdays leave 2 and Sundays 3. */
const SATURDAY = 2;
const SUNDAY = 3;

/**
 * A calendar from `first` to `last` on which every weekday is a session unless it is closed.
 * @throws InvariantError when a closure is no date of its year.
 */
export function createCalendar(
  first: string,
  last: string,
  closedWeekdays: readonly (readonly [year: number, closures: string])[],
): Calendar {
  const closed = new Set(closedWeekdays.flatMap(([year, closures]) => closedDays(year, closures)));
  const [begin, end] = [dayNumber(first), dayNumber(last)];
  const sessions: TradeDate[] = [];
  /** For each day from `begin`: how many sessions came before it. */
  const before = new Int32Array(end - begin + 2);
  for (let day = begin; day <= end; day += 1) {
    before[day - begin] = sessions.length;
    if (!isWeekend(day) && !closed.has(day)) sessions.push(dateOf(day));
  }
  before[end - begin + 1] = sessions.length;

  const known = { first: first as TradeDate, last: last as TradeDate };
  const unknown = (date: string): Answer<never> => refuse('calendar.unknownDay', { date, ...known });
  const sessionsBefore = (day: number): number => before[day - begin] ?? 0;

  const at = (index: number, asked: TradeDate): Answer<TradeDate> => {
    const session = sessions[index];
    return session === undefined ? unknown(asked) : ok(session);
  };
  const range = (from: TradeDate, to: TradeDate): Answer<readonly [from: number, to: number]> => {
    const [start, stop] = [dayNumber(from), dayNumber(to)];
    if (!(start >= begin && start <= end)) return unknown(from);
    if (!(stop >= begin && stop <= end)) return unknown(to);
    return ok([sessionsBefore(start), Math.max(sessionsBefore(start), sessionsBefore(stop + 1))]);
  };

  return {
    ...known,
    isSession(date) {
      const found = range(date, date);
      return found.ok ? ok(found.value[0] < found.value[1]) : found;
    },
    nextSession(date) {
      const found = range(date, date);
      return found.ok ? at(found.value[1], date) : found;
    },
    previousSession(date) {
      const found = range(date, date);
      return found.ok ? at(found.value[0] - 1, date) : found;
    },
    sessionsBetween(from, to) {
      const found = range(from, to);
      return found.ok ? ok(sessions.slice(...found.value)) : found;
    },
    countSessions(from, to) {
      const found = range(from, to);
      return found.ok ? ok(found.value[1] - found.value[0]) : found;
    },
  };
}

let known: Calendar | null = null;

/** The calendar of the Chinese exchanges, 1990-12-19 to 2026-12-31; made on first use. */
export function exchangeCalendar(): Calendar {
  known ??= createCalendar(CALENDAR_FIRST, CALENDAR_LAST, CLOSED_WEEKDAYS);
  return known;
}

/** `0101 0215-0218` of a year, as day numbers. */
function closedDays(year: number, closures: string): number[] {
  return closures
    .split(' ')
    .filter((closure) => closure !== '')
    .flatMap((closure) => {
      const [from = '', to = from] = closure.split('-');
      const [start, stop] = [monthDay(year, from), monthDay(year, to)];
      return Array.from({ length: stop - start + 1 }, (_, index) => start + index);
    });
}

function monthDay(year: number, text: string): number {
  const day = dayNumber(`${year}-${text.slice(0, 2)}-${text.slice(2)}`);
  if (!Number.isInteger(day)) throw new InvariantError(`not a day of ${year}: ${text}`);
  return day;
}

function dayNumber(date: string): number {
  return Date.parse(date) / DAY_MS;
}

function dateOf(day: number): TradeDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10) as TradeDate;
}

function isWeekend(day: number): boolean {
  const rest = day % 7;
  return rest === SATURDAY || rest === SUNDAY;
}
