import { type Money, NO_PRICE, type Price, type Quantity } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { isNoLimitSentinel } from '../../../core/market/price-limits.ts';
import { type AuctionState, type Level, type Quote } from '../../../core/market/quote.ts';
import { ASKS, BIDS, DEPTH, SLOT } from './columns.ts';
import { type QuoteRowParser } from './row-parser.ts';

const NO_LEVELS: readonly Level[] = [];

/** The quote of a row that was checked. */
export function quoteOfRow(row: QuoteRowParser, instrument: InstrumentId): Quote {
  const { slots, time } = row;
  const price = (slot: number): Price => (slots[slot] ?? 0) as Price;
  const bid = price(BIDS);
  const inAuction = bid > 0 && bid === price(ASKS);
  const limitUp = price(SLOT.limit_up);
  const limited = !isNoLimitSentinel(limitUp);
  return {
    instrument,
    time,
    prevClose: price(SLOT.prev_close),
    open: price(SLOT.open),
    high: price(SLOT.high),
    low: price(SLOT.low),
    last: price(SLOT.last),
    volume: (slots[SLOT.volume] ?? 0) as Quantity,
    turnover: (slots[SLOT.turnover] ?? 0) as Money,
    limitUp: limited ? limitUp : NO_PRICE,
    limitDown: limited ? price(SLOT.limit_down) : NO_PRICE,
    bids: inAuction ? NO_LEVELS : levels(slots, BIDS),
    asks: inAuction ? NO_LEVELS : levels(slots, ASKS),
    auction: inAuction ? auctionOf(slots, bid) : null,
  };
}

/** Best first; a level without a price or without shares is none. */
function levels(slots: Float64Array, from: number): readonly Level[] {
  const found: Level[] = [];
  for (let slot = from; slot < from + 2 * DEPTH; slot += 2) {
    const price = slots[slot] ?? 0;
    const volume = slots[slot + 1] ?? 0;
    if (price > 0 && volume > 0) found.push({ price: price as Price, volume: volume as Quantity });
  }
  return found;
}

/** First levels: the indicative price and what would match at it. Second levels: the rest, on one side at most. */
function auctionOf(slots: Float64Array, price: Price): AuctionState | null {
  const matched = (slots[BIDS + 1] ?? 0) as Quantity;
  if (matched === 0) return null;
  const bidRest = (slots[BIDS + 3] ?? 0) as Quantity;
  const askRest = (slots[ASKS + 3] ?? 0) as Quantity;
  if (bidRest > 0) return { price, matched, unmatched: bidRest, unmatchedSide: 'buy' };
  return { price, matched, unmatched: askRest, unmatchedSide: askRest > 0 ? 'sell' : null };
}
