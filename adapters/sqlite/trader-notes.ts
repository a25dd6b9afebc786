import type Database from 'better-sqlite3';
import { z } from 'zod';
import { type Actor } from '../../core/kernel/ids.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { tradeDate } from './unit-codecs.ts';

/** What a note is about; a trip's day is the one on which it ended. */
export const NOTE_KINDS = ['day', 'line', 'trip'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface NoteSubject {
  readonly kind: NoteKind;
  readonly date: TradeDate;
  /** Id of the line or key of the trip; empty for a day. */
  readonly subject: string;
}

/** What the trader wrote down, as it was saved last. */
export interface TraderNote extends NoteSubject {
  readonly text: string;
  readonly tags: readonly string[];
  readonly by: Actor;
  readonly at: EpochMs;
}

const noteRow = z.object({
  kind: z.enum(NOTE_KINDS),
  date: tradeDate,
  subject: z.string(),
  text: z.string(),
  tags: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  by: z.string().transform((by) => by as Actor),
  at: z.int().transform((at) => at as EpochMs),
});

const COLUMNS = 'kind, day AS date, subject, text, tags, by, at';
const LATEST = 'id IN (SELECT max(id) FROM notes GROUP BY kind, day, subject)';

/** The notes of an account. Each saving is kept; what is shown is the last one, unless it is empty. */
export class TraderNotes {
  readonly #versions: Database.Statement;
  readonly #search: Database.Statement;
  readonly #keep: Database.Statement;

  constructor(connection: Database.Database) {
    this.#versions = connection.prepare(`SELECT ${COLUMNS} FROM notes WHERE kind = ? AND day = ? AND subject = ? ORDER BY id DESC`);
    this.#search = connection.prepare(
      `SELECT ${COLUMNS} FROM notes WHERE ${LATEST} AND (text <> '' OR tags <> '[]')
         AND (instr(lower(text), :text) > 0 OR instr(lower(tags), :text) > 0 OR instr(day, :text) > 0 OR instr(lower(subject), :text) > 0)
       ORDER BY day DESC, id DESC`,
    );
    this.#keep = connection.prepare('INSERT INTO notes (kind, day, subject, text, tags, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** What was ever written of it, the last saving first. */
  versions({ kind, date, subject }: NoteSubject): readonly TraderNote[] {
    return z.array(noteRow).parse(this.#versions.all(kind, date, subject));
  }

  /** Every note that has the words in its text, its tags, its day or its subject, the latest day first; '' finds all. */
  search(words: string): readonly TraderNote[] {
    return z.array(noteRow).parse(this.#search.all({ text: words.toLowerCase() }));
  }

  /** Keeps another version; an empty one takes the note out of sight. Durable when it returns. */
  keep({ kind, date, subject, text, tags, by, at }: TraderNote): void {
    this.#keep.run(kind, date, subject, text, JSON.stringify(tags), by, at);
  }
}
