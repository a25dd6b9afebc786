import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Refusal, type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { rawLines } from './journal-file.ts';
import { readRecord, splitLine } from './journal-line.ts';
import { lineOfRow, rowsOf, wholeJournal } from './journal-rows.ts';
import { type RawLine } from './journal-verifier.ts';
import { type DatabaseProblem, databaseProblem, messageOf } from './sqlite-errors.ts';

const SQLITE_MAGIC = 'SQLite format 3\0';

export type SourceProblem = DatabaseProblem | 'journal.unreadable';

/** A journal to be read, in either of its two shapes; closed when it has been read or left. */
export type JournalSource = AsyncIterable<RawLine>;

/**
 * Opens a journal for reading: the lines of an `events.jsonl`, or of a whole account database, which may be in use.
 * Nothing is written and nothing is locked.
 */
export function openJournalSource(file: string): Result<JournalSource, Refusal<SourceProblem>> {
  try {
    return isDatabase(file) ? databaseLines(file) : ok(rawLines(file));
  } catch (error) {
    return refuse('journal.unreadable', { path: file, reason: messageOf(error) });
  }
}

/** The records of a journal, unchecked, as far as they can be read. */
export async function* recordsOf(source: JournalSource): AsyncGenerator<Recorded> {
  for await (const { text } of source) {
    const line = splitLine(text);
    const record = line === undefined ? undefined : readRecord(line);
    if (record === undefined || !record.ok) return;
    yield record.value;
  }
}

function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(SQLITE_MAGIC.length);
    readSync(handle, start);
    return start.toString('latin1') === SQLITE_MAGIC;
  } finally {
    closeSync(handle);
  }
}

function databaseLines(file: string): Result<JournalSource, Refusal<SourceProblem>> {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const stretch = wholeJournal(database);
    return ok(linesOfRows(database, stretch));
  } catch (error) {
    database?.close();
    return err(databaseProblem(file, error));
  }
}

async function* linesOfRows(database: Database.Database, stretch: ReturnType<typeof wholeJournal>): AsyncGenerator<RawLine> {
  try {
    for (const row of rowsOf(database, stretch)) yield { text: lineOfRow(row), ended: true };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    // A row that is none: the line that it makes is none either.
    yield { text: '', ended: true };
  } finally {
    database.close();
  }
}
