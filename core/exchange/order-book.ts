import { type Money, NO_PRICE, type Price, type Quantity, UNITS_PER_CENT, money, quantity } from '../kernel/units.ts';
import { type Err, type Result, err, ok } from '../kernel/result.ts';
import { type AuctionState, type Level } from '../market/quote.ts';
import { type Side } from '../orders/order.ts';
import { auctionMatch } from './order-book-auction.ts';
import { OrderIndex } from './order-book-ids.ts';
import { MAX_TICK, PriceLevels } from './order-book-levels.ts';
import { NONE } from './order-book-pages.ts';
import { NO_SLOT, OrderSlots } from './order-book-slots.ts';
import { type AuctionTieBreak, type BookProblem, type OrderNo, type TradeSink } from './order-book-types.ts';

/** Most shares of one order; exchanges cap orders far below. */
export const MAX_ORDER_QUANTITY = 2 ** 31 - 1;

/** What has traded since the book was made. Prices are `NO_PRICE` before the first trade. */
export interface BookStats {
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly last: Price;
  readonly volume: Quantity;
  readonly turnover: Money;
  readonly trades: number;
}

export interface BookOptions {
  readonly sink: TradeSink;
  /** The price step, a cent unless told. A price between two steps makes the step finer for good. */
  readonly tick?: Price;
  /** Room for so many resting orders at first; more make it grow. */
  readonly capacity?: number;
}

// The outcomes of `add` are made once: the hot path allocates nothing.
const TAKEN = ok(undefined);
const BAD_ORDER_NO = err('book.badOrderNo' as const);
const DUPLICATE_ORDER = err('book.duplicateOrder' as const);
const BAD_PRICE = err('book.badPrice' as const);
const PRICE_OUT_OF_RANGE = err('book.priceOutOfRange' as const);
const BAD_QUANTITY = err('book.badQuantity' as const);

/**
 * The limit order book of one instrument, as an exchange keeps it: price, then time.
 *
 * While continuous, an order trades at once with what rests on the other side, at the resting orders' prices; what is
 * left of it rests. While collecting for a call auction, orders only rest, until {@link uncross} matches them at one
 * price. Adding, filling and cancelling take a fixed number of steps and no allocation, however many orders rest.
 *
 * The book knows nothing of clocks, lots, price limits and accounts: whoever feeds it has checked these.
 */
export class OrderBook {
  private readonly sink: TradeSink;
  private readonly slots: OrderSlots;
  private readonly buyIndex: OrderIndex;
  private readonly sellIndex: OrderIndex;
  private buys: PriceLevels;
  private sells: PriceLevels;
  private tick: number;
  private collecting = false;
  private open = 0;
  private high = 0;
  private low = 0;
  private last = 0;
  private volume = 0;
  private turnover = 0;
  private trades = 0;

