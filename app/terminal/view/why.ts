import { type ExplainedLine, type LineExplanation, type OrderExplanation, commandsOf, explainFill, explainLine, explainOrder, storyOf } from '../../../core/analytics/explain.ts';
import { type FillId, type LineId, type OrderId, POLICY } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { rebuild } from '../../../core/oms/state/rebuild.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type ProposedLine } from '../../../core/plan/line.ts';
import { type RequestPayload, type StepRow, type WhyLineRow, type WhyRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';
import { explanation, fillRow, orderRow } from './orders.ts';
import { saidOf, stepRow } from './steps.ts';

type Names = Pick<Session, 'market'>;
export type WhyAsked = RequestPayload<'why'>['of'];
type NotThere = Refusal<'review.noCause'>;

/** Answers "why" for a line, an order or a fill of a day, done or not done: from the signal down to what came of it. */
export function whyRow(session: Names, records: readonly Recorded[], of: WhyAsked): Result<WhyRow, NotThere> {
  const asked = { session, state: rebuild(records), records, of };
  switch (of.kind) {
    case 'line':
      return whyLine(asked);
    case 'order':
      return whyOrder(asked);
    case 'fill':
      return whyFill(asked);
  }
}

interface Asked {
  readonly session: Names;
  /** As the day ended. */
  readonly state: OmsState;
  readonly records: readonly Recorded[];
  readonly of: WhyAsked;
}

function whyLine(asked: Asked): Result<WhyRow, NotThere> {
  const { session, state, records, of } = asked;
  const why = explainLine(records, of.id as LineId);
  if (why === undefined) return refuse('review.noCause', { id: of.id });
  const { instrument, side } = why.line.line;
  return ok({
    of,
    instrument,
    name: describe(session.market, instrument).name,
    side,
    line: lineRow(state, why.line),
    ticketBy: null,
    order: null,
    fill: null,
    orders: why.orders.flatMap(({ order }) => state.orders.get(order.event.order.id) ?? []).map((order) => orderRow(session, order)),
    steps: stepRows(asked, why),
  });
}

function whyOrder(asked: Asked): Result<WhyRow, NotThere> {
  const { records, of } = asked;
  const why = explainOrder(records, of.id as OrderId);
  if (why === undefined) return refuse('review.noCause', { id: of.id });
  return ok({ ...orderCause(asked, why), of, fill: null });
}

function whyFill(asked: Asked): Result<WhyRow, NotThere> {
  const { session, state, records, of } = asked;
  const why = explainFill(records, of.id as FillId);
  const fill = state.fills.find(({ id }) => id === of.id);
  if (why === undefined || fill === undefined) return refuse('review.noCause', { id: of.id });
  const cause = orderCause(asked, { ...why, since: [...why.since, why.fill] });
  return ok({ ...cause, of, fill: fillRow(session, fill) });
}

function orderCause(asked: Asked, why: OrderExplanation): Omit<WhyRow, 'of' | 'fill'> {
  const { session, state } = asked;
  const { event } = why.order;
  const { id, instrument, side } = event.order;
  const order = state.orders.get(id);
  const line = why.line === null ? undefined : state.lines.get(why.line.line.id);
  const basis = event.type === 'orderIntended' ? event.basis : null;
  return {
    instrument,
    name: describe(session.market, instrument).name,
    side,
    line: why.line === null ? null : lineRow(state, why.line),
    ticketBy: why.ticket?.event.by ?? null,
    order: order === undefined ? null : explanation(session, order, 'verdicts' in event ? event.verdicts : [], line, basis),
    orders: [],
    steps: stepRows(asked, { ...(why.line === null ? {} : { line: why.line }), orders: [why] }),
  };
}

function lineRow(state: OmsState, { proposed, line, imported, signal }: ExplainedLine): WhyLineRow {
  const { id, strategyId, signalReason, targetWeight, targetQuantity, currentQuantity, refPrice, estValue, estFees, adjustments } = line;
  const { event } = proposed;
  return {
    id,
    strategyId,
    signalReason,
    targetWeight,
    targetQuantity,
    currentQuantity,
    refPrice,
    estValue,
    estFees,
    adjustments,
    signalDate: signal?.date ?? null,
    importedFrom: event.type === 'planProposed' ? event.source : null,
    importedBy: imported?.event.by ?? null,
    addedFor: event.type === 'linesAdded' ? event.reason : null,
    ...endOf(state, line),
  };
}

/** How the line stood when the day ended; a plan that was replaced has dropped its lines. */
function endOf(state: OmsState, { id, plannedQuantity, blocked }: ProposedLine): Pick<WhyLineRow, 'plannedQuantity' | 'state' | 'filled' | 'reason'> {
  const end = state.lines.get(id);
  if (end === undefined) return { plannedQuantity, state: 'skipped', filled: 0, reason: blocked };
  return { plannedQuantity: end.plannedQuantity, state: end.state, filled: end.filled, reason: end.reason };
}

/** One by one, what was journalled; repeated waiting for the same thing is said once. */
function stepRows({ records }: Asked, why: Partial<LineExplanation>): readonly StepRow[] {
  const commands = commandsOf(records);
  const changes = new Set(why.line?.changes.map(({ seq }) => seq));
  const approvedBy = new Map(why.line?.approvals.map(({ record, by }) => [record.seq, by ?? POLICY]));
  const steps = storyOf(why).map((record) => {
    const step = stepRow(record);
    const asked = changes.has(record.seq) ? commands.get(record.step) : undefined;
    return { ...step, ...(asked === undefined ? {} : { said: saidOf(asked.command) }), by: approvedBy.get(record.seq) ?? asked?.by ?? step.by };
  });
  return steps.filter((step, at) => step.type !== 'lineWaiting' || step.reason?.code !== waitedFor(steps[at - 1]));
}

function waitedFor(step: StepRow | undefined): string | undefined {
  return step?.type === 'lineWaiting' ? step.reason?.code : undefined;
}
