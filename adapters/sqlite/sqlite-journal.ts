import { type EpochMs } from '../../core/kernel/time.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type Journal } from '../../core/oms/ports.ts';

/** Where a chain stands: the last record's number and hash; number 0 and zeros for none. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * An append failed. Whether the records are on disk is not known: nothing more may be sent, the database must be
 * opened again and read.
 */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';
}

/** A journal that can also give its records as the lines of `events.jsonl`, oldest first, without line ends. */
export interface LineJournal extends Journal {
  readonly head: JournalHead;
  lines(): Iterable<string>;
}

/** The records of one day in an account's database. */
export declare class SqliteJournal implements LineJournal {
  readonly head: JournalHead;
  read(): Iterable<Recorded>;
  append(step: number, at: EpochMs, events: readonly OmsEvent[]): void;
  lines(): Iterable<string>;
}
