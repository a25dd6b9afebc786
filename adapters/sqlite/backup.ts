import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type BackupCopy, BackupFolder } from './backup-folder.ts';
import { type CheckProblem, checkDatabase } from './database-check.ts';
import { putInPlace } from './durable-file.ts';
import { daysOf, headBefore, readChained, rowsOf, wholeJournal } from './journal-rows.ts';
import { type JournalSummary } from './journal-verifier.ts';
import { codeOf, databaseProblem, messageOf } from './sqlite-errors.ts';

/** `backup.failed`: the copy could not be written. `backup.short`: it ends before the database did. */
export type BackupProblem = CheckProblem | 'backup.failed' | 'backup.short';

/** Pages (4 KiB) that are copied in one turn: well under a millisecond's work. */
const PAGES_IN_A_TURN = 64;

/**
 * Copies an account's database while it is in use, in small turns, and checks the copy by its hash chain. Written
 * through `source` meanwhile, the copy has that too. A copy that is not finished bears no copy's name.
 */
export async function backUp(source: Database.Database, target: string): Promise<Result<JournalSummary, Refusal<BackupProblem>>> {
  const part = `${target}.part`;
  try {
    const { last } = wholeJournal(source);
    remove(part);
    await source.backup(part, { progress: () => PAGES_IN_A_TURN });
    closeLog(part);
    const checked = await checkDatabase(part);
    if (!checked.ok) return checked;
    if (checked.value.lastSeq < last) return refuse('backup.short', { path: target, seq: checked.value.lastSeq, due: last });
    putInPlace(part, target);
    return checked;
  } catch (error) {
    return err(backupProblem(target, error));
  } finally {
    remove(part);
  }
}

/** Copies a database into its folder of copies, unless this very state lies there already; old copies make way. */
export async function backUpBeside(source: Database.Database): Promise<Result<BackupCopy, Refusal<BackupProblem>>> {
  const folder = new BackupFolder(source.name);
  try {
    const state = stateOf(source);
    if (state === null) return refuse('journal.empty', { path: source.name });
    const target = folder.pathOf(state.day, state.lastSeq);
    const known = folder.list().find(({ path }) => path === target);
    if (known !== undefined) return ok(known);
    const copied = await backUp(source, target);
    if (!copied.ok) return copied;
    folder.prune();
    return ok({ path: target, ...state });
  } catch (error) {
    return err(backupProblem(source.name, error));
  }
}

/**
 * Copies a database that is about to be changed by a migration: nothing else goes on before that is done, so the copy is
 * made in one go. Nothing is copied where nothing is journalled yet.
 */
export function backUpBeforeMigration(source: Database.Database): Result<void, Refusal<BackupProblem>> {
  const state = stateOf(source);
  if (state === null) return ok(undefined);
  const target = new BackupFolder(source.name).pathOf(state.day, state.lastSeq);
  const part = `${target}.part`;
  try {
    remove(part);
    source.prepare('VACUUM INTO ?').run(part);
    const chained = checkChain(part);
    if (!chained.ok) return chained;
    putInPlace(part, target);
    return ok(undefined);
  } catch (error) {
    return err(backupProblem(target, error));
  } finally {
    remove(part);
  }
}

function stateOf(database: Database.Database): Pick<BackupCopy, 'day' | 'lastSeq'> | null {
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").get() === undefined) return null;
  const day = daysOf(database).at(-1);
  return day === undefined ? null : { day, lastSeq: wholeJournal(database).last };
}

function checkChain(path: string): Result<void, Refusal<'journal.broken'>> {
  const copy = new Database(path, { readonly: true });
  try {
    const chained = readChained(rowsOf(copy, wholeJournal(copy)), headBefore(copy, 1));
    return chained.ok ? ok(undefined) : chained;
  } finally {
    copy.close();
  }
}

/** A copy is one file: the write-ahead log that its original asks for would come to lie beside it. */
function closeLog(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function remove(part: string): void {
  for (const file of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) rmSync(file, { force: true });
}

/** The original's damage is its own news; whatever else went wrong, there is no copy. */
function backupProblem(path: string, error: unknown): Refusal<BackupProblem> {
  if (codeOf(error).startsWith('SQLITE_CORRUPT')) return databaseProblem(path, error);
  return refusal('backup.failed', { path, reason: messageOf(error) });
}
