import type Database from 'better-sqlite3';
import { z } from 'zod';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { GENESIS, chainHash, chainedLine, recordOf, recordText } from './journal-line.ts';

/** Where a chain stands: number and hash of the last record; number 0 and zeros where there is none. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

/** Numbers of a run of records, both ends included; empty when `last` is before `first`. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The last moment that a date can have, with room for the hours to Shanghai. */
const LATEST = 8_640_000_000_000_000 - 86_400_000;

export interface JournalRow {
  readonly seq: number;
  readonly day: string;
  readonly step: number;
  readonly at: number;
  readonly type: string;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
}

/** Numbers of a row, with the most that each may be. */
const NUMBERS = { seq: Number.MAX_SAFE_INTEGER, step: Number.MAX_SAFE_INTEGER, at: LATEST } as const;
const TEXTS = ['day', 'type', 'body', 'prev', 'hash'] as const;

/**
 * Whatever stands in the file is parsed: it may be another program's, or another disk's idea of ours. In one go, for a
 * restart reads tens of thousands, and a schema per column costs a fifth of its time.
 */
const journalRow = z.custom<JournalRow>(isRow, 'not a record of a journal');

function isRow(value: unknown): boolean {
  const row = value as Readonly<Record<string, unknown>>;
  const numbers = Object.entries(NUMBERS).every(([name, most]) => isCount(row[name], most));
  return numbers && row['seq'] !== 0 && TEXTS.every((name) => typeof row[name] === 'string');
}

function isCount(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** Rows are read in pages: an open cursor would keep the connection from writing. */
const PAGE = 1000;

/** Inserts a record: seq, day, step, at, type, body, prev, hash. */
export type InsertRecord = Database.Statement<[number, string, number, number, string, string, string, string]>;

export function insertRecord(database: Database.Database): InsertRecord {
  return database.prepare(
    'INSERT INTO journal (seq, day, step, at, type, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
}

/** Days in the journal, oldest first: a day is opened only after all earlier ones. */
export function daysOf(database: Database.Database): readonly TradeDate[] {
  const days = database.prepare("SELECT day FROM journal WHERE type = 'dayOpened' ORDER BY day").pluck().all();
  return z.array(z.string()).parse(days) as readonly string[] as readonly TradeDate[];
}

function lastSeq(database: Database.Database): number {
  return z.int().parse(database.prepare('SELECT coalesce(max(seq), 0) FROM journal').pluck().get());
}

/** The records of a day: none, after the last, for a day that has not been opened. */
export function stretchOfDay(database: Database.Database, day: TradeDate): Stretch {
  const end = lastSeq(database);
  const opened = "SELECT seq FROM journal WHERE type = 'dayOpened'";
  const first: unknown = database.prepare(`${opened} AND day = ?`).pluck().get(day);
  if (typeof first !== 'number') return { first: end + 1, last: end };
  const next: unknown = database.prepare(`${opened} AND day > ? ORDER BY day LIMIT 1`).pluck().get(day);
  return { first, last: typeof next === 'number' ? next - 1 : end };
}

/** All that the journal holds. */
export function wholeJournal(database: Database.Database): Stretch {
  return { first: 1, last: lastSeq(database) };
}

/** Where the chain stood before a record. */
export function headBefore(database: Database.Database, seq: number): JournalHead {
  const hash: unknown = database.prepare('SELECT hash FROM journal WHERE seq = ?').pluck().get(seq - 1);
  return { seq: seq - 1, hash: typeof hash === 'string' ? hash : GENESIS };
}

export function* rowsOf(database: Database.Database, { first, last }: Stretch): Generator<JournalRow> {
  const page = database.prepare('SELECT * FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq');
  for (let from = first; from <= last; from += PAGE) {
    for (const row of page.all(from, Math.min(last, from + PAGE - 1))) yield journalRow.parse(row);
  }
}

/**
 * What is journalled of a day after the record `after`, oldest first. Not checked against the chain: whoever trades on
 * it opens the journal.
 */
export function* recordsOfDay(database: Database.Database, day: TradeDate, after = 0): Generator<Recorded> {
  const { first, last } = stretchOfDay(database, day);
  for (const row of rowsOf(database, { first: Math.max(first, after + 1), last })) {
    const record = recordOfRow(row);
    invariant(record.ok, `journal record ${row.seq} can be read`);
    yield record.value;
  }
}

/** What the hash of a row rests on. */
export function textOfRow({ seq, step, at, type, body }: JournalRow): string {
  return recordText(seq, step, at as EpochMs, { type: type as OmsEvent['type'], data: body });
}

/** A row as a line of `events.jsonl`, without its end. */
export function lineOfRow(row: JournalRow): string {
  return chainedLine(textOfRow(row), row.prev, row.hash);
}

/** Records that are chained to `before`, with where they end; refused at the first that is not what was written. */
export function readChained(
  rows: Iterable<JournalRow>,
  before: JournalHead,
): Result<{ readonly records: readonly Recorded[]; readonly head: JournalHead }, Refusal<'journal.broken'>> {
  const records: Recorded[] = [];
  let head = before;
  for (const row of rows) {
    const chained = row.seq === head.seq + 1 && row.prev === head.hash && row.hash === chainHash(row.prev, textOfRow(row));
    if (!chained) return refuse('journal.broken', { seq: head.seq + 1, why: 'the hash chain does not hold' });
    const record = recordOfRow(row);
    if (!record.ok) return refuse('journal.broken', { seq: row.seq, why: record.error });
    records.push(record.value);
    head = { seq: row.seq, hash: row.hash };
  }
  return ok({ records, head });
}

export function recordOfRow({ seq, step, at, type, body }: JournalRow): Result<Recorded, string> {
  return recordOf({ seq, step, at: at as EpochMs }, type, body);
}
