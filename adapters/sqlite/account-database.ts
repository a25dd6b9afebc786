import type Database from 'better-sqlite3';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Mode } from '../../core/oms/events.ts';
import { type SqliteJournal } from './sqlite-journal.ts';

/**
 * Why an account's database could not be opened. `database.inUse` names the process that has it (`pid`),
 * `database.newer` both versions, `database.otherAccount` whose it is.
 */
export type DatabaseProblem =
  | 'database.inUse'
  | 'database.newer'
  | 'database.otherAccount'
  | 'database.notKaipan'
  | 'database.damaged'
  | 'database.unreadable';

/** The latest day that the journal knows. */
export interface LastDay {
  readonly date: TradeDate;
  readonly sealed: boolean;
}

/** One account of one mode on disk: its journal and what is derived from it. */
export interface AccountDatabase {
  readonly path: string;
  /** For queries of the history; only the journal writes. */
  readonly connection: Database.Database;
  lastDay(): LastDay | null;
  /** The journal of one day, which may have records already. One at a time. */
  journal(day: TradeDate): SqliteJournal;
  /** Throws the projections away and makes them again from the journal. */
  rebuildProjections(): void;
  close(): void;
}

/** Opens (or creates) an account's database, brings it to the current version and keeps other processes out. */
export function openAccountDatabase(
  path: string,
  owner: { readonly account: string; readonly mode: Mode },
): Result<AccountDatabase, Refusal<DatabaseProblem>> {
  throw new Error(`sketch: ${path} ${owner.account}`);
}
