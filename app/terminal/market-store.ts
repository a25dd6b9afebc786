import { type MarketBreadth } from '../../core/market/breadth.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { parseIndexId } from '../../core/market/market-index.ts';
import { type MinuteTape, minuteAfter } from '../../core/market/minute-tape.ts';
import { type DayReference, type MarketView, type Quote } from '../../core/market/quote.ts';
import { NO_PRICE, type Rate, ratioOf } from '../../core/kernel/units.ts';
import { type PastDay } from '../../core/market/volume-curve.ts';
import { BreadthCounter } from './breadth-counter.ts';
import { VolumeRecorder } from './volume-recorder.ts';

/** The market as the terminal knows it: the latest quote of every instrument, over what was known before the day. */
export class MarketStore implements MarketView {
  readonly #quotes = new Map<InstrumentId, Quote>();
  readonly #minutes = new Map<InstrumentId, MinuteTape>();
  readonly #references = new Map<InstrumentId, DayReference>();
  readonly #breadth: BreadthCounter;
  readonly #volumes = new VolumeRecorder();
  readonly #instruments = new Map<InstrumentId, Instrument>();

  constructor(references: readonly DayReference[], isWhole = false) {
    this.#breadth = new BreadthCounter(isWhole);
    for (const reference of references) this.list(reference);
  }

  get instruments(): ReadonlyMap<InstrumentId, Instrument> {
    return this.#instruments;
  }

  /** Makes an instrument known. */
  list(reference: DayReference): void {
    this.#references.set(reference.instrument.id, reference);
    this.#instruments.set(reference.instrument.id, reference.instrument);
  }

  update(quote: Quote): void {
    this.#volumes.record(quote, this.#quotes.get(quote.instrument));
    this.#quotes.set(quote.instrument, quote);
    const reference = this.#references.get(quote.instrument);
    if (reference !== undefined) this.#breadth.count(quote, reference);
    const minute = this.#minutes.get(quote.instrument);
    const next = minuteAfter(minute, quote);
    if (next !== minute) this.#minutes.set(quote.instrument, next);
  }

  quote(instrument: InstrumentId): Quote | undefined {
    return this.#quotes.get(instrument);
  }

  /** The latest quote of every index that has a level. */
  indices(): readonly Quote[] {
    return [...this.#quotes.values()].filter(({ instrument, last }) => last !== NO_PRICE && parseIndexId(instrument) !== null);
  }

  minute(instrument: InstrumentId): MinuteTape | undefined {
    return this.#minutes.get(instrument);
  }

  /** The shares that it traded in each bucket of the market's volume curve; undefined: none. */
  volumes(instrument: InstrumentId): PastDay | undefined {
    return this.#volumes.dayOf(instrument);
  }

  breadth(): MarketBreadth {
    return this.#breadth.market;
  }

  sectorChange(instrument: InstrumentId): Rate | null {
    const industry = this.#industryOf(instrument);
    return industry === null ? null : this.#breadth.sectorChange(industry);
  }

  sector(instrument: InstrumentId): MarketBreadth | null {
    const industry = this.#industryOf(instrument);
    return industry === null ? null : this.#breadth.sector(industry);
  }

  indexChange(index: InstrumentId): Rate | null {
    const quote = this.#quotes.get(index);
    if (quote === undefined || quote.last <= 0 || quote.prevClose <= 0) return null;
    return ratioOf(quote.last - quote.prevClose, quote.prevClose);
  }

  sectorPeers(instrument: InstrumentId): readonly InstrumentId[] {
    const industry = this.#industryOf(instrument);
    if (industry === null) return [];
    const peers = [...this.instruments.values()].filter((other) => other.industry === industry && other.id !== instrument);
    const traded = (id: InstrumentId): number => this.#quotes.get(id)?.turnover ?? 0;
    return peers.map(({ id }) => id).toSorted((a, b) => traded(b) - traded(a) || (a < b ? -1 : 1));
  }

  reference(instrument: InstrumentId): DayReference | undefined {
    return this.#references.get(instrument);
  }

  #industryOf(instrument: InstrumentId): string | null {
    return this.instruments.get(instrument)?.industry ?? null;
  }
}
