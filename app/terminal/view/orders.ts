import { ratioOf, turnoverOf } from '../../../core/kernel/units.ts';
import { type QuoteBasis } from '../../../core/oms/events.ts';
import { type Fill, type Order, averageFillPrice, isFinal } from '../../../core/orders/order.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { type FillRow, type OrderExplanation, type OrderRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

export function orderRow(session: Pick<Session, 'market'>, order: Order): OrderRow {
  return {
    id: order.id,
    lineId: order.lineId,
    strategyId: order.strategyId,
    origin: order.origin,
    instrument: order.instrument,
    name: describe(session.market, order.instrument).name,
    side: order.side,
    type: order.type,
    price: order.price,
    quantity: order.quantity,
    filled: order.filled,
    avgPrice: averageFillPrice(order),
    turnover: order.turnover,
    fees: order.fees,
    state: order.state,
    reason: order.reason,
    created: order.created,
    updated: order.updated,
    final: isFinal(order.state),
  };
}

export function fillRow(session: Pick<Session, 'market'>, fill: Fill): FillRow {
  return {
    id: fill.id,
    orderId: fill.orderId,
    lineId: fill.lineId,
    strategyId: fill.strategyId,
    instrument: fill.instrument,
    name: describe(session.market, fill.instrument).name,
    side: fill.side,
    price: fill.price,
    quantity: fill.quantity,
    value: turnoverOf(fill.price, fill.quantity),
    fees: fill.fees,
    time: fill.time,
  };
}

/** What an order rested on. `basis` is undefined when its decision is not known any more. */
export function explanation(
  session: Pick<Session, 'market'>,
  order: Order,
  verdicts: readonly Verdict[],
  line: PlanLine | undefined,
  basis: QuoteBasis | null | undefined,
): OrderExplanation {
  return {
    order: orderRow(session, order),
    verdicts,
    basis: basis ?? null,
    signalReason: line === undefined ? null : line.signalReason,
    targetWeight: line?.targetWeight ?? null,
    adjustments: line?.adjustments ?? [],
    slippage: basis === null || basis === undefined ? null : slippage(order, basis),
  };
}

/** How much better than the last price at the decision the order was filled, as a rate; null without a fill. */
function slippage(order: Order, basis: QuoteBasis): number | null {
  if (order.filled === 0 || basis.last === 0) return null;
  const better = order.side === 'buy' ? basis.last - averageFillPrice(order) : averageFillPrice(order) - basis.last;
  return ratioOf(better, basis.last);
}