  constructor({ sink, tick = UNITS_PER_CENT as Price, capacity = 1024 }: BookOptions) {
    this.sink = sink;
    this.tick = tick;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(capacity, 16)));
    this.slots = new OrderSlots(slots);
    this.buyIndex = new OrderIndex(this.slots, slots);
    this.sellIndex = new OrderIndex(this.slots, slots);
    this.buys = new PriceLevels('buy', this.slots);
    this.sells = new PriceLevels('sell', this.slots);
  }

  /** From now on orders are collected and not matched, until {@link uncross}. */
  startAuction(): void {
    this.collecting = true;
  }

  get inAuction(): boolean {
    return this.collecting;
  }

  /** Takes a limit order. Its trades have reached the sink when this returns. */
  add(orderNo: OrderNo, side: Side, price: Price, shares: Quantity): Result<void, BookProblem> {
    if (!isOrderNo(orderNo)) return BAD_ORDER_NO;
    if (!isOrderQuantity(shares)) return BAD_QUANTITY;
    const index = side === 'buy' ? this.buyIndex : this.sellIndex;
    if (index.find(orderNo) !== NO_SLOT) return DUPLICATE_ORDER;
    let tick = price / this.tick;
    if (!isTick(tick)) {
      const problem = this.fit(price);
      if (problem !== null) return problem;
      tick = price / this.tick;
    }
    const rest = this.collecting ? shares : this.match(orderNo, side, tick, shares);
    if (rest > 0) {
      const slot = this.slots.allocate(orderNo, tick, rest);
      index.insert(slot);
      (side === 'buy' ? this.buys : this.sells).append(slot);
    }
    return TAKEN;
  }

  /** Takes a resting order out. @returns what was left of it; 0 when no such order rests. */
  cancel(orderNo: OrderNo, side: Side): Quantity {
    const slot = (side === 'buy' ? this.buyIndex : this.sellIndex).find(orderNo);
    if (slot === NO_SLOT) return 0 as Quantity;
    const rest = this.slots.quantity(slot) as Quantity;
    this.retire(slot, side);
    return rest;
  }

  /** What is left of a resting order; 0 when no such order rests. */
  remaining(orderNo: OrderNo, side: Side): Quantity {
    const slot = (side === 'buy' ? this.buyIndex : this.sellIndex).find(orderNo);
    return (slot === NO_SLOT ? 0 : this.slots.quantity(slot)) as Quantity;
  }

  /**
   * Ends the call auction: all that can trade does, at one price, by price and time on both sides. Continuous from now.
   *
   * @param reference the previous close for the opening auction, the last price for the closing one
   * @returns the price, the volume, and what was left over; null when nothing could trade
   */
  uncross(reference: Price, tieBreak: AuctionTieBreak = 'nearest'): AuctionState | null {
    const match = auctionMatch(this.buys, this.sells, Math.round(reference / this.tick), tieBreak);
    this.collecting = false;
    if (match === null) return null;
    const price = this.priceOf(match.tick);
    for (let left = match.matched; left > 0;) {
      const buy = this.buys.first();
      const sell = this.sells.first();
      const buyNo = this.slots.orderNo(buy);
      const sellNo = this.slots.orderNo(sell);
      const traded = Math.min(this.slots.quantity(buy), this.slots.quantity(sell));
      this.fill(buy, 'buy', traded);
      this.fill(sell, 'sell', traded);
      this.report(price, traded, buyNo, sellNo);
      left -= traded;
    }
    return this.stateOf(match.tick, match.matched, match.surplus);
  }

  /** What {@link uncross} would do now: the indicative price (虚拟参考价) that exchanges publish during an auction. */
  indicative(reference: Price, tieBreak: AuctionTieBreak = 'nearest'): AuctionState | null {
    const match = auctionMatch(this.buys, this.sells, Math.round(reference / this.tick), tieBreak);
    return match === null ? null : this.stateOf(match.tick, match.matched, match.surplus);
  }

  /** `NO_PRICE` where nobody buys. */
  get bestBid(): Price {
    return this.buys.best === NONE ? NO_PRICE : this.priceOf(this.buys.best);
  }

  /** `NO_PRICE` where nobody sells. */
  get bestAsk(): Price {
    return this.sells.best === NONE ? NO_PRICE : this.priceOf(this.sells.best);
  }

  /** The best levels of one side, best first. */
  depth(side: Side, count = 5): Level[] {
    const levels = side === 'buy' ? this.buys : this.sells;
    const depth: Level[] = [];
    for (let tick = levels.best; tick !== NONE && depth.length < count; tick = levels.worse(tick)) {
      depth.push({ price: this.priceOf(tick), volume: quantity(levels.volume(tick)) });
    }
    return depth;
  }

  /** How many orders rest, on both sides together. */
  get resting(): number {
    return this.slots.count;
  }

  get lastPrice(): Price {
    return this.last as Price;
  }

  /** @throws InvariantError when the turnover is beyond 900 billion yuan. */
  stats(): BookStats {
    return {
      open: this.open as Price,
      high: this.high as Price,
      low: this.low as Price,
      last: this.last as Price,
      volume: quantity(this.volume),
      turnover: money(this.turnover),
      trades: this.trades,
    };
  }

  /** Trades the order against the other side. @returns what is left of it */
  private match(orderNo: OrderNo, side: Side, limit: number, shares: number): number {
    return side === 'buy' ? this.buy(orderNo, limit, shares) : this.sell(orderNo, limit, shares);
  }

  /** Trades a buy against the sells at `limit` or lower. */
  private buy(orderNo: OrderNo, limit: number, shares: number): number {
    let rest = shares;
    while (rest > 0 && this.sells.best <= limit && this.sells.best !== NONE) {
      const price = this.priceOf(this.sells.best);
      const slot = this.sells.first();
      const sellNo = this.slots.orderNo(slot);
      const traded = Math.min(rest, this.slots.quantity(slot));
      this.fill(slot, 'sell', traded);
      this.report(price, traded, orderNo, sellNo);
      rest -= traded;
    }
    return rest;
  }

  /** Trades a sell against the buys at `limit` or higher. */
  private sell(orderNo: OrderNo, limit: number, shares: number): number {
    let rest = shares;
    while (rest > 0 && this.buys.best >= limit) {
      const price = this.priceOf(this.buys.best);
      const slot = this.buys.first();
      const buyNo = this.slots.orderNo(slot);
      const traded = Math.min(rest, this.slots.quantity(slot));
      this.fill(slot, 'buy', traded);
      this.report(price, traded, buyNo, orderNo);
      rest -= traded;
    }
    return rest;
  }

  private fill(slot: number, side: Side, traded: number): void {
    if (traded === this.slots.quantity(slot)) this.retire(slot, side);
    else (side === 'buy' ? this.buys : this.sells).reduce(slot, traded);
  }

  /** The order leaves the book. */
  private retire(slot: number, side: Side): void {
    (side === 'buy' ? this.buys : this.sells).remove(slot);
    (side === 'buy' ? this.buyIndex : this.sellIndex).remove(slot);
    this.slots.release(slot);
  }

  private report(price: Price, traded: number, buyNo: OrderNo, sellNo: OrderNo): void {
    if (this.trades === 0) {
      this.open = price;
      this.high = price;
      this.low = price;
    } else if (price > this.high) {
      this.high = price;
    } else if (price < this.low) {
      this.low = price;
    }
    this.last = price;
    this.trades += 1;
    this.volume += traded;
    this.turnover += price * traded;
    this.sink.trade(price, traded as Quantity, buyNo, sellNo);
  }

  private priceOf(tick: number): Price {
    return (tick * this.tick) as Price;
  }

  private stateOf(tick: number, matched: number, surplus: number): AuctionState {
    return {
      price: this.priceOf(tick),
      matched: quantity(matched),
      unmatched: quantity(Math.abs(surplus)),
      unmatchedSide: surplus === 0 ? null : surplus > 0 ? 'buy' : 'sell',
    };
  }

  /** Makes the tick fine enough for `price`. @returns why that cannot be; null when done */
  private fit(price: Price): Err<BookProblem> | null {
    if (!Number.isSafeInteger(price) || price <= 0) return BAD_PRICE;
    const finer = greatestCommonDivisor(price, this.tick);
    const factor = this.tick / finer;
    const highest = Math.max(this.buys.highest() * factor, this.sells.highest() * factor, price / finer);
    if (highest > MAX_TICK) return PRICE_OUT_OF_RANGE;
    this.tick = finer;
    this.buys = this.buys.refined(factor);
    this.sells = this.sells.refined(factor);
    return null;
  }
}

function isOrderNo(orderNo: number): boolean {
  return Number.isSafeInteger(orderNo) && orderNo >= 0;
}

function isOrderQuantity(shares: number): boolean {
  return Number.isInteger(shares) && shares > 0 && shares <= MAX_ORDER_QUANTITY;
}

function isTick(tick: number): boolean {
  return Number.isInteger(tick) && tick >= 1 && tick <= MAX_TICK;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
