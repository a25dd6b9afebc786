import Database from 'better-sqlite3';

/** How long a reader waits while the owner folds in its log, in milliseconds. */
const BUSY_MS = 5_000;

/** Opens a database that somebody else writes. Nothing is locked for them: in WAL readers and the writer pass each other. */
export function openReadOnly(path: string): Database.Database {
  return new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
}
