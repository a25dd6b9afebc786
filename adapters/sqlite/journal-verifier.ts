import { type TradeDate } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { GENESIS, type JournalLine, chainHash, readRecord, splitLine } from './journal-line.ts';

/**
 * What is wrong with a journal. `edited`: a record is not what its hash says. `replaced`: it is, but the record before
 * it has been exchanged. `removed`, `reordered`, `repeated`: the numbers do not run on. `truncated`: the last line ends
 * before its end. `malformed`: a line that is no record. `unreadable`: chained well, but not a fact we know.
 * `headless`: the file does not begin with the opening of a day.
 */
export type JournalFault =
  | 'edited'
  | 'replaced'
  | 'removed'
  | 'reordered'
  | 'repeated'
  | 'truncated'
  | 'malformed'
  | 'unreadable'
  | 'headless';

/** Where a journal is broken: the line of the file, the number that was due or found there, and what is wrong. */
export interface JournalBreak {
  readonly fault: JournalFault;
  readonly line: number;
  readonly seq: number;
  readonly detail: string;
}

/** What a journal holds, as far as it is sound. */
export interface JournalSummary {
  readonly events: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Shanghai local times of the first and last record. */
  readonly first: string;
  readonly last: string;
  /** Hash of the last record. */
  readonly head: string;
  readonly days: readonly JournalDay[];
}

export interface JournalDay {
  readonly date: TradeDate;
  readonly sealed: boolean;
}

/** A line as it stands in a file; `ended` is false for a last line that has no line end. */
export interface RawLine {
  readonly text: string;
  readonly ended: boolean;
}

/** Checks a journal line by line, from its text alone. */
export class JournalVerifier {
  #line = 0;
  #previous: JournalLine | null = null;
  #first: JournalLine | null = null;
  readonly #days: { date: TradeDate; sealed: boolean }[] = [];

  /** Checks the next line; null when it is sound. After the first break nothing more is to be asked. */
  check({ text, ended }: RawLine): JournalBreak | null {
    this.#line += 1;
    if (!ended) return this.#broken('truncated', 'the last line is cut short');
    const split = splitLine(text);
    if (split === undefined) return this.#broken('malformed', 'not a record');
    const fault = this.#order(split) ?? this.#chain(split) ?? this.#content(split);
    if (fault !== null) return fault;
    this.#first ??= split;
    this.#previous = split;
    return null;
  }

  /** Null before the first sound record. */
  get summary(): JournalSummary | null {
    const [first, last] = [this.#first, this.#previous];
    if (first === null || last === null) return null;
    return {
      events: last.seq - first.seq + 1,
      firstSeq: first.seq,
      lastSeq: last.seq,
      first: first.at,
      last: last.at,
      head: last.hash,
      days: this.#days,
    };
  }

  /** Number that the next record must have; the first of a file may have any, for a file may hold a later day. */
  get #due(): number | null {
    return this.#previous === null ? null : this.#previous.seq + 1;
  }

  #order({ seq, type }: JournalLine): JournalBreak | null {
    const due = this.#due;
    if (due === null) {
      return type === 'dayOpened' ? null : this.#broken('headless', `begins with record ${seq}, ${type}, not dayOpened`, seq);
    }
    if (seq === due) return null;
    if (seq > due) return this.#broken('removed', `record ${due} is missing, record ${seq} stands in its place`, due);
    return this.#broken('repeated', `record ${seq} comes after record ${due - 1}`, seq);
  }

  #chain({ seq, text, prev, hash }: JournalLine): JournalBreak | null {
    if (chainHash(prev, text) !== hash) return this.#broken('edited', `record ${seq} does not match its hash`, seq);
    const before = this.#previous?.hash ?? (seq === 1 ? GENESIS : prev);
    if (prev === before) return null;
    return this.#broken('replaced', `record ${seq} does not follow from record ${seq - 1}: one of them was exchanged`, seq);
  }

  #content(line: JournalLine): JournalBreak | null {
    const record = readRecord(line);
    if (!record.ok) return this.#broken('unreadable', `record ${line.seq}, ${line.type}: ${record.error}`, line.seq);
    this.#note(record.value);
    return null;
  }

  #note({ event }: Recorded): void {
    if (event.type === 'dayOpened') this.#days.push({ date: event.date, sealed: false });
    const day = this.#days.at(-1);
    if (event.type === 'daySealed' && day !== undefined) day.sealed = true;
  }

  #broken(fault: JournalFault, detail: string, seq: number = this.#due ?? 1): JournalBreak {
    return { fault, line: this.#line, seq, detail };
  }
}
