import Database from 'better-sqlite3';
import { type InstanceLock, lockInstance } from '../../adapters/sqlite/instance-lock.ts';
import { type DatabaseProblem, databaseProblem } from '../../adapters/sqlite/sqlite-errors.ts';
import { type Refusal, type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type MatchCorrection } from './corrections.ts';
import { type GatewayAccount, type GatewayInput } from './gateway-day.ts';

/** What a day was begun with, and by whom: said once, and never again for the same day. */
export interface Initialisation {
  readonly by: string;
  /** Wall time, ISO 8601. */
  readonly at: string;
  readonly settings: GatewaySettings;
}

/** Everything that a day rests on beside its inputs. */
export interface GatewaySettings {
  readonly date: TradeDate;
  /** `book`: the accounts' own orders are the market. `quotes`: the recorded market is, and they leave no trace in it. */
  readonly market: 'book' | 'quotes';
  readonly accounts: readonly GatewayAccount[];
  /** SHA-256 of the recorded quotes, file by file. */
  readonly quotes: readonly string[];
}

export interface StoredInput {
  readonly at: EpochMs;
  readonly input: GatewayInput;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS initialisation (only INTEGER PRIMARY KEY CHECK (only = 1), json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS inputs (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
`;

/** Opens (or creates) the file of a gateway's day, and keeps other processes out of it until it is closed. */
export function openGatewayStore(path: string): Result<GatewayStore, Refusal<DatabaseProblem>> {
  try {
    const lock = lockInstance(path);
    if (!lock.ok) return refuse('database.inUse', { path, ...lock.error });
    const connection = new Database(path, { timeout: 0 });
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.exec(SCHEMA);
    return ok(new GatewayStore(connection, lock.value));
  } catch (error) {
    return err(databaseProblem(path, error));
  }
}

/** One thing that a person did to a gateway's day. */
export type TrailEntry = { readonly what: 'begun' } & Omit<Initialisation, 'settings'> | ({ readonly what: 'corrected'; readonly at: EpochMs } & MatchCorrection);

/** Who began a day and who corrected what, from its file, also while a gateway has it open. */
export function readTrail(path: string): Result<readonly TrailEntry[], Refusal<DatabaseProblem>> {
  try {
    const connection = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return ok([...trailOf(connection)]);
    } finally {
      connection.close();
    }
  } catch (error) {
    return err(databaseProblem(path, error));
  }
}

function* trailOf(connection: Database.Database): Iterable<TrailEntry> {
  const begun = connection.prepare<[], { json: string }>('SELECT json FROM initialisation').get();
  if (begun !== undefined) {
    const { by, at } = JSON.parse(begun.json) as Initialisation;
    yield { what: 'begun', by, at };
  }
  const rows = connection.prepare<[], StoredRow>(`SELECT at, json FROM inputs WHERE json ->> 'kind' = 'correct' ORDER BY seq`);
  for (const { at, json } of rows.iterate()) {
    const { by, reason, fills } = JSON.parse(json) as MatchCorrection;
    yield { what: 'corrected', at, by, reason, fills };
  }
}

interface StoredRow {
  readonly at: EpochMs;
  readonly json: string;
}

/** The inputs of a gateway's day on disk, in their order. What {@link append} has returned from is durable. */
export class GatewayStore {
  readonly #connection: Database.Database;
  readonly #lock: InstanceLock;
  readonly #insert: Database.Statement<[number, string]>;

  constructor(connection: Database.Database, lock: InstanceLock) {
    this.#connection = connection;
    this.#lock = lock;
    this.#insert = connection.prepare('INSERT INTO inputs (at, json) VALUES (?, ?)');
  }

  /** Null before the day was begun. */
  initialisation(): Initialisation | null {
    const row = this.#connection.prepare<[], { json: string }>('SELECT json FROM initialisation').get();
    return row === undefined ? null : (JSON.parse(row.json) as Initialisation);
  }

  /** @throws SqliteError when the day was begun before. */
  initialise(initialisation: Initialisation): void {
    this.#connection.prepare('INSERT INTO initialisation (only, json) VALUES (1, ?)').run(JSON.stringify(initialisation));
  }

  *inputs(): Iterable<StoredInput> {
    const rows = this.#connection.prepare<[], StoredRow>('SELECT at, json FROM inputs ORDER BY seq');
    for (const { at, json } of rows.iterate()) yield { at, input: JSON.parse(json) as GatewayInput };
  }

  /** All of them or none. @throws SqliteError when the disk does not take them. */
  append(at: EpochMs, inputs: readonly GatewayInput[]): void {
    this.#connection.transaction(() => {
      for (const input of inputs) this.#insert.run(at, JSON.stringify(input));
    })();
  }

  close(): void {
    this.#connection.close();
    this.#lock.release();
  }
}
