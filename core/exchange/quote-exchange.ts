import { type OrderId } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate, atTime, timeOfDayOf } from '../kernel/time.ts';
import { NO_PRICE, RATE_ONE, type Rate, mulDiv } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type PriceLimits, effectiveLimits, priceLimits } from '../market/price-limits.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { type ExecutionReport, type OrderRequest } from '../orders/order.ts';
import { type Exchange } from './exchange.ts';
import { auctionTrade, settleAuction } from './quote-auction.ts';
import { InstrumentBook } from './quote-book.ts';
import { type ExchangeCode, refusalOf } from './quote-checks.ts';
import { matchResting } from './quote-continuous.ts';
import { enterMarketOrder } from './quote-market-orders.ts';
import { type LiveOrder, liveOrder, reaches } from './quote-order.ts';
import { ReportWriter } from './quote-reports.ts';
import { tapeBetween } from './quote-tape.ts';

export interface QuoteExchangeOptions {
  readonly date: TradeDate;
  /** Keeps the ids of different accounts and seeds apart. */
  readonly idTag: string;
  /** Most of what really traded that our resting orders may have. */
  readonly volumeCap: Rate;
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
  /** Gives the previous close and the day's limits before the first quote. */
  referenceOf(instrument: InstrumentId): DayReference | undefined;
}

/** A snapshot that was left out because it contradicts the one before: nothing is matched with it. */
export interface FeedProblem {
  readonly code: 'feed.timeBackwards' | 'feed.volumeBackwards' | 'feed.turnoverBackwards';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly before: number;
  readonly after: number;
}

/**
 * A simulated exchange that lives on snapshots of a market in which our orders leave no trace.
 *
 * An order sees the snapshot at hand and nothing later. Our own orders never trade with each other.
 */
export interface QuoteExchange extends Exchange {
  quote(quote: Quote): void;
  /** The bad snapshots since the last call. */
  drainProblems(): readonly FeedProblem[];
}

export function createQuoteExchange(options: QuoteExchangeOptions): QuoteExchange {
  return new SnapshotExchange(options);
}

class SnapshotExchange implements QuoteExchange {
  private readonly options: QuoteExchangeOptions;
  private readonly reports: ReportWriter;
  private readonly books = new Map<InstrumentId, InstrumentBook>();
  /** Every order of the day; null when it never rested. */
  private readonly orders = new Map<OrderId, LiveOrder | null>();
  private problems: FeedProblem[] = [];
  private readonly midnight: EpochMs;

  constructor(options: QuoteExchangeOptions) {
    this.options = options;
    this.midnight = atTime(options.date, 0 as TimeOfDay);
    this.reports = new ReportWriter(options.date, options.idTag);
  }

  submit(order: OrderRequest, now: EpochMs): void {
    this.reports.at(now);
    if (this.orders.has(order.id)) return this.reject(order.id, 'exchange.duplicateOrder');
    this.orders.set(order.id, null);
    const rules = this.options.rulesOf(order.instrument);
    if (rules === undefined) return this.reject(order.id, 'exchange.unknownInstrument');
    const book = this.bookOf(order.instrument);
    book.rules = rules;
    const phase = phaseAt(rules, timeOfDayOf(now));
    const limits = this.limitsOf(order.instrument, book.quote, rules);
    const refused = refusalOf(order, { rules, phase, limits, quote: book.quote });
    if (refused !== null) return this.reports.rejected(order.id, refused);
    this.reports.accepted(order.id);
    if (order.type === 'limit') this.enterLimit(order, book, phase, now);
    else this.enterMarket(order, book, now);
  }

  cancel(orderId: OrderId, now: EpochMs): void {
    this.reports.at(now);
    const order = this.orders.get(orderId);
    if (order === undefined) return this.refuseCancel(orderId, 'exchange.unknownOrder');
    if (order === null || !order.open) return this.refuseCancel(orderId, 'exchange.orderFinished');
    const book = this.bookOf(order.request.instrument);
    const phase = book.rules === null ? null : phaseAt(book.rules, timeOfDayOf(now));
    if (phase?.cancel !== true) return this.refuseCancel(orderId, 'exchange.cancelNotOpen', phase);
    book.remove(order);
    this.reports.cancelled(orderId, null);
  }

  quote(quote: Quote): void {
    const book = this.bookOf(quote.instrument);
    const before = book.quote;
    if (before !== null && goesBackwards(before, quote)) this.problems.push(problemOf(before, quote));
    else if (book.isIdle || book.rules === null) book.turnTo(quote);
    else this.match(book, book.rules, quote);
  }

  time(now: EpochMs): void {
    this.reports.at(now);
    for (const book of this.books.values()) {
      if (book.isIdle || book.rules === null) continue;
      const { matching } = phaseAt(book.rules, timeOfDayOf(now));
      if (matching === 'auction') book.joinAuction(now);
      else if (matching === 'continuous' && book.isUncrossed) this.beginContinuous(book);
    }
  }

  endOfDay(now: EpochMs): void {
    this.reports.at(now);
    for (const book of this.books.values()) {
      for (const order of book.orders()) {
        book.remove(order);
        this.reports.expired(order.request.id);
      }
    }
  }

  drain(): readonly ExecutionReport[] {
    return this.reports.drain();
  }

