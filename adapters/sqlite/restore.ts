import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type BackupCopy, BackupFolder } from './backup-folder.ts';
import { type CheckProblem, checkDatabase } from './database-check.ts';
import { putInPlace } from './durable-file.ts';
import { lockInstance } from './instance-lock.ts';
import { type JournalSummary } from './journal-verifier.ts';
import { messageOf } from './sqlite-errors.ts';

/** `backup.missing`: there is no such copy. `backup.notRestored`: it could not be put in place. */
export type RestoreProblem = CheckProblem | 'backup.missing' | 'backup.notRestored';

export interface Restored {
  /** What the database holds now. */
  readonly journal: JournalSummary;
  /** Where the old database lies now; null when there was none. */
  readonly setAside: string | null;
}

/**
 * Puts a copy in the place of an account's database. The copy is checked first; the old database is set aside under a
 * name with the time, never overwritten. Refused while a process has the account open.
 *
 * @param now Epoch milliseconds, for the name.
 */
export async function restoreDatabase(path: string, copy: string, now: number): Promise<Result<Restored, Refusal<RestoreProblem>>> {
  if (!existsSync(copy)) return refuse('backup.missing', { path: copy });
  const part = `${path}.restored`;
  try {
    const lock = lockInstance(path);
    if (!lock.ok) return refuse('database.inUse', { path, ...lock.error });
    try {
      // What is checked is the very file that is put in place.
      copyFileSync(copy, part);
      const checked = await checkDatabase(part);
      if (!checked.ok) return err({ ...checked.error, params: { ...checked.error.params, path: copy } });
      const setAside = moveAside(path, now);
      putInPlace(part, path);
      return ok({ journal: checked.value, setAside });
    } finally {
      lock.value.release();
    }
  } catch (error) {
    return err(refusal('backup.notRestored', { path, reason: messageOf(error) }));
  } finally {
    for (const file of [part, `${part}-wal`, `${part}-shm`]) rmSync(file, { force: true });
  }
}

/** The latest copy that is whole, looking back through all of them; null when there is none. */
export async function lastGoodCopy(path: string): Promise<BackupCopy | null> {
  for (const copy of new BackupFolder(path).list()) {
    const checked = await checkDatabase(copy.path);
    if (checked.ok) return copy;
  }
  return null;
}

/** Renames a database with all that belongs to it. Returns its new name; null when there is none. */
function moveAside(path: string, now: number): string | null {
  if (!existsSync(path)) return null;
  foldIn(path);
  const aside = freeName(`${path}.set-aside-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
  // The log first: a database without its own is still itself, one with another's is not.
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  return aside;
}

function freeName(wanted: string): string {
  for (let n = 0; ; n += 1) {
    const name = n === 0 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** Puts what the write-ahead log holds into the file where that can be done: then it lies in one piece. */
function foldIn(path: string): void {
  try {
    const database = new Database(path, { timeout: 0 });
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch {
    // A damaged database is moved as it is, log and all.
  }
}
