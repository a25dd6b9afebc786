import { type ExecutionQuality, executionQuality } from '../../../core/analytics/execution-quality.ts';
import { type Rate } from '../../../core/kernel/units.ts';
import { basketCash, linesIn } from '../../../core/oms/basket/basket-cash.ts';
import { openOrdersOf } from '../../../core/oms/decide/decide-order.ts';
import { leaves } from '../../../core/orders/order.ts';
import { type Basket } from '../../../core/plan/basket.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type BasketLineRow, type BasketRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { type Dirty } from './dirty.ts';
import { type LineMarks, marketMark } from './line-marks.ts';
import { describe } from './marks.ts';

/** How often baskets are told anew while only their market moves. */
const EVERY_MS = 1_000;

/** The baskets of the day and how far they are. */
export class BasketsView {
  #at = 0;

  /** Null when nothing worth telling has changed. */
  changed(dirty: Dirty, session: Session, marks: LineMarks, now: number): readonly BasketRow[] | null {
    const moved = session.state.baskets.size > 0 && dirty.quotes.size > 0 && now - this.#at >= EVERY_MS;
    if (!dirty.plan && !moved) return null;
    this.#at = now;
    return basketRows(session, marks);
  }
}

export function basketRows(session: Pick<Session, 'state' | 'market' | 'now'>, marks: LineMarks): readonly BasketRow[] {
  return [...session.state.baskets.values()].map((basket) => basketRow(session, basket, marks));
}

function basketRow(session: Pick<Session, 'state' | 'market' | 'now'>, basket: Basket, marks: LineMarks): BasketRow {
  const { id, name, tolerance, start, end, rest } = basket;
  const measured = linesIn(session.state, basket).map((line) => ({ line, quality: qualityOf(session, line, marks) }));
  return {
    id,
    name,
    tolerance,
    start,
    end,
    rest,
    ...basketCash(session.state, basket),
    overArrival: together(measured, 'overArrival'),
    overVwap: together(measured, 'overVwap'),
    lines: measured.map(({ line, quality }) => lineRow(session, line, quality)),
  };
}

function lineRow({ state, market }: Pick<Session, 'state' | 'market'>, line: PlanLine, quality: ExecutionQuality | null): BasketLineRow {
  const { id: lineId, instrument, side, plannedQuantity: planned, filled } = line;
  const sent = openOrdersOf(state, lineId).reduce((sum, order) => sum + leaves(order), 0);
  const { name } = describe(market, instrument);
  return { lineId, instrument, name, side, planned, sent, filled, overArrival: quality?.overArrival ?? null, overVwap: quality?.overVwap ?? null };
}

/** Null before the line has begun to act. */
function qualityOf(session: Pick<Session, 'state' | 'market' | 'now'>, line: PlanLine, marks: LineMarks): ExecutionQuality | null {
  const arrival = marks.arrivalOf(line.id);
  if (arrival === undefined) return null;
  const end = marks.endOf(line.id) ?? marketMark(session.market, line.instrument, session.now());
  const fills = session.state.fills.filter(({ lineId }) => lineId === line.id);
  return executionQuality({ side: line.side, planned: line.plannedQuantity, fills, arrival, end, prices: [] });
}

/** The lines' advantages, each weighed by the value of its fills; null when none is known. */
function together(measured: readonly { readonly quality: ExecutionQuality | null }[], over: 'overArrival' | 'overVwap'): Rate | null {
  let [gain, value] = [0, 0];
  for (const { quality } of measured) {
    const advantage = quality?.[over] ?? null;
    if (quality === null || advantage === null) continue;
    const weight = quality.average * quality.filled;
    gain += advantage * weight;
    value += weight;
  }
  return value === 0 ? null : (Math.round(gain / value) as Rate);
}
