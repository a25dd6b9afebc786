import Database from 'better-sqlite3';
import { type Refusal, type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { verifyJournal } from './journal-file.ts';
import { openJournalSource } from './journal-source.ts';
import { type JournalSummary, type RawLine } from './journal-verifier.ts';
import { type DatabaseProblem, databaseProblem } from './sqlite-errors.ts';

/** Why a database cannot be relied on. `journal.broken` names the first record that is not what was written. */
export type CheckProblem = DatabaseProblem | 'journal.broken' | 'journal.empty' | 'journal.unreadable';

/** Longest stretch of checking without letting the process do something else, in milliseconds. */
const BREATH_MS = 4;

/** Checks an account's database from end to end: its pages first, then every record against the hash chain. */
export async function checkDatabase(path: string): Promise<Result<JournalSummary, Refusal<CheckProblem>>> {
  try {
    const pages = checkPages(path);
    if (!pages.ok) return pages;
    const source = openJournalSource(path);
    if (!source.ok) return source;
    const verified = await verifyJournal(inBreaths(source.value));
    if (verified.ok) return verified;
    if (verified.error.kind === 'notAJournal') return refuse('journal.empty', { path });
    const { seq, detail } = verified.error.broken;
    return refuse('journal.broken', { path, seq, why: detail });
  } catch (error) {
    return err(databaseProblem(path, error));
  }
}

function checkPages(path: string): Result<void, Refusal<DatabaseProblem>> {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const found = String(database.pragma('quick_check(1)', { simple: true }));
    return found === 'ok' ? ok(undefined) : refuse('database.damaged', { path, reason: found });
  } finally {
    database.close();
  }
}

/** Lets whoever shares the process have their turn: a year of records is checked for longer than a quote may wait. */
async function* inBreaths(lines: AsyncIterable<RawLine>): AsyncGenerator<RawLine> {
  let breathed = performance.now();
  for await (const line of lines) {
    yield line;
    if (performance.now() - breathed < BREATH_MS) continue;
    await new Promise(setImmediate);
    breathed = performance.now();
  }
}
