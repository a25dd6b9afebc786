import Database from 'better-sqlite3';
import { type Refusal, refusal } from '../../core/kernel/result.ts';

/**
 * Why an account's database could not be opened. `database.inUse` names the process that has it (`pid`) and since when (`since`),
 * `database.newer` both versions, `database.otherAccount` whose it is.
 */
export type DatabaseProblem =
  | 'database.inUse'
  | 'database.newer'
  | 'database.otherAccount'
  | 'database.notKaipan'
  | 'database.damaged'
  | 'database.unreadable';

/**
 * An append failed. Whether its records are on disk is not known (a commit that reported an error may still be there):
 * nothing more may be sent; the database must be opened again and read.
 */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';
}

export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** What a failure to open or to read means to the user; anything that SQLite did not say is thrown on. */
export function databaseProblem(path: string, error: unknown): Refusal<DatabaseProblem> {
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB') return refusal('database.notKaipan', { path });
  if (code.startsWith('SQLITE_CORRUPT')) return refusal('database.damaged', { path, reason: messageOf(error) });
  if (code.startsWith('SQLITE_')) return refusal('database.unreadable', { path, reason: messageOf(error) });
  // better-sqlite3 says this of itself, before SQLite is asked.
  if (error instanceof TypeError) return refusal('database.unreadable', { path, reason: messageOf(error) });
  throw error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}
