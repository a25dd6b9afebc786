import { NO_PRICE, type Price, type Quantity, type Rate, RATE_ONE, mulDiv } from '../kernel/units.ts';
import { type TimeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Quote } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type InstrumentBook } from './quote-book.ts';
import { displayedAt, goesBefore } from './quote-order.ts';
import { type ReportWriter } from './quote-reports.ts';

/** A call auction that has matched: its price and how many shares surely traded in it. */
export interface AuctionTrade {
  readonly price: Price;
  readonly volume: Quantity;
}

/**
 * The auction's trade, read off the first snapshot that carries it.
 *
 * All that traded since the snapshot before is the auction's unless continuous trading lies between the two; then it is
 * at most what the last indicative match promised. The opening auction's price is the day's open, the closing one's the
 * last price.
 */
export function auctionTrade(before: Quote | null, after: Quote, rules: TradingRules): AuctionTrade {
  const earlier = before?.volume ?? 0;
  const all = after.volume - earlier;
  const since = before === null ? (0 as TimeOfDay) : timeOfDayOf(before.time);
  const sure = continuousBetween(rules, since, timeOfDayOf(after.time)) ? Math.min(all, before?.auction?.matched ?? 0) : all;
  return { price: earlier === 0 && after.open > NO_PRICE ? after.open : after.last, volume: sure as Quantity };
}

function continuousBetween(rules: TradingRules, since: TimeOfDay, until: TimeOfDay): boolean {
  return rules.phases.value.some((phase) => phase.matching === 'continuous' && phase.from < until && phase.until > since);
}

/**
 * Fills the orders of the auction at its one price, the book's snapshot being the first after it. Orders that beat the
 * price share the volume cap's part of the auction, by price, then time. Orders at the price or better also take what
 * the other side still shows there: it stayed unmatched, so it would have traded with us, who came last. What is not
 * filled stays as a limit order.
 */
export function settleAuction(
  book: InstrumentBook,
  trade: AuctionTrade,
  rules: TradingRules,
  volumeCap: Rate,
  reports: ReportWriter,
): void {
  let budget = mulDiv(trade.volume, volumeCap, RATE_ONE, 'floor');
  for (const order of book.orders()) {
    if (!order.inAuction) continue;
    order.inAuction = false;
    const { side } = order.request;
    if (goesBefore(side, trade.price, order.limit)) continue;
    const beats = goesBefore(side, order.limit, trade.price);
    budget -= book.fillResting(order, trade.price, beats ? budget : 0, rules, reports);
    if (book.quote !== null) order.ahead = displayedAt(book.quote, side, order.limit);
  }
}
