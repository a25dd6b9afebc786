import { explainFill } from '../../../core/analytics/explain-fill.ts';
import { type FillId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { type Intervention } from '../../../core/oms/intervention.ts';
import { rebuild } from '../../../core/oms/state/rebuild.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type PastDayRow, type PastLineRow, type WhyFillRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { lineHistory } from './line-history.ts';
import { describe } from './marks.ts';
import { explanation, fillRow, orderRow } from './orders.ts';

type Names = Pick<Session, 'market'>;

/** A day as its records tell it. */
export function pastDayRow(session: Names, date: TradeDate, records: Iterable<Recorded>): PastDayRow {
  const state = rebuild(records);
  return {
    date,
    lines: [...state.lines.values()].map((line) => lineRow(session, line)),
    orders: [...state.orders.values()].map((order) => orderRow(session, order)),
    fills: state.fills.map((fill) => fillRow(session, fill)),
    interventions: state.interventions.map((one, at) => interventionRow(session, one, at + 1)),
  };
}

/** Follows a fill of a past day back to the signal it came from. */
export function whyFillRow(session: Names, records: readonly Recorded[], id: FillId): Result<WhyFillRow, Refusal<'review.noFill'>> {
  const why = explainFill(records, id);
  const state = rebuild(records);
  const fill = state.fills.find((one) => one.id === id);
  const order = fill === undefined ? undefined : state.orders.get(fill.orderId);
  if (why === undefined || fill === undefined || order === undefined) return refuse('review.noFill', { fill: id });
  const { event } = why.order;
  const line = order.lineId === null ? undefined : state.lines.get(order.lineId);
  return ok({
    ...explanation(session, order, event.verdicts, line, event.basis),
    fill: fillRow(session, fill),
    line:
      why.line === null
        ? null
        : {
            id: why.line.line.id,
            targetQuantity: why.line.line.targetQuantity,
            currentQuantity: why.line.line.currentQuantity,
            plannedQuantity: why.line.line.plannedQuantity,
            importedFrom: why.line.proposed.event.type === 'planProposed' ? why.line.proposed.event.source : null,
            approvals: why.line.approvals.map(({ record, by }) => ({ at: record.at, by })),
          },
    ticketBy: why.ticket?.event.by ?? null,
  });
}

function lineRow({ market }: Names, line: PlanLine): PastLineRow {
  const { id, source, strategyId, instrument, side, state, plannedQuantity, filled, signalReason } = line;
  return { id, source, strategyId, instrument, name: describe(market, instrument).name, side, state, plannedQuantity, filled, signalReason };
}

function interventionRow({ market }: Names, one: Intervention, number: number): PastDayRow['interventions'][number] {
  const [first] = one.lines;
  const lines = one.lines.map(({ instrument }) => describe(market, instrument).name);
  const [row] = first === undefined ? [] : lineHistory([one], first.id);
  const bare = { at: one.at, by: one.by, deed: one.command.type, changes: [], reason: null, undoneAt: one.undoneAt };
  return { ...(row ?? bare), number, lines };
}
