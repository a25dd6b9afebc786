import { type EpochMs } from '../../../core/kernel/time.ts';
import { averagePrice } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type IntradayPoint } from '../../preload/contract.ts';

const MINUTE_MS = 60_000;
/** Numbers kept of a minute: which one, its last price, the day's average price, and the shares traded in it. */
const FIELDS = 4;
const FIRST_MINUTES = 64;

/** One instrument's minutes in one growing block: a whole market of objects would cost ten times the memory. */
class Series {
  length = 0;
  #block = new Uint32Array(FIRST_MINUTES * FIELDS);
  /** The day's volume at the end of the last minute but one. */
  #volumeBefore = 0;
  #volume = 0;

  put(quote: Quote): void {
    const minute = Math.floor(quote.time / MINUTE_MS);
    const newest = this.length === 0 ? 0 : this.#at(this.length - 1, 0);
    if (minute < newest) return;
    if (minute > newest) this.#begin();
    this.#volume = quote.volume;
    const average = averagePrice(quote.turnover, quote.volume);
    this.#block.set([minute, quote.last, average, this.#volume - this.#volumeBefore], (this.length - 1) * FIELDS);
  }

  point(index: number): IntradayPoint {
    return {
      time: this.#at(index, 0) * MINUTE_MS,
      price: this.#at(index, 1),
      average: this.#at(index, 2),
      volume: this.#at(index, 3),
    };
  }

  /** Index of the first minute that is not before the one of `moment`. */
  indexOf(moment: number): number {
    const minute = Math.floor(moment / MINUTE_MS);
    let index = this.length;
    while (index > 0 && this.#at(index - 1, 0) >= minute) index -= 1;
    return index;
  }

  #begin(): void {
    this.#volumeBefore = this.#volume;
    this.length += 1;
    if (this.length * FIELDS <= this.#block.length) return;
    const larger = new Uint32Array(this.#block.length + FIRST_MINUTES * FIELDS);
    larger.set(this.#block);
    this.#block = larger;
  }

  #at(index: number, field: number): number {
    return this.#block[index * FIELDS + field] ?? 0;
  }
}

/** The day's course of every instrument, minute by minute, gathered from its quotes. */
export class IntradayBook {
  readonly #series = new Map<InstrumentId, Series>();

  /** Takes in a quote; before the first trade of the day there is nothing to draw. */
  record(quote: Quote): void {
    if (quote.last === 0) return;
    let series = this.#series.get(quote.instrument);
    if (series === undefined) {
      series = new Series();
      this.#series.set(quote.instrument, series);
    }
    series.put(quote);
  }

  /** Its minutes from the one that holds `from` on. */
  points(instrument: InstrumentId, from: EpochMs): readonly IntradayPoint[] {
    const series = this.#series.get(instrument);
    if (series === undefined) return [];
    const first = series.indexOf(from);
    return Array.from({ length: series.length - first }, (_, offset) => series.point(first + offset));
  }
}
