import { type Rate, type Price, type Quantity } from '../kernel/units.ts';
import { type TimeOfDay, type TradeDate } from '../kernel/time.ts';
import { type Board } from './instrument.ts';

/** A rule with where it comes from and when it holds. */
export interface Sourced<T> {
  readonly value: T;
  /** The exchange's or ministry's document that says so. */
  readonly source: string;
  /** First day in force; null: as long as our table reaches. */
  readonly from: TradeDate | null;
  /** Last day in force; null: still in force. */
  readonly to: TradeDate | null;
}

/** How many shares an order may have. An odd lot is what is left below `sellMin`; it must be sold whole. */
export interface LotRule {
  readonly buyMin: Quantity;
  readonly buyStep: Quantity;
  readonly sellMin: Quantity;
  readonly sellStep: Quantity;
  readonly oddLot: 'sellWhole';
}

/** Most shares of one order. */
export interface QuantityCap {
  readonly limit: Quantity;
  readonly market: Quantity;
}

/** How far a price may be from the previous close (on the first day: from the issue price). Both are positive. */
export interface PriceLimit {
  readonly up: Rate;
  readonly down: Rate;
}

/** The price cage of the continuous session: buys at most `rate` above, sells at most `rate` below the reference. */
export interface PriceCage {
  readonly rate: Rate;
  /** The band is at least this many ticks wide; 0 where the rule knows no tick floor. */
  readonly minTicks: number;
}

/**
 * How an order says its price. `limit`: at its price or better. `bestFiveCancel` (最优五档即时成交剩余撤销): takes the five
 * best opposite levels, the rest is cancelled. `bestFiveLimit` (最优五档即时成交剩余转限价): the rest stays as a limit order
 * at the last fill's price. `ownBest` (本方最优), `oppositeBest` (对手方最优): become limit orders at that price.
 */
export type OrderType = 'limit' | 'bestFiveCancel' | 'bestFiveLimit' | 'ownBest' | 'oppositeBest';

export const ORDER_TYPES = [
  'limit',
  'bestFiveCancel',
  'bestFiveLimit',
  'ownBest',
  'oppositeBest',
] as const satisfies readonly OrderType[];

/** The order types that may be entered in a call auction and in the continuous session. */
export interface OrderTypes {
  readonly auction: readonly OrderType[];
  readonly continuous: readonly OrderType[];
}

/** Every order type but `limit`: the exchange finds the price. */
export function isMarketType(type: OrderType): boolean {
  return type !== 'limit';
}

export type PhaseName =
  | 'preOpen'
  | 'openingCall'
  | 'openingCallFirm'
  | 'openingPause'
  | 'morning'
  | 'lunch'
  | 'afternoon'
  | 'closingCall'
  | 'afterHours'
  | 'closed';

/**
 * A stretch of the day and what may be done in it. `until` is the first moment that is no longer in it; the phases of a
 * day follow each other from midnight to midnight without a gap.
 */
export interface Phase {
  readonly name: PhaseName;
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
  /** Whether the exchange takes new orders of the types in `TradingRules.orderTypes`. */
  readonly entry: boolean;
  /** Whether the exchange takes cancels of such orders. */
  readonly cancel: boolean;
  /**
   * How orders meet in this phase. An auction matches once, at its end. `fixedPrice` (盘后固定价格交易) matches at the day's
   * close those limit orders that were entered in it and reach the close.
   */
  readonly matching: 'none' | 'auction' | 'continuous' | 'fixedPrice';
}

export interface FeeRates {
  /** Stamp tax (印花税), charged to the seller. */
  readonly stampTax: Sourced<Rate>;
  /** Stamp tax charged to the buyer: 0 since 2008-09-19. */
  readonly stampTaxBuy: Sourced<Rate>;
  /** Transfer fee (过户费), charged to both sides. */
  readonly transferFee: Sourced<Rate>;
}

/** All that the exchange asks of orders in one instrument on one day. */
export interface TradingRules {
  readonly board: Board;
  readonly tick: Sourced<Price>;
  readonly lot: Sourced<LotRule>;
  readonly maxQuantity: Sourced<QuantityCap>;
  /** Most that a price may differ from the previous close; null: no limit on this day. */
  readonly priceLimit: Sourced<PriceLimit | null>;
  readonly priceCage: Sourced<PriceCage | null>;
  /** When what was bought may be sold: the same day (`T+0`) or the next (`T+1`). */
  readonly settlement: Sourced<'T+0' | 'T+1'>;
  readonly orderTypes: Sourced<OrderTypes>;
  readonly phases: Sourced<readonly Phase[]>;
  readonly fees: FeeRates;
}
