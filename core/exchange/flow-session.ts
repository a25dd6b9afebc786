import { unreachable } from '../kernel/invariant.ts';
import { type Refusal, type RefusalParams, type Result, ok, refuse } from '../kernel/result.ts';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity } from '../kernel/units.ts';
import { type AuctionState } from '../market/quote.ts';
import { type Side } from '../orders/order.ts';
import { type AuctionTieBreak, type BookProblem, type OrderNo } from './order-book-types.ts';
import { OrderBook } from './order-book.ts';

/** One record of an exchange's order flow. `price` and `quantity` of a cancel mean nothing. */
export interface FlowRow {
  /** Where it stands in its file, for whoever must find it. */
  readonly line: number;
  readonly seq: number;
  readonly time: TimeOfDay;
  readonly op: 'add' | 'cancel';
  readonly orderNo: OrderNo;
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
}

/** Why a record cannot be part of a day; `params` name the line, the field and its value. */
export type FlowProblem =
  | 'flow.seqNotRising'
  | 'flow.timeBackwards'
  | 'flow.duplicateOrder'
  | 'flow.badOrderNo'
  | 'flow.badPrice'
  | 'flow.badQuantity';

/** Hears of each trade with its number in the day, from 1, and its time. */
export interface FlowTradeSink {
  trade(seq: number, time: TimeOfDay, price: Price, quantity: Quantity, buyOrder: OrderNo, sellOrder: OrderNo): void;
}

/** The outcome of one call auction. */
export interface AuctionOutcome {
  readonly price: Price;
  readonly volume: Quantity;
}

export interface FlowSummary {
  readonly open: AuctionOutcome | null;
  readonly close: AuctionOutcome | null;
  readonly trades: number;
  readonly volume: Quantity;
  readonly turnover: Money;
  /** Cancels that came too late or named no order: an exchange refuses them and goes on. */
  readonly cancelsRefused: number;
}

export interface FlowSessionOptions {
  readonly prevClose: Price;
  readonly sink: FlowTradeSink;
  readonly tieBreak?: AuctionTieBreak;
}

const OPENING_MATCH = timeOfDay('09:25:00');
const CONTINUOUS_START = timeOfDay('09:30:00');
const CLOSING_CALL = timeOfDay('14:57:00');
const CLOSING_MATCH = timeOfDay('15:00:00');

const DONE = ok(undefined);

/**
 * One instrument's day at the exchange, from its order flow: records before 09:25 meet in the opening call auction,
 * those from 14:57 on in the closing one, the others trade continuously.
 *
 * Times of trades: a continuous trade has the time of the record that caused it, as in the exchange's own records, but
 * none is before 09:30 (Shenzhen takes orders from 09:25 and works on them from 09:30). Auction trades get 09:25:00.000
 * and 15:00:00.000, when the auction ends. The exchange stamps them up to about a second later, when its host is
 * done; that cannot be known from the orders.
 *
 * The record is taken to hold what the exchange accepted, so lots, price limits and the minutes in which an auction
 * takes no cancels are not checked again.
 */
export class FlowSession {
  private readonly book: OrderBook;
  private readonly prevClose: Price;
  private readonly tieBreak: AuctionTieBreak;
  private readonly seen: Readonly<Record<Side, Set<OrderNo>>> = { buy: new Set(), sell: new Set() };
  private phase: 'opening' | 'continuous' | 'closing' = 'opening';
  private open: AuctionOutcome | null = null;
  private lastSeq = -1;
  private lastTime = 0 as TimeOfDay;
  private tradeTime = OPENING_MATCH;
  private trades = 0;
  private cancelsRefused = 0;

  constructor({ prevClose, sink, tieBreak = 'nearest' }: FlowSessionOptions) {
    this.prevClose = prevClose;
    this.tieBreak = tieBreak;
    this.book = new OrderBook({
      capacity: 16_384,
      sink: {
        trade: (price, quantity, buyOrder, sellOrder) => {
          this.trades += 1;
          sink.trade(this.trades, this.tradeTime, price, quantity, buyOrder, sellOrder);
        },
      },
    });
    this.book.startAuction();
  }

  /** Takes the day's next record. After a refusal the session is of no further use. */
  take(row: FlowRow): Result<void, Refusal<FlowProblem>> {
    if (row.seq <= this.lastSeq) return refuseRow(row, 'flow.seqNotRising', 'seq', row.seq, { previous: this.lastSeq });
    if (row.time < this.lastTime) return refuseRow(row, 'flow.timeBackwards', 'time', row.time, { previous: this.lastTime });
    this.lastSeq = row.seq;
    this.lastTime = row.time;
    this.advance(row.time);
    return row.op === 'add' ? this.add(row) : this.cancel(row);
  }

  /** The day is over: what auction is still to come happens now. */
  finish(): FlowSummary {
    this.advance(CLOSING_MATCH);
    this.tradeTime = CLOSING_MATCH;
    const { last } = this.book.stats();
    const close = outcomeOf(this.book.uncross(last === NO_PRICE ? this.prevClose : last, this.tieBreak));
    const { trades, volume, turnover } = this.book.stats();
    return { open: this.open, close, trades, volume, turnover, cancelsRefused: this.cancelsRefused };
  }

  private advance(time: TimeOfDay): void {
    if (this.phase === 'opening' && time >= OPENING_MATCH) {
      this.open = outcomeOf(this.book.uncross(this.prevClose, this.tieBreak));
      this.phase = 'continuous';
    }
    if (this.phase === 'continuous' && time >= CLOSING_CALL) {
      this.book.startAuction();
      this.phase = 'closing';
    }
    if (this.phase === 'continuous') this.tradeTime = time < CONTINUOUS_START ? CONTINUOUS_START : time;
  }

  private add(row: FlowRow): Result<void, Refusal<FlowProblem>> {
    const seen = this.seen[row.side];
    if (seen.has(row.orderNo)) return duplicate(row);
    seen.add(row.orderNo);
    const added = this.book.add(row.orderNo, row.side, row.price, row.quantity);
    return added.ok ? added : refuseAdd(row, added.error);
  }

  private cancel(row: FlowRow): Result<void, Refusal<FlowProblem>> {
    if (this.book.cancel(row.orderNo, row.side) === 0) this.cancelsRefused += 1;
    return DONE;
  }
}

function outcomeOf(auction: AuctionState | null): AuctionOutcome | null {
  return auction === null ? null : { price: auction.price, volume: auction.matched };
}

function duplicate(row: FlowRow): Result<never, Refusal<FlowProblem>> {
  return refuseRow(row, 'flow.duplicateOrder', 'order_id', row.orderNo, { side: row.side });
}

function refuseAdd(row: FlowRow, problem: BookProblem): Result<never, Refusal<FlowProblem>> {
  switch (problem) {
    case 'book.badOrderNo':
      return refuseRow(row, 'flow.badOrderNo', 'order_id', row.orderNo);
    case 'book.duplicateOrder':
      return duplicate(row);
    case 'book.badPrice':
    case 'book.priceOutOfRange':
      return refuseRow(row, 'flow.badPrice', 'price', row.price);
    case 'book.badQuantity':
      return refuseRow(row, 'flow.badQuantity', 'quantity', row.quantity);
    default:
      return unreachable(problem);
  }
}

function refuseRow(
  row: FlowRow,
  code: FlowProblem,
  field: string,
  value: number,
  more: RefusalParams = {},
): Result<never, Refusal<FlowProblem>> {
  return refuse(code, { line: row.line, field, value, ...more });
}
