import { type Actor, POLICY } from '../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../kernel/result.ts';
import { timeOfDayOf } from '../kernel/time.ts';
import { type Quantity, quantity } from '../kernel/units.ts';
import { phaseAt } from '../market/session.ts';
import { editedLine } from '../plan/edit-line.ts';
import { estimateTrade } from '../plan/estimate.ts';
import { type PlanLine } from '../plan/line.ts';
import { type Order, leaves } from '../orders/order.ts';
import { dayOf, openOrdersOf } from './decide-order.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type LineChange, type OmsEvent } from './events.ts';
import { type LiveState } from './live-state.ts';

/** What a person wants of a line that is being worked; null: no more. */
export type Asked = LineChange | null;

/**
 * A person changes or ends a working line. Brokers cannot amend: its open orders are cancelled first, and what was asked
 * for is done when each of them has come to its end. Until then the line sends nothing, so children never exceed it.
 */
export function askChange(state: LiveState, line: PlanLine, asked: Asked, by: Actor, around: Surroundings): Result<Decision, Refusal> {
  const open = openOrdersOf(state, line.id);
  const problem = changeProblem(state, line, asked, open, around);
  if (problem !== null) return err(problem);
  const { plannedQuantity, style } = line;
  const events: OmsEvent[] = [{ type: 'lineChangeAsked', lineId: line.id, before: { plannedQuantity, style }, after: asked }];
  const cancels = open.filter((order) => order.state !== 'pendingCancel');
  for (const order of cancels) events.push({ type: 'cancelIntended', orderId: order.id, reason: refusal('line.changing'), by });
  return ok(decided(events, cancels.map((order) => ({ kind: 'cancel', orderId: order.id }))));
}

function changeProblem(state: LiveState, line: PlanLine, asked: Asked, open: readonly Order[], around: Surroundings): Refusal | null {
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined) return refusal('edit.noMarket', { instrument: line.instrument });
  const phase = phaseAt(rules, timeOfDayOf(around.now));
  if (open.length > 0 && !phase.cancel) return refusal('edit.noCancelNow', { phase: phase.name });
  return asked === null ? null : restProblem(state, line, asked, open, around);
}

/** The rest is judged as a line of its own, with the shares that the cancelled orders give back. */
function restProblem(state: LiveState, line: PlanLine, asked: LineChange, open: readonly Order[], around: Surroundings): Refusal | null {
  const { plannedQuantity, style } = asked;
  const { filled } = line;
  if (plannedQuantity <= filled) return refusal('edit.belowFilled', { quantity: plannedQuantity, filled });
  const released = line.side === 'sell' ? open.reduce((sum, order) => sum + leaves(order), 0) : 0;
  const sold = line.side === 'sell' ? filled : 0;
  const rest = { ...line, currentQuantity: quantity(Math.max(0, line.currentQuantity - sold)) };
  const edited = editedLine(rest, { plannedQuantity: quantity(plannedQuantity - filled), style }, {
    ledger: state.ledger,
    released: released as Quantity,
    market: { reference: (id) => around.market.reference(id), rulesOf: (id) => around.rulesOf(id) },
    commission: dayOf(state).config.fees,
  });
  return edited.ok ? null : edited.error;
}

/** The next step of a change that was asked for: waits for the outcome of every open order, then does it. */
export function decideChange(
  state: LiveState,
  line: PlanLine,
  asked: Asked,
  open: readonly Order[],
  around: Surroundings,
): Decision {
  if (open.length > 0) return cancelAgain(state, line, open, around);
  const { filled } = line;
  if (asked === null) {
    const remaining = line.plannedQuantity - filled;
    return decided([{ type: 'lineDone', lineId: line.id, reason: refusal('line.finishedByPerson', { filled, remaining }) }]);
  }
  return editedNow(state, line, { ...asked, plannedQuantity: quantity(Math.max(asked.plannedQuantity, filled)) }, around);
}

/** Fills that came before the cancel did are the line's: it is never smaller than what it has done. */
function editedNow(state: LiveState, line: PlanLine, after: LineChange, around: Surroundings): Decision {
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined) return NOTHING;
  const { value, fees } = estimateTrade(line.side, line.refPrice, after.plannedQuantity, rules, dayOf(state).config.fees);
  const before: LineChange = { plannedQuantity: line.plannedQuantity, style: line.style };
  return decided([{ type: 'lineEdited', lineId: line.id, before, after, estValue: value, estFees: fees }]);
}

/** A cancel that was refused is asked for again, after the retry interval and when the exchange takes it. */
function cancelAgain(state: LiveState, line: PlanLine, open: readonly Order[], around: Surroundings): Decision {
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined || !phaseAt(rules, timeOfDayOf(around.now)).cancel) return NOTHING;
  const { retryIntervalMs } = dayOf(state).config.execution;
  const again = open.find((order) => {
    const standing = order.state === 'working' || order.state === 'partiallyFilled';
    return standing && around.now - order.updated >= retryIntervalMs;
  });
  if (again === undefined) return NOTHING;
  const event: OmsEvent = { type: 'cancelIntended', orderId: again.id, reason: refusal('line.changing'), by: POLICY };
  return decided([event], [{ kind: 'cancel', orderId: again.id }]);
}
