import type Database from 'better-sqlite3';
import { InvariantError, invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type Journal } from '../../core/oms/ports.ts';
import { type EventText, encodeEvent } from './event-codec.ts';
import { chainHash, recordText } from './journal-line.ts';
import {
  type InsertRecord,
  type JournalHead,
  type JournalRow,
  headBefore,
  insertRecord,
  lineOfRow,
  readChained,
  recordOfRow,
  rowsOf,
  stretchOfDay,
} from './journal-rows.ts';
import { Projector } from './projector.ts';
import { JournalWriteError, messageOf } from './sqlite-errors.ts';

/** A journal that can also give its records as the lines of `events.jsonl`, oldest first, without line ends. */
export interface LineJournal extends Journal {
  /** Where the chain stands. */
  readonly head: JournalHead;
  lines(): Iterable<string>;
}

/** Opens the journal of a day, new or begun, and checks the chain of what it holds. */
export function openJournal(
  database: Database.Database,
  day: TradeDate,
): Result<SqliteJournal, Refusal<'journal.broken'>> {
  const stretch = stretchOfDay(database, day);
  const chained = readChained(rowsOf(database, stretch), headBefore(database, stretch.first));
  if (!chained.ok) return chained;
  return ok(new SqliteJournal(database, { day, first: stretch.first, ...chained.value }));
}

/** What the journal of a day begins with. */
interface Begun {
  readonly day: TradeDate;
  readonly first: number;
  readonly records: readonly Recorded[];
  readonly head: JournalHead;
}

/**
 * The records of one day in an account's database. A batch is one transaction, durable when `append` returns
 * (WAL with `synchronous=FULL`), together with what the history tables show of it.
 */
export class SqliteJournal implements LineJournal {
  readonly #database: Database.Database;
  readonly #day: TradeDate;
  readonly #first: number;
  readonly #projector: Projector;
  readonly #insert: InsertRecord;
  readonly #commit: (step: number, at: EpochMs, events: readonly OmsEvent[], texts: readonly EventText[]) => JournalHead;
  /** What was read when the journal was opened, for the first `read`, which is a restart's. */
  #found: readonly Recorded[] | null;
  #head: JournalHead;
  #failed: JournalWriteError | null = null;
  #slowestMs: number | null = null;

  constructor(database: Database.Database, begun: Begun) {
    this.#database = database;
    this.#day = begun.day;
    this.#first = begun.first;
    this.#found = begun.records;
    this.#head = begun.head;
    this.#projector = new Projector(database, begun.day);
    for (const record of begun.records) this.#projector.follow(record);
    this.#insert = insertRecord(database);
    const transaction = database.transaction(this.#write.bind(this));
    this.#commit = (...batch) => transaction.immediate(...batch);
  }

  get head(): JournalHead {
    return this.#head;
  }

  /** The longest that a commit took since this was last asked, in milliseconds; null: there was none. */
  takeSlowest(): number | null {
    const slowest = this.#slowestMs;
    this.#slowestMs = null;
    return slowest;
  }

  *read(): Iterable<Recorded> {
    const found = this.#found ?? [];
    this.#found = null;
    yield* found;
    for (const row of this.#rows(this.#first + found.length)) {
      const record = recordOfRow(row);
      if (!record.ok) throw new InvariantError(`journal record ${row.seq} cannot be read: ${record.error}`);
      yield record.value;
    }
  }

  *lines(): Iterable<string> {
    for (const row of this.#rows(this.#first)) yield lineOfRow(row);
  }

  /**
   * @throws JournalWriteError when the disk does not take it; then the journal takes nothing more, for what it holds is
   * no longer known.
   * @throws InvariantError when an event cannot be written; then nothing was.
   */
  append(step: number, at: EpochMs, events: readonly OmsEvent[]): number {
    if (this.#failed !== null) throw this.#failed;
    const first = this.#head.seq + 1;
    invariant(events.length > 0, 'a batch has events');
    invariant(first > this.#first || events[0]?.type === 'dayOpened', 'a day begins by being opened');
    const texts = events.map(encodeEvent);
    const began = performance.now();
    try {
      this.#head = this.#commit(step, at, events, texts);
    } catch (error) {
      this.#failed = new JournalWriteError(`journal record ${first}: ${messageOf(error)}`, { cause: error });
      throw this.#failed;
    }
    this.#slowestMs = Math.max(this.#slowestMs ?? 0, performance.now() - began);
    return first;
  }

  #write(step: number, at: EpochMs, events: readonly OmsEvent[], texts: readonly EventText[]): JournalHead {
    let head = this.#head;
    events.forEach((event, i) => {
      const text = texts[i];
      invariant(text !== undefined, 'every event has its text');
      const seq = head.seq + 1;
      const hash = chainHash(head.hash, recordText(seq, step, at, text));
      this.#insert.run(seq, this.#day, step, at, text.type, text.data, head.hash, hash);
      this.#projector.project({ seq, step, at, event });
      head = { seq, hash };
    });
    return head;
  }

  #rows(from: number): Iterable<JournalRow> {
    return rowsOf(this.#database, { first: from, last: this.#head.seq });
  }
}
