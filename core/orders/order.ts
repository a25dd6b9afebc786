import { type FillId, type LineId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, addMoney, averagePrice, subtractMoney } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OrderType } from '../market/rules.ts';

export type Side = 'buy' | 'sell';

/** Where an order stands. `denied` orders never left this machine; `rejected` ones were refused by broker or exchange. */
export const ORDER_STATES = [
  'pendingNew',
  'working',
  'partiallyFilled',
  'filled',
  'pendingCancel',
  'cancelled',
  'rejected',
  'expired',
  'unknown',
  'denied',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * Who thought of the order: a plan line's style, a person with the ticket, selling out or working on what was taken over,
 * the risk watch, or somebody at another terminal of the account (`foreign`).
 */
export const ORDER_ORIGINS = ['plan', 'ticket', 'liquidation', 'watch', 'takeOver', 'foreign'] as const;
export type OrderOrigin = (typeof ORDER_ORIGINS)[number];

/** What the broker is asked to do; never changes once made. */
export interface OrderRequest {
  readonly id: OrderId;
  /** The plan line that it works for; null for an order from the ticket. */
  readonly lineId: LineId | null;
  readonly strategyId: StrategyId;
  readonly origin: OrderOrigin;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly type: OrderType;
  /**
   * Limit orders: the limit. Market types: the worst price that can happen (the protection price where the exchange
   * knows one, else the day's price limit); what is frozen rests on it.
   */
  readonly price: Price;
  readonly quantity: Quantity;
}

/** What was settled about an order when it was intended, so that the books need no rule book to follow it. */
export interface OrderTerms {
  /** Buys: cash set aside for the whole order at its worst price with fees. Sells: 0, the shares are set aside. */
  readonly frozen: Money;
  /** When what it buys may be sold. */
  readonly settlement: 'T+0' | 'T+1';
}

/** An order and what has become of it. */
export interface Order extends OrderRequest {
  readonly terms: OrderTerms;
  readonly state: OrderState;
  readonly filled: Quantity;
  /** Sum of price times quantity over the fills. */
  readonly turnover: Money;
  /** What its fills have cost so far. */
  readonly fees: Fees;
  /** Why it was denied, rejected, cancelled or expired; null while nothing is to be said. */
  readonly reason: Refusal | null;
  readonly created: EpochMs;
  readonly updated: EpochMs;
}

/** What the broker says of one order. `reportId` is the broker's own and makes a repeated report harmless. */
export type ExecutionReport = {
  readonly reportId: string;
  readonly orderId: OrderId;
  readonly time: EpochMs;
} & (
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly reason: Refusal }
  | { readonly kind: 'filled'; readonly fillId: FillId; readonly price: Price; readonly quantity: Quantity }
  /** The rest of the order is gone: by our cancel, or by the exchange (`reason`). */
  | { readonly kind: 'cancelled'; readonly reason: Refusal | null }
  | { readonly kind: 'cancelRejected'; readonly reason: Refusal }
  | { readonly kind: 'expired' }
  /**
   * What was reported of a fill was wrong: it was this many shares at this price, or never happened (0 shares; FIX 4.4
   * ExecType H, Trade Cancel, else G, Trade Correct). No share of it comes back to the market.
   */
  | FillCorrection
);

export interface FillCorrection {
  readonly kind: 'fillCorrected';
  readonly fillId: FillId;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly reason: Refusal;
}

/** What an order made at another terminal of the account asks for. */
export type ForeignDraft = Pick<OrderRequest, 'instrument' | 'side' | 'type' | 'price' | 'quantity'>;

/** The broker shows an order that we did not send, before it says anything else of it. The id is the adapter's. */
export interface ForeignOrder extends ForeignDraft {
  readonly kind: 'foreign';
  readonly reportId: string;
  readonly orderId: OrderId;
  readonly time: EpochMs;
}

/** All that a broker may say unasked. */
export type BrokerReport = ExecutionReport | ForeignOrder;

export type ReportKind = ExecutionReport['kind'];

/** A fill with what it cost. Fees are in whole cents. */
export interface Fill {
  readonly id: FillId;
  readonly orderId: OrderId;
  readonly lineId: LineId | null;
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly time: EpochMs;
  readonly fees: Fees;
}

export interface Fees {
  readonly commission: Money;
  readonly stampTax: Money;
  readonly transferFee: Money;
}

export function addFees(a: Fees, b: Fees): Fees {
  return {
    commission: addMoney(a.commission, b.commission),
    stampTax: addMoney(a.stampTax, b.stampTax),
    transferFee: addMoney(a.transferFee, b.transferFee),
  };
}

export function subtractFees(a: Fees, b: Fees): Fees {
  return {
    commission: subtractMoney(a.commission, b.commission),
    stampTax: subtractMoney(a.stampTax, b.stampTax),
    transferFee: subtractMoney(a.transferFee, b.transferFee),
  };
}

export function leaves(order: Order): Quantity {
  return (order.quantity - order.filled) as Quantity;
}

export function averageFillPrice(order: Order): Price {
  return averagePrice(order.turnover, order.filled);
}

const FINAL: ReadonlySet<OrderState> = new Set(['filled', 'cancelled', 'rejected', 'expired', 'denied']);

/** No more is expected of it, though a late fill after a cancel is still taken. */
export function isFinal(state: OrderState): boolean {
  return FINAL.has(state);
}
