import { type EpochMs, timeOfDayOf } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Quote } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { type Side } from '../orders/order.ts';
import { TakenLevels } from './quote-levels.ts';
import { type LiveOrder, displayedAt, goesBefore, inLots, oppositeLevels, reaches } from './quote-order.ts';
import { type ReportWriter } from './quote-reports.ts';

/** One instrument in the simulated exchange: the snapshot at hand, our open orders, and what they took from it. */
export class InstrumentBook {
  /** The snapshot at hand; null before the first. */
  quote: Quote | null = null;
  /** Null until the first order. */
  rules: TradingRules | null = null;
  private readonly taken = new TakenLevels();
  /** Each by price, then time. */
  private readonly buys: LiveOrder[] = [];
  private readonly sells: LiveOrder[] = [];

  /** Whether no order of ours rests here. */
  get isIdle(): boolean {
    return this.buys.length === 0 && this.sells.length === 0;
  }

  /** Our open orders, buys first; a copy that stays as it is while orders end. */
  orders(): LiveOrder[] {
    return [...this.buys, ...this.sells];
  }

  /** The next snapshot. */
  turnTo(quote: Quote): void {
    if (!this.taken.isEmpty) this.taken.turnTo(quote, this.quote !== null && quote.volume > this.quote.volume);
    this.quote = quote;
  }

  /** Whether the snapshot at hand is one of continuous trading, or of a pause after an auction has matched. */
  get isUncrossed(): boolean {
    if (this.quote?.auction !== null || this.rules === null) return false;
    return phaseAt(this.rules, timeOfDayOf(this.quote.time)).matching !== 'auction';
  }

  add(order: LiveOrder): void {
    const { side } = order.request;
    const list = this.side(side);
    const place = list.findIndex((other) => goesBefore(side, order.limit, other.limit));
    if (place < 0) list.push(order);
    else list.splice(place, 0, order);
    order.open = true;
  }

  remove(order: LiveOrder): void {
    if (!order.open) return;
    const list = this.side(order.request.side);
    list.splice(list.indexOf(order), 1);
    order.open = false;
  }

  get isInAuction(): boolean {
    return this.buys.some((order) => order.inAuction) || this.sells.some((order) => order.inAuction);
  }

  /** Whether an order waits for continuous trading. */
  get isWaiting(): boolean {
    return this.buys.some((order) => order.unmet) || this.sells.some((order) => order.unmet);
  }

  /** A call auction goes on at `time`: every order that was there by then takes part. */
  joinAuction(time: EpochMs): void {
    for (const order of this.orders()) order.inAuction = order.placed <= time;
  }

  leaveAuction(): void {
    for (const order of this.orders()) order.inAuction = false;
  }

  /** Whether the other side shows anything that our own orders have not taken. */
  hasOpposite(side: Side): boolean {
    return this.quote !== null && oppositeLevels(this.quote, side).some((level) => this.taken.left(side, level) > 0);
  }

  /**
   * The order meets the snapshot at hand: it trades with the levels that it reaches, best first, at their prices, and
   * what is left of it queues behind what is shown at its own price. Returns the last price it traded at, or null.
   */
  meet(order: LiveOrder, reports: ReportWriter): Price | null {
    order.unmet = false;
    if (this.quote === null) return null;
    const { side } = order.request;
    let last: Price | null = null;
    for (const level of oppositeLevels(this.quote, side)) {
      if (order.leaves === 0 || !reaches(side, order.limit, level.price)) break;
      const shares = Math.min(order.leaves, this.taken.left(side, level)) as Quantity;
      if (shares === 0) continue;
      this.taken.take(side, level, shares);
      this.fill(order, level.price, shares, reports);
      last = level.price;
    }
    order.ahead = displayedAt(this.quote, side, order.limit);
    return last;
  }

  /** The orders that waited for continuous trading meet the snapshot at hand. */
  meetWaiting(reports: ReportWriter): void {
    for (const order of this.orders()) {
      if (order.unmet) this.meet(order, reports);
    }
  }

  /**
   * Fills a resting order at `price`: from displayed levels of the other side that have come to `price`, and from
   * `traded` shares of the tape, these in whole lots. Returns how many came from the tape.
   */
  fillResting(order: LiveOrder, price: Price, traded: number, rules: TradingRules, reports: ReportWriter): number {
    if (this.quote === null) return 0;
    const { side } = order.request;
    const fromLevels = this.taken.takeDownTo(this.quote, side, price, order.leaves);
    const fromTape = inLots(traded, (order.leaves - fromLevels) as Quantity, side, rules);
    this.fill(order, price, (fromLevels + fromTape) as Quantity, reports);
    return fromTape;
  }

  /** Fills an order of the fixed-price session at the close, in whole lots of what traded there. Returns how many. */
  fillAtClose(order: LiveOrder, close: Price, traded: number, rules: TradingRules, reports: ReportWriter): number {
    const shares = inLots(traded, order.leaves, order.request.side, rules);
    this.fill(order, close, shares, reports);
    return shares;
  }

  private fill(order: LiveOrder, price: Price, shares: Quantity, reports: ReportWriter): void {
    if (shares === 0) return;
    order.leaves = (order.leaves - shares) as Quantity;
    reports.filled(order.request.id, price, shares);
    if (order.leaves === 0) this.remove(order);
  }

  private side(side: Side): LiveOrder[] {
    return side === 'buy' ? this.buys : this.sells;
  }
}
