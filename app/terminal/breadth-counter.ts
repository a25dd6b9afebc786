import { type Rate, mulDiv, ratioOf } from '../../core/kernel/units.ts';
import { type MarketBreadth } from '../../core/market/breadth.ts';
import { type Board, type InstrumentId } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';

/** What one stock adds to the counts. */
interface Share {
  /** Change from the previous close. */
  readonly change: Rate;
  readonly atUp: boolean;
  readonly atDown: boolean;
}

/** Funds and bonds are traded, but are not what people mean by the market. */
const NO_STOCKS: ReadonlySet<Board> = new Set(['etf', 'bond']);

/** The counts of one group of stocks. */
class Tally implements MarketBreadth {
  quoted = 0;
  rising = 0;
  falling = 0;
  limitUp = 0;
  limitDown = 0;
  readonly isWhole: boolean;
  /** Sum of the changes, in 1e-8. */
  #changes = 0;

  constructor(isWhole = false) {
    this.isWhole = isWhole;
  }

  add({ change, atUp, atDown }: Share, sign: 1 | -1): void {
    this.quoted += sign;
    if (change > 0) this.rising += sign;
    if (change < 0) this.falling += sign;
    if (atUp) this.limitUp += sign;
    if (atDown) this.limitDown += sign;
    this.#changes += sign * change;
  }

  /** Mean change; null while none is quoted. */
  get change(): Rate | null {
    return this.quoted === 0 ? null : (mulDiv(this.#changes, 1, this.quoted, 'halfUp') as Rate);
  }
}

/** Counts the market as quotes come: each takes back what its stock added before and adds what it adds now. */
export class BreadthCounter {
  readonly #market: Tally;
  readonly #shares = new Map<InstrumentId, Share>();
  readonly #sectors = new Map<string, Tally>();

  /** @param isWhole That the feed shows every stock there is. */
  constructor(isWhole: boolean) {
    this.#market = new Tally(isWhole);
  }

  /** A live view: it goes on counting. */
  get market(): MarketBreadth {
    return this.#market;
  }

  count(quote: Quote, reference: DayReference): void {
    const { instrument, prevClose } = reference;
    const price = quote.auction?.price ?? quote.last;
    if (price <= 0 || prevClose <= 0 || NO_STOCKS.has(instrument.board)) return;
    const share: Share = {
      change: ratioOf(price - prevClose, prevClose),
      atUp: reference.limitUp > 0 && price >= reference.limitUp,
      atDown: reference.limitDown > 0 && price <= reference.limitDown,
    };
    const before = this.#shares.get(instrument.id);
    if (before !== undefined) this.#add(before, instrument.industry, -1);
    this.#add(share, instrument.industry, 1);
    this.#shares.set(instrument.id, share);
  }

  /** The counts of an industry; null while none of its stocks is quoted. */
  sector(industry: string): MarketBreadth | null {
    return this.#sectors.get(industry) ?? null;
  }

  /** Mean change of the industry's quoted stocks; null while none is quoted. */
  sectorChange(industry: string): Rate | null {
    return this.#sectors.get(industry)?.change ?? null;
  }

  #add(share: Share, industry: string | null, sign: 1 | -1): void {
    this.#market.add(share, sign);
    if (industry === null) return;
    let sector = this.#sectors.get(industry);
    if (sector === undefined) {
      sector = new Tally();
      this.#sectors.set(industry, sector);
    }
    sector.add(share, sign);
  }
}
