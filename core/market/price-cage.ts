import { type Price, RATE_ONE } from '../kernel/units.ts';
import { roundToTick } from './price-limits.ts';
import { type Quote } from './quote.ts';
import { type TradingRules } from './rules.ts';

/** What the cage looks at in a quote. */
export type CageBook = Pick<Quote, 'bids' | 'asks' | 'last' | 'prevClose'>;

/**
 * The highest price of a buy, the lowest of a sell, that the price cage lets into the continuous session; null where
 * there is no cage or nothing to measure from. It holds for limit orders only, not in call auctions, and besides the
 * day's limits.
 *
 * The bound is the reference plus or minus the cage's rate, or its ticks where that is wider, rounded half up to the
 * tick.
 */
export function cageBand(rules: TradingRules, book: CageBook, side: 'buy' | 'sell'): Price | null {
  const cage = rules.priceCage.value;
  const reference = cageReference(book, side);
  if (cage === null || reference === null) return null;
  const tick = rules.tick.value;
  if (side === 'buy') {
    const bound = roundToTick(reference, RATE_ONE + cage.rate, tick);
    return Math.max(bound, reference + cage.minTicks * tick) as Price;
  }
  const bound = roundToTick(reference, RATE_ONE - cage.rate, tick);
  return Math.max(Math.min(bound, reference - cage.minTicks * tick), tick) as Price;
}

/** The best opposite price, else the best own price, else the last trade, else the previous close. */
export function cageReference(book: CageBook, side: 'buy' | 'sell'): Price | null {
  const [opposite, own] = side === 'buy' ? [book.asks, book.bids] : [book.bids, book.asks];
  const price = opposite[0]?.price ?? own[0]?.price ?? (book.last > 0 ? book.last : book.prevClose);
  return price > 0 ? price : null;
}
