import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Refusal, type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Mode, type Recorded } from '../../core/oms/events.ts';
import { type BackupProblem, backUpBeforeMigration } from './backup.ts';
import { type InstanceLock, lockInstance } from './instance-lock.ts';
import { daysOf, headBefore, readChained, recordsOfDay, rowsOf, stretchOfDay } from './journal-rows.ts';
import { isBehind, migrate } from './migrate.ts';
import { PROJECTION_TABLES } from './projection-statements.ts';
import { Projector } from './projector.ts';
import { dayEnd } from './settled-days.ts';
import { type DatabaseProblem, databaseProblem } from './sqlite-errors.ts';
import { type SqliteJournal, openJournal } from './sqlite-journal.ts';

/** Whose books a database holds. */
export interface Owner {
  readonly account: string;
  readonly mode: Mode;
}

/** The latest day in the journal. */
export interface LastDay {
  readonly date: TradeDate;
  readonly sealed: boolean;
  /** Whether a person lets the next day trade although this one is not sealed. */
  readonly released: boolean;
}

export type JournalProblem = 'journal.broken' | 'journal.laterDay' | DatabaseProblem;

/** Why an account cannot be opened: its database cannot, or could not be copied before it would have been changed. */
export type OpenProblem = DatabaseProblem | BackupProblem;

/** Pages (4 KiB) in the write-ahead log before it is folded in: seldom, for a commit waits while that is done. */
const CHECKPOINT_PAGES = 8192;

/**
 * Opens (or creates) an account's database, brings it to the current version and keeps other processes out until it is
 * closed.
 */
export function openAccountDatabase(
  path: string,
  owner: Owner,
): Result<AccountDatabase, Refusal<OpenProblem>> {
  try {
    const lock = lockInstance(path);
    if (!lock.ok) return refuse('database.inUse', { path, ...lock.error });
    const opened = prepare(path, owner);
    if (opened.ok) return ok(new AccountDatabase(opened.value, lock.value));
    lock.value.release();
    return opened;
  } catch (error) {
    return err(databaseProblem(path, error));
  }
}

function prepare(path: string, owner: Owner): Result<Database.Database, Refusal<OpenProblem>> {
  const connection = new Database(path, { timeout: 0 });
  const ready = configure(connection, owner);
  if (ready.ok) return ok(connection);
  connection.close();
  return ready;
}

function configure(connection: Database.Database, owner: Owner): Result<void, Refusal<OpenProblem>> {
  try {
    connection.pragma('foreign_keys = ON');
    const copied = isBehind(connection) ? backUpBeforeMigration(connection) : ok(undefined);
    if (!copied.ok) return copied;
    const migrated = migrate(connection);
    if (!migrated.ok) return migrated;
    // An acknowledged commit survives a power cut only with FULL: measured, WAL with NORMAL lost up to all of 300.
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('fullfsync = ON');
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    return belongsTo(connection, owner);
  } catch (error) {
    return err(databaseProblem(connection.name, error));
  }
}

const ownerRow = z.strictObject({ name: z.string(), mode: z.string() });

/** Paper money and real money never share a file, nor do two accounts. */
function belongsTo(
  connection: Database.Database,
  { account, mode }: Owner,
): Result<void, Refusal<'database.otherAccount'>> {
  connection.prepare('INSERT INTO account (only, name, mode) VALUES (1, ?, ?) ON CONFLICT DO NOTHING').run(account, mode);
  const found = ownerRow.parse(connection.prepare('SELECT name, mode FROM account').get());
  if (found.name === account && found.mode === mode) return ok(undefined);
  return refuse('database.otherAccount', { path: connection.name, account: found.name, mode: found.mode });
}

/** One account of one mode on disk: its journal and the tables drawn from it. */
export class AccountDatabase {
  /** For queries of the history; only the journal writes. */
  readonly connection: Database.Database;
  readonly #lock: InstanceLock;

  constructor(connection: Database.Database, lock: InstanceLock) {
    this.connection = connection;
    this.#lock = lock;
  }

  lastDay(): LastDay | null {
    const date = daysOf(this.connection).at(-1);
    if (date === undefined) return null;
    const end = dayEnd(this.connection, date);
    return { date, sealed: end?.released === null, released: end !== null && end.released !== null };
  }

  /** The journal of a day, new or begun. A day before the last one is history and takes no more records. */
  journal(day: TradeDate): Result<SqliteJournal, Refusal<JournalProblem>> {
    try {
      const last = this.lastDay();
      if (last !== null && last.date > day) return refuse('journal.laterDay', { day, last: last.date });
      return openJournal(this.connection, day);
    } catch (error) {
      return err(databaseProblem(this.connection.name, error));
    }
  }

  /**
   * What is journalled of a day after the record `after`, oldest first. Not checked against the chain: whoever trades on
   * it opens the journal.
   */
  records(day: TradeDate, after = 0): Generator<Recorded> {
    return recordsOfDay(this.connection, day, after);
  }

  /** Empties the history tables and draws them again from the journal, all or nothing. */
  rebuildProjections(): Result<void, Refusal<'journal.broken'>> {
    const { connection } = this;
    connection.exec('BEGIN IMMEDIATE');
    try {
      const redrawn = this.#redraw();
      connection.exec(redrawn.ok ? 'COMMIT' : 'ROLLBACK');
      return redrawn;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  #redraw(): Result<void, Refusal<'journal.broken'>> {
    for (const table of PROJECTION_TABLES) this.connection.exec(`DELETE FROM ${table}`);
    for (const day of daysOf(this.connection)) {
      const stretch = stretchOfDay(this.connection, day);
      const chained = readChained(rowsOf(this.connection, stretch), headBefore(this.connection, stretch.first));
      if (!chained.ok) return chained;
      const projector = new Projector(this.connection, day);
      for (const record of chained.value.records) projector.project(record);
    }
    return ok(undefined);
  }

  close(): void {
    this.connection.close();
    this.#lock.release();
  }
}
