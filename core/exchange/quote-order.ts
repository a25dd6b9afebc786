import { type EpochMs } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Level, type Quote } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type OrderRequest, type Side } from '../orders/order.ts';

/** Shares that the market showed at our price and before us; null while that part of the book has not been seen. */
export type QueueAhead = Quantity | null;

/** An order inside the simulated exchange. Only the exchange changes it. */
export interface LiveOrder {
  readonly request: OrderRequest;
  /** The limit in force: the order's own, or the price that a market order was turned into. */
  readonly limit: Price;
  readonly placed: EpochMs;
  leaves: Quantity;
  /** Whether it rests in the book. */
  open: boolean;
  ahead: QueueAhead;
  /** Whether it takes part in the call auction that is going on. */
  inAuction: boolean;
  /** Entered while nothing matched: it meets the displayed book when continuous trading begins. */
  unmet: boolean;
  /** Entered into the fixed-price session: it trades there and at the close only. */
  readonly fixedPrice: boolean;
}

export function liveOrder(request: OrderRequest, limit: Price, placed: EpochMs, fixedPrice = false): LiveOrder {
  return { request, limit, placed, fixedPrice, leaves: request.quantity, open: false, ahead: null, inAuction: false, unmet: false };
}

/** Whether an order of `side` with `limit` may trade at `price`. */
export function reaches(side: Side, limit: Price, price: Price): boolean {
  return side === 'buy' ? price <= limit : price >= limit;
}

/** Whether limit `a` goes before limit `b`, time aside. */
export function goesBefore(side: Side, a: Price, b: Price): boolean {
  return side === 'buy' ? a > b : a < b;
}

export function oppositeLevels(quote: Quote, side: Side): readonly Level[] {
  return side === 'buy' ? quote.asks : quote.bids;
}

export function ownLevels(quote: Quote, side: Side): readonly Level[] {
  return side === 'buy' ? quote.bids : quote.asks;
}

/** The most of `shares` that a fill may have in whole lots, with `leaves` left of the order; these fill whole. */
export function inLots(shares: number, leaves: Quantity, side: Side, rules: TradingRules): Quantity {
  if (shares >= leaves) return leaves;
  const { buyStep, sellStep } = rules.lot.value;
  return (shares - (shares % (side === 'buy' ? buyStep : sellStep))) as Quantity;
}

/** Levels that a full snapshot shows on each side. */
const DISPLAYED_LEVELS = 5;

/**
 * Shares that `quote` shows at `limit` on the order's own side: those that would be served before a new order there.
 * 0 where the limit is better than the best or lies between two levels; null where it lies beyond what is displayed,
 * and where the snapshot shows no book at all.
 */
export function displayedAt(quote: Quote, side: Side, limit: Price): QueueAhead {
  if (quote.bids.length === 0 && quote.asks.length === 0) return null;
  const levels = ownLevels(quote, side);
  for (const level of levels) {
    if (level.price === limit) return level.volume;
    if (goesBefore(side, limit, level.price)) return 0 as Quantity;
  }
  return levels.length < DISPLAYED_LEVELS ? (0 as Quantity) : null;
}
