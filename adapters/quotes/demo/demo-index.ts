import { type EpochMs } from '../../../core/kernel/time.ts';
import { NO_PRICE, type Price, UNITS_PER_YUAN, ZERO_MONEY, ZERO_QUANTITY } from '../../../core/kernel/units.ts';
import { DEFAULT_INDEX } from '../../../core/market/market-index.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type DemoDay } from './demo-history.ts';
import { type DemoInstrument } from './demo-universe.ts';

/** What the index stands at when every share is at its base price. */
const BASE = 4_000 * UNITS_PER_YUAN;

/**
 * The invented market's index: the mean of all companies' prices as parts of their base prices, quoted under the name of
 * the index that people look at first. A day's close is the next day's previous close, as of every share.
 */
export class DemoIndex {
  readonly #universe: readonly DemoInstrument[];
  /** Each company's present part of the index, 0 for a fund. */
  readonly #parts: number[];
  readonly #companies: number;
  readonly #prevClose: Price;
  #sum: number;
  #open = NO_PRICE;
  #high = NO_PRICE;
  #low = NO_PRICE;
  #last = NO_PRICE;

  constructor(universe: readonly DemoInstrument[], days: readonly DemoDay[]) {
    this.#universe = universe;
    this.#companies = universe.filter(({ sector }) => sector !== null).length;
    this.#parts = universe.map((_, i) => this.#part(i, days[i]?.prevClose ?? NO_PRICE));
    this.#sum = this.#parts.reduce((sum, part) => sum + part, 0);
    this.#prevClose = this.#level();
  }

  count(i: number, { last }: Quote): void {
    if (last === NO_PRICE) return;
    const part = this.#part(i, last);
    this.#sum += part - (this.#parts[i] ?? 0);
    this.#parts[i] = part;
  }

  /** Null while it has not moved. */
  quote(time: EpochMs): Quote | null {
    const level = this.#level();
    if (this.#companies === 0 || level === (this.#last === NO_PRICE ? this.#prevClose : this.#last)) return null;
    if (this.#open === NO_PRICE) [this.#open, this.#high, this.#low] = [level, level, level];
    this.#last = level;
    if (level > this.#high) this.#high = level;
    if (level < this.#low) this.#low = level;
    return {
      instrument: DEFAULT_INDEX,
      time,
      prevClose: this.#prevClose,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      last: level,
      volume: ZERO_QUANTITY,
      turnover: ZERO_MONEY,
      limitUp: NO_PRICE,
      limitDown: NO_PRICE,
      bids: [],
      asks: [],
      auction: null,
    };
  }

  #part(i: number, price: Price): number {
    return partOf(this.#universe[i], price);
  }

  #level(): Price {
    return levelOf(this.#sum, this.#companies);
  }
}

/** What the index stands at with these prices, in the order of the universe; `NO_PRICE` without any company. */
export function indexLevel(universe: readonly DemoInstrument[], prices: readonly Price[]): Price {
  const sum = universe.reduce((total, one, i) => total + partOf(one, prices[i] ?? NO_PRICE), 0);
  return levelOf(sum, universe.filter(({ sector }) => sector !== null).length);
}

function partOf(one: DemoInstrument | undefined, price: Price): number {
  const isCompany = one !== undefined && one.sector !== null;
  return isCompany ? price / (one.basePrice * UNITS_PER_YUAN) : 0;
}

/** To the hundredth of a point. */
function levelOf(sum: number, companies: number): Price {
  return (companies === 0 ? NO_PRICE : Math.round((BASE * sum) / companies / 100) * 100) as Price;
}
