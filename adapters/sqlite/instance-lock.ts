import { existsSync, realpathSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { isBusy } from './sqlite-errors.ts';

/** Held for as long as an account is open. The operating system lets go of it when the process dies, however it dies. */
export interface InstanceLock {
  release(): void;
}

/** Who has the lock. */
export interface LockHolder {
  /** 0 when it cannot be read. */
  readonly pid: number;
  /** Since when, in milliseconds since 1970; 0 when it cannot be read. */
  readonly since: number;
}

const holderRow = z.strictObject({ pid: z.int(), since: z.int() });
const UNREADABLE: LockHolder = { pid: 0, since: 0 };

/** Open locks. A lock that nobody remembers must not be let go of by the garbage collector while an account trades. */
const HELD = new Set<Database.Database>();

/** How often another process may take the lock between our two transactions before we give up. */
const ATTEMPTS = 5;
const COMMIT_TIMEOUT_MS = 1000;

/**
 * Takes the lock of an account, or says which process has it. The file itself is what counts, by whatever path it is named.
 *
 * The lock is a write transaction left open in a small database beside the account's: readers still see in it who holds
 * it, and nothing is left to clean up after a crash, as there would be with a file that names a process.
 */
export function lockInstance(path: string): Result<InstanceLock, LockHolder> {
  const own: LockHolder = { pid: process.pid, since: Date.now() };
  const database = new Database(`${existsSync(path) ? realpathSync(path) : path}.lock`, { timeout: 0 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (!nameHolder(database, own)) break;
      if (!begin(database)) continue;
      if (holderOf(database).pid === own.pid) return ok(held(database));
      database.exec('ROLLBACK');
    }
    const holder = holderOf(database);
    database.close();
    return err(holder);
  } catch (error) {
    database.close();
    throw error;
  }
}

function held(database: Database.Database): InstanceLock {
  HELD.add(database);
  return {
    release: () => {
      HELD.delete(database);
      database.close();
    },
  };
}

/** Writes down who is about to hold the lock; false when somebody holds it. */
function nameHolder(database: Database.Database, { pid, since }: LockHolder): boolean {
  if (!begin(database)) return false;
  database.exec('DROP TABLE IF EXISTS holder');
  database.exec('CREATE TABLE holder (pid INTEGER NOT NULL, since INTEGER NOT NULL) STRICT');
  database.prepare('INSERT INTO holder (pid, since) VALUES (?, ?)').run(pid, since);
  // Somebody who is refused may be reading the name just now: that takes no time.
  database.pragma(`busy_timeout = ${COMMIT_TIMEOUT_MS}`);
  database.exec('COMMIT');
  database.pragma('busy_timeout = 0');
  return true;
}

function begin(database: Database.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function holderOf(database: Database.Database): LockHolder {
  try {
    return holderRow.parse(database.prepare('SELECT pid, since FROM holder').get());
  } catch (error) {
    if (isBusy(error) || (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR')) return UNREADABLE;
    throw error;
  }
}
