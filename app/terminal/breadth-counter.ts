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

interface Sector {
  /** Sum of the changes, in 1e-8. */
  changes: number;
  stocks: number;
}

/** Funds and bonds are traded, but are not what people mean by the market. */
const NO_STOCKS: ReadonlySet<Board> = new Set(['etf', 'bond']);

/** Counts the market as quotes come: each takes back what its stock added before and adds what it adds now. */
export class BreadthCounter implements MarketBreadth {
  quoted = 0;
  rising = 0;
  falling = 0;
  limitUp = 0;
  limitDown = 0;
  readonly #shares = new Map<InstrumentId, Share>();
  readonly #sectors = new Map<string, Sector>();

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

  /** Mean change of the industry's quoted stocks; null while none is quoted. */
  sectorChange(industry: string): Rate | null {
    const sector = this.#sectors.get(industry);
    if (sector === undefined || sector.stocks === 0) return null;
    return mulDiv(sector.changes, 1, sector.stocks, 'halfUp') as Rate;
  }

  #add({ change, atUp, atDown }: Share, industry: string | null, sign: 1 | -1): void {
    this.quoted += sign;
    if (change > 0) this.rising += sign;
    if (change < 0) this.falling += sign;
    if (atUp) this.limitUp += sign;
    if (atDown) this.limitDown += sign;
    if (industry === null) return;
    const sector = this.#sectors.get(industry) ?? { changes: 0, stocks: 0 };
    sector.changes += sign * change;
    sector.stocks += sign;
    this.#sectors.set(industry, sector);
  }
}
