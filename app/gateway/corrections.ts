import { type FillId, type OrderId } from '../../core/kernel/ids.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type Price, type Quantity, turnoverOf } from '../../core/kernel/units.ts';
import { type OrderRequest } from '../../core/orders/order.ts';

/** What one fill of an account really was; 0 shares: it never happened. */
export interface FillAsItWas {
  readonly account: string;
  readonly fillId: FillId;
  readonly price: Price;
  readonly quantity: Quantity;
}

/** An operator's word on a wrong match. In a market of the accounts' own, all its fills are named at once. */
export interface MatchCorrection {
  readonly by: string;
  readonly reason: string;
  readonly fills: readonly FillAsItWas[];
}

/** A fill as the gateway has reported it, with its order. */
export interface ReportedFill {
  readonly order: OrderRequest;
  readonly price: Price;
  readonly quantity: Quantity;
  /** Shares of the order that were filled in all. */
  readonly orderFilled: number;
  /** Whether the rest of its order may still trade. */
  readonly orderOpen: boolean;
}

/** Finds a fill of an account; undefined where the account or the fill is not known. */
export type FindFill = (account: string, fillId: FillId) => ReportedFill | undefined;

/**
 * Why a correction cannot be done; null when it can.
 *
 * A fill's shares are corrected only once its order has ended, for no share comes back to the market. Where accounts meet
 * one another (`balanced`), what buyers get more of, sellers must give more of, in shares and in money.
 */
export function correctionProblem({ by, reason, fills }: MatchCorrection, find: FindFill, balanced: boolean): Refusal | null {
  if (by.trim() === '' || reason.trim() === '') return refusal('gateway.correctionNeedsReason');
  if (new Set(fills.map(({ account, fillId }) => `${account}/${fillId}`)).size < fills.length) return refusal('gateway.fillNamedTwice');
  const shares = new Map<string, number>();
  let cash = 0;
  for (const is of fills) {
    const was = find(is.account, is.fillId);
    if (was === undefined) return refusal('gateway.unknownFill', { account: is.account, fillId: is.fillId });
    const problem = fillProblem(is, was);
    if (problem !== null) return problem;
    const sign = was.order.side === 'buy' ? 1 : -1;
    const { instrument } = was.order;
    shares.set(instrument, (shares.get(instrument) ?? 0) + sign * (is.quantity - was.quantity));
    cash += sign * (turnoverOf(is.price, is.quantity) - turnoverOf(was.price, was.quantity));
  }
  if (!balanced || (cash === 0 && [...shares.values()].every((sum) => sum === 0))) return null;
  return refusal('gateway.unbalancedCorrection', { cash });
}

function fillProblem({ fillId, price, quantity }: FillAsItWas, was: ReportedFill): Refusal | null {
  const { order } = was;
  const about: { fillId: FillId; orderId: OrderId } = { fillId, orderId: order.id };
  if (quantity !== was.quantity && was.orderOpen) return refusal('gateway.orderStillOpen', about);
  if (was.orderFilled - was.quantity + quantity > order.quantity) return refusal('gateway.correctionTooLarge', { ...about, quantity });
  if (quantity > 0 && price <= 0) return refusal('gateway.correctionNeedsPrice', about);
  return null;
}
