import { type Side } from '../../core/orders/order.ts';
import { type BasketRest } from '../../core/plan/basket.ts';

/** Lines that are worked as one; units as in `rows.ts`. */

export type { BasketRest };

/** A line of a basket. */
export interface BasketLineRow {
  readonly lineId: string;
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  readonly planned: number;
  /** Shares in open orders. */
  readonly sent: number;
  readonly filled: number;
  /** Its average price over the market's at arrival and over its VWAP since, positive in favour; null: not known. */
  readonly overArrival: number | null;
  readonly overVwap: number | null;
}

export interface BasketRow {
  readonly id: string;
  readonly name: string;
  /** How much its buys may be ahead of its sells. */
  readonly tolerance: number;
  /** Times of day; `start` null: as soon as each line may. */
  readonly start: number | null;
  readonly end: number;
  readonly rest: BasketRest;
  /** Fees included: what its sells have brought, what its buys have cost, and what open buys may still cost. */
  readonly brought: number;
  readonly paid: number;
  readonly owed: number;
  /** The same for all that has been filled of it, each line by its value. */
  readonly overArrival: number | null;
  readonly overVwap: number | null;
  readonly lines: readonly BasketLineRow[];
}
