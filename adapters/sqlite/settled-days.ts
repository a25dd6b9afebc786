import type Database from 'better-sqlite3';
import { z } from 'zod';
import { type Actor } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Money } from '../../core/kernel/units.ts';
import { decodeEvent } from './event-codec.ts';

/** How a day became final, or why the next may trade although it is not. */
export interface DayEnd {
  readonly at: EpochMs;
  readonly by: Actor;
  /** Why it was released; null: it is sealed. */
  readonly released: Refusal | null;
  /** The record's hash: by the chain it stands for all that came before it, the seals of earlier days too. */
  readonly hash: string;
}

/** A day of the account as its books keep it. Money in 1/10000 yuan. */
export interface SettledDay {
  readonly date: TradeDate;
  /** Null: it was never settled. */
  readonly equity: Money | null;
  readonly openingEquity: Money | null;
  /** How many there were at the close, resolved or not. */
  readonly differences: number;
  /** Null: it is open still. */
  readonly end: DayEnd | null;
}

/** With the condition of the index over how days end, word by word: a partial index is found by its words. */
export const DAY_END_QUERY =
  "SELECT at, type, body, hash FROM journal WHERE type IN ('daySealed', 'dayReleased') AND day = ? ORDER BY seq DESC LIMIT 1";

const dayRow = z.strictObject({
  date: z.string(),
  equity: z.int().nullable(),
  openingEquity: z.int().nullable(),
  differences: z.int().nullable(),
});
const endRow = z.strictObject({ at: z.int(), type: z.string(), body: z.string(), hash: z.string() });

/** The account's latest days, at most so many, newest first. */
export function settledDays(database: Database.Database, most: number): readonly SettledDay[] {
  const days = database.prepare('SELECT date, equity, opening_equity AS openingEquity, differences FROM days ORDER BY date DESC LIMIT ?').all(most);
  return days.map((row) => {
    const { date, equity, openingEquity, differences } = dayRow.parse(row);
    const day = date as TradeDate;
    return { date: day, equity: equity as Money | null, openingEquity: openingEquity as Money | null, differences: differences ?? 0, end: dayEnd(database, day) };
  });
}

/** The last word on a day: a released one may be sealed later. Null: it is open. */
export function dayEnd(database: Database.Database, day: TradeDate): DayEnd | null {
  const row = database.prepare(DAY_END_QUERY).get(day);
  if (row === undefined) return null;
  const { at, type, body, hash } = endRow.parse(row);
  const decoded = decodeEvent(type, JSON.parse(body));
  invariant(decoded.ok && (decoded.value.type === 'daySealed' || decoded.value.type === 'dayReleased'), `the end of ${day} can be read`);
  const { by } = decoded.value;
  return { at: at as EpochMs, by, released: decoded.value.type === 'dayReleased' ? decoded.value.reason : null, hash };
}
