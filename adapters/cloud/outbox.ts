import Database from 'better-sqlite3';
import { type Item, type Parcel } from './protocol.ts';
import { contentIdOf, sign, signedText } from './signing.ts';

/** An item that waits for its turn, or has been taken. */
export interface QueuedItem {
  /** Its place among the terminal's items, from 1. */
  readonly seq: number;
  readonly contentId: string;
  readonly item: Item;
  readonly attempts: number;
  /** Why it was not taken the last time; null when it was not tried or was taken. */
  readonly problem: string | null;
  readonly sent: boolean;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY,
    content_id TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    sent INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

interface Row {
  readonly seq: number;
  readonly content_id: string;
  readonly item: string;
  readonly attempts: number;
  readonly problem: string | null;
  readonly sent: number;
}

/**
 * What is to go up, on disk: each thing once, by its content, in the order in which it was put in. A file of its own, not
 * the journal's: what of a sealed day is missing here can be put in at any time, so nothing is lost between the two.
 */
export class Outbox {
  readonly #connection: Database.Database;

  constructor(path: string) {
    this.#connection = new Database(path);
    this.#connection.pragma('journal_mode = WAL');
    this.#connection.pragma('synchronous = FULL');
    this.#connection.exec(SCHEMA);
  }

  /** Puts items in, but those that are there already. @returns how many were new */
  put(items: readonly Item[]): number {
    const insert = this.#connection.prepare('INSERT OR IGNORE INTO outbox (content_id, item) VALUES (?, ?)');
    return this.#connection.transaction(() =>
      items.reduce((added, item) => added + insert.run(contentIdOf(item), JSON.stringify(item)).changes, 0),
    )();
  }

  /** The oldest that was not taken; null when all were. */
  next(): QueuedItem | null {
    const row = this.#connection.prepare<[], Row>('SELECT * FROM outbox WHERE sent = 0 ORDER BY seq LIMIT 1').get();
    return row === undefined ? null : queued(row);
  }

  all(): readonly QueuedItem[] {
    return this.#connection.prepare<[], Row>('SELECT * FROM outbox ORDER BY seq').all().map(queued);
  }

  taken(seq: number): void {
    this.#connection.prepare('UPDATE outbox SET sent = 1, attempts = attempts + 1, problem = NULL WHERE seq = ?').run(seq);
  }

  /** The cloud says that it has everything up to `seq` and nothing more; what it has lost goes up again. */
  takenExactly(seq: number): void {
    this.#connection.prepare('UPDATE outbox SET sent = (seq <= ?), problem = NULL WHERE sent <> (seq <= ?)').run(seq, seq);
  }

  failed(seq: number, problem: string): void {
    this.#connection.prepare('UPDATE outbox SET attempts = attempts + 1, problem = ? WHERE seq = ?').run(problem, seq);
  }

  close(): void {
    this.#connection.close();
  }
}

function queued({ seq, content_id: contentId, item, attempts, problem, sent }: Row): QueuedItem {
  return { seq, contentId, item: JSON.parse(item) as Item, attempts, problem, sent: sent === 1 };
}

/** An item as it is sent, signed for its place. */
export function parcelOf(terminal: string, key: string, { seq, contentId, item }: QueuedItem): Parcel {
  return { contentId, signature: sign(key, signedText(terminal, seq, contentId)), item };
}
