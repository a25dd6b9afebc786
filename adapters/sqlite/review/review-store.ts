import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type ProfitKey } from '../../../core/analytics/daily-profit.ts';
import { type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { type StrategyId } from '../../../core/kernel/ids.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { REVIEW_SCHEMA, columnsTable } from './schema.ts';

/** Raised whenever the tables or what is worked out for them changes. */
const VERSION = 3;
/** "KaiV". */
const APPLICATION_ID = 0x4b_61_69_56;

/** A sealed day. */
export interface StoredDay {
  readonly date: TradeDate;
  /** Hash of the record that sealed it, which stands for all before it. */
  readonly seal: string;
  readonly equity: number;
  readonly cash: number;
  readonly marketValue: number;
  /** What the account was worth before it, deposits included. */
  readonly base: number;
  readonly profit: number;
}

/** Numbers of one kind, each key once a day. */
export interface Keyed<Kind extends ColumnKind> {
  readonly key: ProfitKey;
  readonly numbers: NumbersOf<Kind>;
}

/** The numbers that are kept of each key and day, by kind. */
export const COLUMNS = {
  /** What was earned. */
  profit: ['profit'],
  /** Round trips that ended: what they earned, how many, how many of them with a profit. */
  ended: ['profit', 'trips', 'wins'],
  /** Market value at the close. */
  held: ['value'],
  /** What a strategy earned on the day and held after it, and what it did. */
  books: ['profit', 'marketValue', 'bought', 'sold', 'fees', 'fills', 'trips', 'wins'],
  /** What executions cost, see `LineCosts`. */
  costs: ['lines', 'planned', 'filled', 'arrivalCost', 'arrivalValue', 'auctionCost', 'auctionValue', 'vwapCost', 'vwapValue', 'timed', 'waited', 'delay', 'execution', 'fees', 'missed'],
} as const;

export type ColumnKind = keyof typeof COLUMNS;
/** The numbers of one kind by their names. */
export type NumbersOf<Kind extends ColumnKind> = Readonly<Record<(typeof COLUMNS)[Kind][number], number>>;

/** Where a fill lies in the account's own tables, and what it may be looked for by. */
export interface StoredFill {
  readonly seq: number;
  readonly strategyId: StrategyId;
  readonly instrument: string;
  readonly value: number;
}

const KINDS = Object.keys(COLUMNS) as readonly ColumnKind[];

export interface DayFacts {
  readonly day: StoredDay;
  readonly columns: { readonly [Kind in ColumnKind]: readonly Keyed<Kind>[] };
  readonly trips: readonly RoundTrip[];
  readonly fills: readonly StoredFill[];
  /** What the next day goes on from. */
  readonly carry: string;
}

const dayRow = z.strictObject({
  date: z.string().transform((date) => date as TradeDate),
  seal: z.string(),
  equity: z.int(),
  cash: z.int(),
  marketValue: z.int(),
  base: z.int(),
  profit: z.int(),
});

/** Opens (or creates) the file; one of another version, or one that cannot be read, gives way to a new one. */
export function openReviewStore(file: string): ReviewStore {
  try {
    return new ReviewStore(prepared(file));
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return renewReviewStore(file);
  }
}

/** Throws away what was worked out. */
export function renewReviewStore(file: string): ReviewStore {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
  return new ReviewStore(prepared(file));
}

function prepared(file: string): Database.Database {
  const connection = new Database(file);
  const version = connection.pragma('user_version', { simple: true });
  const owner = connection.pragma('application_id', { simple: true });
  if (version === VERSION && owner === APPLICATION_ID) return configured(connection);
  connection.close();
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
  return created(new Database(file));
}

function created(connection: Database.Database): Database.Database {
  configured(connection).exec(`BEGIN; ${REVIEW_SCHEMA} ${KINDS.map(columnsTable).join(' ')} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION}; COMMIT`);
  return connection;
}

/** Of a page, so that a day's columns lie in a few of them; and of the file's part that is read without a copy. */
const PAGE_BYTES = 32_768;
const MAPPED_BYTES = 1_073_741_824;

/** What is lost with the power is worked out again. */
function configured(connection: Database.Database): Database.Database {
  connection.pragma(`page_size = ${PAGE_BYTES}`);
  connection.pragma(`mmap_size = ${MAPPED_BYTES}`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  return connection;
}

/** What was worked out of an account's sealed days, in a file of its own beside the account's. */
export class ReviewStore {
  readonly connection: Database.Database;
  /** Read when they are first asked for: a first look needs none of them. */
  #keys: StoredKey[] | null = null;
  #ids: Map<string, number> | null = null;
  readonly #write: ReturnType<typeof statements>;
  readonly #last: { fill: number; trip: number };

  constructor(connection: Database.Database) {
    this.connection = connection;
    this.#write = statements(connection);
    const { fill, trip } = connection.prepare('SELECT max(last_fill) AS fill, max(last_trip) AS trip FROM days').get() as Record<'fill' | 'trip', number | null>;
    this.#last = { fill: fill ?? 0, trip: trip ?? 0 };
  }

  /** Everything that numbers are kept of. */
  get keys(): readonly StoredKey[] {
    return (this.#keys ??= this.#readKeys(''));
  }

  /** Those of whole strategies. */
  strategies(): readonly StoredKey[] {
    return this.#readKeys("WHERE instrument = '' AND style = '' AND holding = ''");
  }

  /** Oldest first. */
  days(): readonly StoredDay[] {
    return z.array(dayRow).parse(this.connection.prepare('SELECT date, seal, equity, cash, market_value AS marketValue, base, profit FROM days ORDER BY date').all());
  }

  /** What the day after the last stored one goes on from; null: none is stored. */
  carry(): string | null {
    const state: unknown = this.connection.prepare('SELECT state FROM carry').pluck().get();
    return typeof state === 'string' ? state : null;
  }

  /** Adds days that follow the stored ones, all or none. */
  add(days: readonly DayFacts[]): void {
    this.connection.transaction(() => days.forEach((day) => this.#add(day))).immediate();
  }

  close(): void {
    this.connection.close();
  }

  #add({ day, columns, trips, fills, carry }: DayFacts): void {
    const { date } = day;
    for (const fill of fills) this.#write.fill.run((this.#last.fill += 1), fill.seq, fill.strategyId, fill.instrument, fill.value);
    for (const trip of trips) this.#addTrip(trip);
    this.#write.day.run({ ...day, lastFill: this.#last.fill, lastTrip: this.#last.trip });
    for (const kind of KINDS) if (columns[kind].length > 0) this.#write.columns[kind].run(date, this.#packed(kind, columns[kind]));
    this.#write.carry.run(carry);
  }

  #addTrip({ entry, exit, ...trip }: RoundTrip): void {
    this.#last.trip += 1;
    this.#write.trip.run({ ...trip, id: this.#last.trip, entryDate: entry.date, exitDate: exit.date, entryReason: entry.reason, exitReason: exit.reason });
  }

  /** A key's number and its numbers, key after key. */
  #packed(kind: ColumnKind, keyed: readonly { readonly key: ProfitKey; readonly numbers: Readonly<Record<string, number>> }[]): Buffer {
    const numbers = keyed.flatMap(({ key, numbers: own }) => [this.#keyId(key), ...COLUMNS[kind].map((name) => own[name] ?? 0)]);
    return Buffer.from(Float64Array.from(numbers).buffer);
  }

  #keyId({ strategyId, instrument, style, holding }: ProfitKey): number {
    const key = { strategyId, instrument: instrument ?? '', style, holding: holding ?? '' };
    this.#ids ??= new Map(this.keys.map((one) => [keyText(one), one.id]));
    const known = this.#ids.get(keyText(key));
    if (known !== undefined) return known;
    const id = Number(this.#write.key.run(key).lastInsertRowid);
    this.#ids.set(keyText(key), id);
    this.#keys?.push({ id, ...key });
    return id;
  }

  #readKeys(which: string): StoredKey[] {
    return this.connection.prepare(`SELECT id, strategy_id AS strategyId, instrument, style, holding FROM keys ${which}`).all() as StoredKey[];
  }
}

/** A key as it is stored: empty for what is not known. */
export interface StoredKey {
  readonly id: number;
  readonly strategyId: string;
  readonly instrument: string;
  readonly style: string;
  readonly holding: string;
}

function keyText({ strategyId, instrument, style, holding }: Omit<StoredKey, 'id'>): string {
  return `${strategyId}\n${instrument}\n${style}\n${holding}`;
}

function statements(connection: Database.Database) {
  return {
    day: connection.prepare(`INSERT INTO days (date, seal, equity, cash, market_value, base, profit, last_fill, last_trip)
      VALUES (@date, @seal, @equity, @cash, @marketValue, @base, @profit, @lastFill, @lastTrip)`),
    key: connection.prepare('INSERT INTO keys (strategy_id, instrument, style, holding) VALUES (@strategyId, @instrument, @style, @holding)'),
    columns: Object.fromEntries(KINDS.map((kind) => [kind, connection.prepare(`INSERT INTO ${kind}_columns (date, numbers) VALUES (?, ?)`)])) as Readonly<Record<ColumnKind, Database.Statement>>,
    trip: connection.prepare(`INSERT INTO trips (id, strategy_id, instrument, quantity, entry_date, exit_date, entry_reason, exit_reason, cost, proceeds, fees, profit)
      VALUES (@id, @strategyId, @instrument, @quantity, @entryDate, @exitDate, @entryReason, @exitReason, @cost, @proceeds, @fees, @profit)`),
    fill: connection.prepare('INSERT INTO fills (id, seq, strategy_id, instrument, value) VALUES (?, ?, ?, ?, ?)'),
    carry: connection.prepare('INSERT OR REPLACE INTO carry (only, state) VALUES (1, ?)'),
  };
}
