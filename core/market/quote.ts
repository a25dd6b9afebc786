import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { type MarketBreadth } from './breadth.ts';
import { type MinuteTape } from './minute-tape.ts';
import { type Instrument, type InstrumentId } from './instrument.ts';

/** One price level of the book. */
export interface Level {
  readonly price: Price;
  readonly volume: Quantity;
}

/** What an exchange publishes while a call auction collects orders. */
export interface AuctionState {
  /** The price at which the auction would match now. */
  readonly price: Price;
  readonly matched: Quantity;
  /** What would stay unmatched at that price, on `unmatchedSide`. */
  readonly unmatched: Quantity;
  readonly unmatchedSide: 'buy' | 'sell' | null;
}

/** A snapshot of one instrument, as feeds send it about every three seconds. */
export interface Quote {
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly prevClose: Price;
  /** `open`, `high`, `low` and `last` are `NO_PRICE` before the first trade of the day. */
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly last: Price;
  /** Shares and yuan traded since the start of the day. */
  readonly volume: Quantity;
  readonly turnover: Money;
  /** The feed's own limits; `NO_PRICE` where the feed says that there is none. */
  readonly limitUp: Price;
  readonly limitDown: Price;
  /** Best first, up to five, empty levels left out. Empty during a call auction. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** Set while a call auction collects orders and would match something. */
  readonly auction: AuctionState | null;
}

/** The price that a position is valued at: last, or before the first trade the previous close. */
export function markPrice(quote: Quote): Price {
  return quote.last > 0 ? quote.last : quote.prevClose;
}

/** What is known of an instrument before the first quote of the day. */
export interface DayReference {
  readonly instrument: Instrument;
  readonly prevClose: Price;
  /** `NO_PRICE` where there is no limit. */
  readonly limitUp: Price;
  readonly limitDown: Price;
}

/** What the market shows now. */
export interface MarketView {
  /** The latest quote, if any has come today. */
  quote(instrument: InstrumentId): Quote | undefined;
  reference(instrument: InstrumentId): DayReference | undefined;
  /** The minute of the latest quote. */
  minute(instrument: InstrumentId): MinuteTape | undefined;
  /** Left out where nobody counts the market. A live view: it goes on counting. */
  breadth?(): MarketBreadth;
  /** Mean change from the previous close of the quoted instruments of its industry; null: it has none, or none is quoted. */
  sectorChange?(instrument: InstrumentId): Rate | null;
  /** The same counts as of the market, of the quoted stocks of its industry. */
  sector?(instrument: InstrumentId): MarketBreadth | null;
  /** Change of an index from its previous close; null: nobody quotes it. */
  indexChange?(index: InstrumentId): Rate | null;
  /** The other instruments of its industry, those that traded most today first; left out where nobody lists the market. */
  sectorPeers?(instrument: InstrumentId): readonly InstrumentId[];
}
