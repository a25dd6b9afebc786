import { type OrderId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { NO_PRICE, type Price, type Quantity } from '../kernel/units.ts';
import { type PriceLimits, effectiveLimits, priceLimits } from '../market/price-limits.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { type OrderRequest, type Side } from '../orders/order.ts';
import { type OrderNo } from './order-book-types.ts';
import { OrderBook } from './order-book.ts';
import { type ExchangeCode } from './quote-checks.ts';
import { goesBefore } from './quote-order.ts';
import { type ReportWriter } from './quote-reports.ts';

/** Levels that a snapshot shows, and that a best-five order takes. */
const DISPLAYED_LEVELS = 5;

interface Entered {
  readonly request: OrderRequest;
  readonly orderNo: OrderNo;
  leaves: number;
}

/** One instrument of a {@link BookExchange}: its book, the phase that it is in, and whose order is whose. */
export class BookMarket {
  readonly rules: TradingRules;
  /** Null: no limit today. */
  readonly limits: PriceLimits | null;
  readonly #reference: DayReference;
  readonly #reports: ReportWriter;
  readonly #book: OrderBook;
  readonly #entered: Entered[] = [];
  readonly #byId = new Map<OrderId, Entered>();
  /** Orders of a pause in which the exchange takes them and does not match yet. */
  #waiting: Entered[] = [];
  #matching: Phase['matching'] = 'none';

  constructor(reference: DayReference, rules: TradingRules, reports: ReportWriter) {
    this.rules = rules;
    this.#reference = reference;
    this.#reports = reports;
    const computed = priceLimits(rules, reference.prevClose);
    this.limits = effectiveLimits(reference.limitUp, reference.limitDown, computed).limits;
    this.#book = new OrderBook({
      tick: rules.tick.value,
      sink: { trade: (price, quantity, buyNo, sellNo) => this.#trade(price, quantity, buyNo, sellNo) },
    });
  }

  /** An auction matches when its phase is over; what waited meets the book when continuous trading begins. */
  turnTo({ matching }: Phase): void {
    if (matching === this.#matching) return;
    if (this.#matching === 'auction') this.#book.uncross(this.#lastOrPrevClose());
    if (matching === 'auction') this.#book.startAuction();
    this.#matching = matching;
    if (matching !== 'continuous') return;
    const waited = this.#waiting;
    this.#waiting = [];
    for (const order of waited) this.#add(order, order.request.price);
  }

  /** Takes an order that was checked and accepted. */
  enter(request: OrderRequest): void {
    const order: Entered = { request, orderNo: this.#entered.length as OrderNo, leaves: request.quantity };
    this.#entered.push(order);
    this.#byId.set(request.id, order);
    if (request.type !== 'limit') this.#enterMarketOrder(order);
    else if (this.#matching === 'auction' || this.#matching === 'continuous') this.#add(order, request.price);
    else this.#waiting.push(order);
  }

  rests(orderId: OrderId): boolean {
    return (this.#byId.get(orderId)?.leaves ?? 0) > 0;
  }

  /** Everything that rests, oldest first. */
  resting(): readonly OrderId[] {
    return this.#entered.filter(({ leaves }) => leaves > 0).map(({ request }) => request.id);
  }

  /** Takes a resting order out. Says whether there was one. */
  remove(orderId: OrderId): boolean {
    const order = this.#byId.get(orderId);
    if (order === undefined || order.leaves === 0) return false;
    this.#book.cancel(order.orderNo, order.request.side);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== order);
    order.leaves = 0;
    return true;
  }

  quote(now: EpochMs): Quote {
    const { instrument, prevClose, limitUp, limitDown } = this.#reference;
    const { open, high, low, last, volume, turnover } = this.#book.stats();
    const inAuction = this.#book.inAuction;
    return {
      instrument: instrument.id,
      time: now,
      prevClose,
      open,
      high,
      low,
      last,
      volume,
      turnover,
      limitUp: this.limits?.up ?? limitUp,
      limitDown: this.limits?.down ?? limitDown,
      bids: inAuction ? [] : this.#book.depth('buy', DISPLAYED_LEVELS),
      asks: inAuction ? [] : this.#book.depth('sell', DISPLAYED_LEVELS),
      auction: inAuction ? this.#book.indicative(this.#lastOrPrevClose()) : null,
    };
  }

  /**
   * Best-five orders take what five levels show, the others become limit orders at the best price of a side; none goes
   * beyond its own price, which protects it (SSE 交易规则 2023 3.3.3, SZSE 交易规则 2023 3.3.4).
   */
  #enterMarketOrder(order: Entered): void {
    const { side, type } = order.request;
    if (type === 'ownBest' || type === 'oppositeBest') {
      const best = this.#book.depth(type === 'ownBest' ? side : opposite(side), 1)[0];
      if (best === undefined) return this.#end(order, type === 'ownBest' ? 'exchange.noOwnSide' : 'exchange.noOpposite');
      return this.#add(order, this.#stricter(order, best.price));
    }
    const worst = this.#book.depth(opposite(side), DISPLAYED_LEVELS).at(-1);
    if (worst === undefined) return this.#end(order, 'exchange.noOpposite');
    const own = this.#book.depth(side, 1)[0];
    this.#add(order, this.#stricter(order, worst.price));
    if (order.leaves === 0) return;
    this.#book.cancel(order.orderNo, side);
    const traded = order.leaves < order.request.quantity;
    if (type === 'bestFiveCancel') return this.#end(order, traded ? 'exchange.restCancelled' : 'exchange.beyondProtection');
    const stays = traded ? this.#book.lastPrice : own?.price;
    if (stays === undefined) this.#end(order, 'exchange.beyondProtection');
    else this.#add(order, this.#stricter(order, stays));
  }

  #add(order: Entered, price: Price): void {
    const added = this.#book.add(order.orderNo, order.request.side, price, order.leaves as Quantity);
    invariant(added.ok, `the book does not take ${order.request.id}, which the exchange accepted`);
  }

  #end(order: Entered, code: ExchangeCode): void {
    const rest = order.leaves;
    order.leaves = 0;
    this.#reports.cancelled(order.request.id, refusal(code, { rest }));
  }

  #trade(price: Price, quantity: Quantity, buyNo: OrderNo, sellNo: OrderNo): void {
    for (const orderNo of [buyNo, sellNo]) {
      const order = this.#entered[orderNo];
      invariant(order !== undefined, `no order ${orderNo} in this book`);
      order.leaves -= quantity;
      this.#reports.filled(order.request.id, price, quantity);
    }
  }

  #stricter({ request: { side, price } }: Entered, other: Price): Price {
    return price === NO_PRICE || goesBefore(side, price, other) ? other : price;
  }

  #lastOrPrevClose(): Price {
    const last = this.#book.lastPrice;
    return last === NO_PRICE ? this.#reference.prevClose : last;
  }
}

function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
