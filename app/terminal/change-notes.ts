import { type EpochMs } from '../../core/kernel/time.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type Journal } from '../../core/oms/ports.ts';
import { type SessionChange } from './session.ts';

/** Notes what an input journals and whose quotes it moves, until the one who listens is told. */
export class ChangeNotes implements Journal {
  readonly #journal: Journal;
  #listener: ((change: SessionChange) => void) | null = null;
  #records: Recorded[] = [];
  #quotes: Quote[] = [];

  /** @param journal Where the facts are kept. */
  constructor(journal: Journal) {
    this.#journal = journal;
  }

  read(): Iterable<Recorded> {
    return this.#journal.read();
  }

  append(step: number, at: EpochMs, events: readonly OmsEvent[]): number {
    const first = this.#journal.append(step, at, events);
    events.forEach((event, index) => this.#records.push({ seq: first + index, step, at, event }));
    return first;
  }

  quote(quote: Quote): void {
    this.#quotes.push(quote);
  }

  listen(listener: (change: SessionChange) => void): void {
    this.#listener = listener;
  }

  /** Tells what has been noted, if anything. */
  tell(): void {
    if (this.#records.length === 0 && this.#quotes.length === 0) return;
    const change: SessionChange = { records: this.#records, quotes: this.#quotes };
    this.#records = [];
    this.#quotes = [];
    this.#listener?.(change);
  }
}