  drainProblems(): readonly FeedProblem[] {
    const drained = this.problems;
    this.problems = [];
    return drained;
  }

  private enterLimit(request: OrderRequest, book: InstrumentBook, phase: Phase, now: EpochMs): void {
    const order = liveOrder(request, request.price, now, phase.matching === 'fixedPrice');
    this.orders.set(request.id, order);
    order.inAuction = phase.matching === 'auction';
    order.unmet = phase.matching !== 'continuous' && !order.fixedPrice;
    if (phase.matching === 'continuous') book.meet(order, this.reports);
    if (order.leaves > 0) book.add(order);
  }

  private enterMarket(request: OrderRequest, book: InstrumentBook, now: EpochMs): void {
    const rest = enterMarketOrder(request, book, now, this.reports);
    if (rest === null) return;
    if ('code' in rest) return this.reports.cancelled(request.id, rest);
    this.orders.set(request.id, rest);
    book.add(rest);
  }

  /** A snapshot of an instrument in which orders of ours rest. */
  private match(book: InstrumentBook, rules: TradingRules, quote: Quote): void {
    this.reports.at(quote.time);
    const phase = phaseAt(rules, timeOfDayOf(quote.time));
    if (phase.matching === 'fixedPrice') return this.matchFixedPrice(book, rules, quote);
    if (phase.matching === 'auction') book.joinAuction(quote.time);
    if (phase.matching === 'auction' || quote.auction !== null) return book.turnTo(quote);
    if (book.isInAuction) {
      const before = book.quote;
      if (quote.volume > (before?.volume ?? 0)) return this.matchAuction(book, rules, quote, phase);
      if (phase.matching !== 'continuous') return book.turnTo(quote);
    }
    if (phase.matching === 'continuous') this.matchContinuous(book, rules, quote, phase);
    else book.turnTo(quote);
  }

  /** After hours nobody shows a queue: our orders have the cap's share of what trades there, first come first. */
  private matchFixedPrice(book: InstrumentBook, rules: TradingRules, quote: Quote): void {
    const traded = book.quote === null ? 0 : quote.volume - book.quote.volume;
    book.turnTo(quote);
    let budget = mulDiv(traded, this.options.volumeCap, RATE_ONE, 'floor');
    for (const order of book.orders()) {
      if (!order.fixedPrice || order.placed >= quote.time || !reaches(order.request.side, order.limit, quote.last)) continue;
      budget -= book.fillAtClose(order, quote.last, budget, rules, this.reports);
    }
  }

  private matchAuction(book: InstrumentBook, rules: TradingRules, quote: Quote, phase: Phase): void {
    const trade = auctionTrade(book.quote, quote, rules);
    book.turnTo(quote);
    settleAuction(book, trade, rules, this.options.volumeCap, this.reports);
    if (phase.matching === 'continuous') this.beginContinuous(book);
  }

  private matchContinuous(book: InstrumentBook, rules: TradingRules, quote: Quote, phase: Phase): void {
    const before = book.isUncrossed ? book.quote : null;
    if (before !== null) this.beginContinuous(book);
    book.turnTo(quote);
    if (before === null) this.beginContinuous(book);
    const opened = (this.midnight + phase.from) as EpochMs;
    const tape = tapeBetween(before ?? quote, quote, opened);
    matchResting(book, { tape, rules, volumeCap: this.options.volumeCap }, this.reports);
  }

  /** Continuous trading goes on: an auction that has not matched by now will not, and what waited meets the book. */
  private beginContinuous(book: InstrumentBook): void {
    if (book.isInAuction) book.leaveAuction();
    if (book.isWaiting) book.meetWaiting(this.reports);
  }

  private limitsOf(instrument: InstrumentId, quote: Quote | null, rules: TradingRules): PriceLimits | null {
    const reference = this.options.referenceOf(instrument);
    const source = quote ?? reference;
    const prevClose = quote?.prevClose ?? reference?.prevClose ?? NO_PRICE;
    const computed = priceLimits(rules, prevClose);
    return source === undefined ? computed : effectiveLimits(source.limitUp, source.limitDown, computed).limits;
  }

  private reject(orderId: OrderId, code: ExchangeCode): void {
    this.reports.rejected(orderId, refusal(code));
  }

  private refuseCancel(orderId: OrderId, code: ExchangeCode, phase: Phase | null = null): void {
    this.reports.cancelRejected(orderId, refusal(code, phase === null ? {} : { phase: phase.name }));
  }

  private bookOf(instrument: InstrumentId): InstrumentBook {
    let book = this.books.get(instrument);
    if (book === undefined) {
      book = new InstrumentBook();
      this.books.set(instrument, book);
    }
    return book;
  }
}

function goesBackwards(before: Quote, after: Quote): boolean {
  return after.volume < before.volume || after.turnover < before.turnover || after.time < before.time;
}

function problemOf(before: Quote, after: Quote): FeedProblem {
  const { instrument, time } = after;
  if (after.volume < before.volume) {
    return { code: 'feed.volumeBackwards', instrument, time, before: before.volume, after: after.volume };
  }
  return after.turnover < before.turnover
    ? { code: 'feed.turnoverBackwards', instrument, time, before: before.turnover, after: after.turnover }
    : { code: 'feed.timeBackwards', instrument, time, before: before.time, after: after.time };
}
