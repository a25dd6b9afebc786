import { type Nominal, type Price, type Quantity } from '../kernel/units.ts';

/** The number an exchange gives an order (委托序号), unique on its side of one instrument's book for a day. */
export type OrderNo = Nominal<number, 'OrderNo'>;

/** Hears of each trade, in the order in which they happen. It must not call the book back. */
export interface TradeSink {
  trade(price: Price, quantity: Quantity, buyOrder: OrderNo, sellOrder: OrderNo): void;
}

/** Why the book does not take an order. Nothing has changed then. */
export type BookProblem =
  | 'book.badOrderNo'
  | 'book.duplicateOrder'
  | 'book.badPrice'
  | 'book.priceOutOfRange'
  | 'book.badQuantity';

/**
 * How a call auction chooses among prices that trade equally much and leave equally little over.
 *
 * `nearest` (Shenzhen): the one nearest the reference, any price that the tick allows. `middle` (Shanghai): the middle
 * of those prices at which somebody ordered.
 */
export type AuctionTieBreak = 'nearest' | 'middle';
