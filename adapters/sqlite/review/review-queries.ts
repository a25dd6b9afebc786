import type Database from 'better-sqlite3';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { COLUMNS, type ColumnKind, type NumbersOf, type StoredKey } from './review-store.ts';

/** A stretch of days, both included, and whose part of them; null: everyone's. */
export interface Scope {
  readonly from: TradeDate;
  readonly to: TradeDate;
  readonly strategyId: string | null;
}

/** Which rows of a long table: those of a scope and an instrument, in an order, from one place on. */
export interface Page extends Scope {
  /** Null: of all. */
  readonly instrument: string | null;
  readonly order: { readonly by: 'time' | 'amount'; readonly descending: boolean };
  readonly start: number;
  readonly count: number;
}

/** Rows of a page, with how many there are in all. */
export interface PageOf<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface StoredTrip {
  readonly id: number;
  readonly strategyId: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly entryDate: string;
  readonly exitDate: string;
  readonly entryReason: string;
  readonly exitReason: string;
  readonly cost: number;
  readonly proceeds: number;
  readonly fees: number;
  readonly profit: number;
}

/** What a key's numbers come to over a scope. */
export interface Summed<Kind extends ColumnKind> {
  readonly key: StoredKey;
  readonly numbers: NumbersOf<Kind>;
}

/** Reads from what was worked out. */
export class ReviewQueries {
  readonly #database: Database.Database;
  /** How many rows the last table had: paging asks the same again. */
  #counted: { readonly asked: string; readonly total: number } | null = null;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** What the numbers of a kind come to over the scope, for each key that has some. */
  sums<Kind extends ColumnKind>(kind: Kind, keys: readonly StoredKey[], { from, to, strategyId }: Scope): readonly Summed<Kind>[] {
    const width = COLUMNS[kind].length;
    const room = 1 + keys.reduce((most, { id }) => Math.max(most, id), 0);
    const [sums, touched] = [new Float64Array(room * width), new Uint8Array(room)];
    for (const [, numbers] of this.days(kind, from, to)) {
      for (let at = 0; at < numbers.length; at += width + 1) {
        const id = numbers[at] as number;
        touched[id] = 1;
        for (let one = 0; one < width; one += 1) sums[id * width + one] = (sums[id * width + one] as number) + (numbers[at + 1 + one] as number);
      }
    }
    return keys
      .filter((key) => touched[key.id] === 1 && (strategyId === null || key.strategyId === strategyId))
      .map((key) => ({ key, numbers: namedNumbers(kind, sums, key.id * width) }));
  }

  /** What the numbers of a kind come to on each day, all keys of the scope together. */
  daily<Kind extends ColumnKind>(kind: Kind, keys: readonly StoredKey[], { from, to, strategyId }: Scope): ReadonlyMap<TradeDate, NumbersOf<Kind>> {
    const width = COLUMNS[kind].length;
    const owners = new Map(keys.map(({ id, strategyId: owner }) => [id, owner]));
    const days = new Map<TradeDate, NumbersOf<Kind>>();
    for (const [date, numbers] of this.days(kind, from, to)) {
      const sums = new Float64Array(width);
      for (let at = 0; at < numbers.length; at += width + 1) {
        if (strategyId !== null && owners.get(numbers[at] as number) !== strategyId) continue;
        for (let one = 0; one < width; one += 1) sums[one] = (sums[one] as number) + (numbers[at + 1 + one] as number);
      }
      days.set(date, namedNumbers(kind, sums, 0));
    }
    return days;
  }

