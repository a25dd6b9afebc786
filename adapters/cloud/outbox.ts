import Database from 'better-sqlite3';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Item, type ItemKind, type Parcel } from './protocol.ts';
import { contentIdOf, sign, signedText } from './signing.ts';

/** Whose things an outbox holds. */
export interface Stream {
  readonly account: string;
  readonly mode: Item['mode'];
}

/** An item that waits for its turn, or has been taken. */
export interface QueuedItem {
  /** In the order in which they were put in. */
  readonly id: number;
  readonly contentId: string;
  readonly item: Item;
  readonly attempts: number;
  /** Why it was not taken the last time; null when it was not tried or was taken. */
  readonly problem: string | null;
  /** Its place at the cloud; null: it waits. */
  readonly place: number | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY,
    content_id TEXT NOT NULL UNIQUE,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    place INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (id) WHERE place IS NULL;
  CREATE INDEX IF NOT EXISTS outbox_days ON outbox (date, kind);
  CREATE TABLE IF NOT EXISTS outbox_start (only INTEGER PRIMARY KEY CHECK (only = 1), date TEXT NOT NULL) STRICT;
`;

interface Row {
  readonly id: number;
  readonly content_id: string;
  readonly item: string;
  readonly attempts: number;
  readonly problem: string | null;
  readonly place: number | null;
}

/** Opens an outbox in a file of its own, for days that have no database. */
export function openOutboxFile(path: string): Database.Database {
  const connection = new Database(path);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  return connection;
}

/**
 * What of one account is to go up, on disk: each thing once, by its content, in the order in which it was put in. The
 * cloud numbers what it takes; the place of each is kept, so that what a cloud has lost is known and goes up again. It lies
 * in the account's own database, in tables of its own, which it makes where they are missing.
 */
export class Outbox {
  readonly stream: Stream;
  readonly #connection: Database.Database;

  constructor(connection: Database.Database, stream: Stream) {
    connection.exec(SCHEMA);
    this.#connection = connection;
    this.stream = stream;
  }

  /** Whether it can be asked: its account may have been left. */
  get isOpen(): boolean {
    return this.#connection.open;
  }

  /** The first day that goes up; null: nobody has said yet. */
  start(): TradeDate | null {
    return this.#connection.prepare<[], TradeDate>('SELECT date FROM outbox_start').pluck().get() ?? null;
  }

  startFrom(date: TradeDate): void {
    this.#connection.prepare('INSERT OR REPLACE INTO outbox_start (only, date) VALUES (1, ?)').run(date);
  }

  /** Puts items in, all or none, but those that are there already. @returns how many were new */
  put(items: readonly Item[]): number {
    const insert = this.#connection.prepare('INSERT OR IGNORE INTO outbox (content_id, date, kind, item) VALUES (?, ?, ?, ?)');
    return this.#connection.transaction(() =>
      items.reduce((added, item) => added + insert.run(contentIdOf(item), item.date, item.kind, JSON.stringify(item)).changes, 0),
    )();
  }

  /** The oldest that was not taken; null when all were. */
  next(): QueuedItem | null {
    const row = this.#connection.prepare<[], Row>('SELECT * FROM outbox WHERE place IS NULL ORDER BY id LIMIT 1').get();
    return row === undefined ? null : queued(row);
  }

  /** The latest that were put in, at most `most`, oldest first. */
  latest(most: number): readonly QueuedItem[] {
    const rows = this.#connection.prepare<[number], Row>('SELECT * FROM outbox ORDER BY id DESC LIMIT ?').all(most);
    return rows.map(queued).toReversed();
  }

  find(date: string, kind: ItemKind): QueuedItem | null {
    const row = this.#connection.prepare<[string, string], Row>('SELECT * FROM outbox WHERE date = ? AND kind = ?').get(date, kind);
    return row === undefined ? null : queued(row);
  }

  /** Where an item stands at the cloud, or will when those before it have been taken. */
  placeOf({ id, place }: Pick<QueuedItem, 'id' | 'place'>): number {
    const next = 'SELECT coalesce((SELECT max(place) FROM outbox), 0) + (SELECT count(*) FROM outbox WHERE place IS NULL AND id <= ?)';
    return place ?? Number(this.#connection.prepare(next).pluck().get(id));
  }

  count(): { readonly total: number; readonly waiting: number } {
    const counts = 'SELECT count(*) AS total, count(*) FILTER (WHERE place IS NULL) AS waiting FROM outbox';
    return this.#connection.prepare<[], { total: number; waiting: number }>(counts).get() ?? { total: 0, waiting: 0 };
  }

  /** The kinds that are in it of a day, taken or not. */
  kindsOf(date: string): ReadonlySet<ItemKind> {
    return new Set(this.#connection.prepare<[string], ItemKind>('SELECT kind FROM outbox WHERE date = ?').pluck().all(date));
  }

  /** Takes out what waits of other kinds than these. */
  keepOnly(kinds: readonly ItemKind[]): void {
    const others = 'DELETE FROM outbox WHERE place IS NULL AND kind NOT IN (SELECT value FROM json_each(?))';
    this.#connection.prepare(others).run(JSON.stringify(kinds));
  }

  taken(id: number, place: number): void {
    this.#connection.prepare('UPDATE outbox SET place = ?, attempts = attempts + 1, problem = NULL WHERE id = ?').run(place, id);
  }

  /** The cloud has nothing after `last`: what stood there is lost and goes up again. */
  holdsUpTo(last: number): void {
    this.#connection.prepare('UPDATE outbox SET place = NULL, problem = NULL WHERE place > ?').run(last);
  }

  failed(id: number, problem: string): void {
    this.#connection.prepare('UPDATE outbox SET attempts = attempts + 1, problem = ? WHERE id = ?').run(problem, id);
  }
}

function queued({ id, content_id: contentId, item, attempts, problem, place }: Row): QueuedItem {
  return { id, contentId, item: JSON.parse(item) as Item, attempts, problem, place };
}

/** An item as it is sent, signed for its place. */
export function parcelOf(terminal: string, key: string, place: number, { contentId, item }: Pick<QueuedItem, 'contentId' | 'item'>): Parcel {
  return { contentId, signature: sign(key, signedText(terminal, place, contentId)), item };
}