  /** The numbers of a kind, day by day: a key's number and its numbers, key after key. */
  *days(kind: ColumnKind, from: TradeDate, to: TradeDate): Generator<readonly [date: TradeDate, numbers: Float64Array]> {
    const columns = this.#database.prepare(`SELECT date, numbers FROM ${kind}_columns WHERE date BETWEEN ? AND ? ORDER BY date`).raw();
    for (const row of columns.iterate(from, to)) {
      const [date, bytes] = row as [TradeDate, Buffer];
      // Copied: a buffer may begin anywhere, numbers may not.
      yield [date, new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))];
    }
  }

  trips(page: Page): PageOf<StoredTrip> {
    const { total, rows } = this.#page('trips', page);
    const columns = `id, strategy_id AS strategyId, instrument, quantity, entry_date AS entryDate, exit_date AS exitDate, entry_reason AS entryReason,
      exit_reason AS exitReason, cost, proceeds, fees, profit`;
    const trip = this.#database.prepare(`SELECT ${columns} FROM trips WHERE id = ?`);
    return { total, rows: rows.map((id) => trip.get(id) as StoredTrip) };
  }

  /** The numbers of the records of the fills of a page, in its order. */
  fills(page: Page): PageOf<number> {
    const { total, rows } = this.#page('fills', page);
    const seq = this.#database.prepare('SELECT seq FROM fills WHERE id = ?').pluck();
    return { total, rows: rows.map((id) => seq.get(id) as number) };
  }

  #page(table: 'trips' | 'fills', page: Page): PageOf<number> {
    const within = this.#within(table, page);
    const { by, descending } = page.order;
    const way = descending ? 'DESC' : 'ASC';
    const order = by === 'time' ? `id ${way}` : `${AMOUNTS[table]} ${way}, id ${way}`;
    // A plus keeps SQLite from reading by id what the index has in order.
    const many = by === 'amount' && within.values.final - within.values.first > MANY;
    const ids = this.#database
      .prepare(`SELECT id FROM ${table} WHERE ${within.conditions(many ? '+id' : 'id')} ORDER BY ${order} LIMIT :count OFFSET :start`)
      .pluck()
      .all({ ...within.values, start: page.start, count: page.count });
    return { total: this.#count(table, within), rows: ids as number[] };
  }

  /** Ids rise with the days, so that a stretch of days is a stretch of ids. */
  #within(table: 'trips' | 'fills', { from, to, strategyId, instrument }: Page): Within {
    const last = this.#database.prepare(`SELECT coalesce(max(${LAST_OF[table]}), 0) FROM days WHERE date < ?`).pluck();
    const asked = [...(strategyId === null ? [] : ['strategy_id = :strategyId']), ...(instrument === null ? [] : ['instrument = :instrument'])];
    const own = { ...(strategyId === null ? {} : { strategyId }), ...(instrument === null ? {} : { instrument }) };
    return {
      conditions: (id) => [`${id} > :first`, `${id} <= :final`, ...asked].join(' AND '),
      values: { first: last.get(from) as number, final: last.get(`${to}~`) as number, ...own },
    };
  }

  #count(table: 'trips' | 'fills', { conditions, values }: Within): number {
    if (Object.keys(values).length === 2) return values.final - values.first;
    const asked = JSON.stringify([table, values]);
    if (this.#counted?.asked !== asked) {
      const total = this.#database.prepare(`SELECT count(*) FROM ${table} WHERE ${conditions('id')}`).pluck().get(values) as number;
      this.#counted = { asked, total };
    }
    return this.#counted.total;
  }
}

const AMOUNTS = { trips: 'profit', fills: 'value' } as const;
const LAST_OF = { trips: 'last_trip', fills: 'last_fill' } as const;

/** The numbers of one key, which begin at a place, by their names. */
export function namedNumbers<Kind extends ColumnKind>(kind: Kind, numbers: Float64Array, at: number): NumbersOf<Kind> {
  const names: readonly string[] = COLUMNS[kind];
  const named: Record<string, number> = {};
  // Ten years have some hundred thousand of them: a list of pairs would take most of the time.
  for (let one = 0; one < names.length; one += 1) named[names[one] as string] = numbers[at + one] as number;
  return named as NumbersOf<Kind>;
}

/** From here on the order's own index is faster than sorting. */
const MANY = 20_000;

/** Which rows of a table are meant. */
interface Within {
  readonly conditions: (id: 'id' | '+id') => string;
  readonly values: Readonly<Record<'first' | 'final', number>>;
}
