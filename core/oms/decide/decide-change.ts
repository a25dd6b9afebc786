import { type Actor, POLICY } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Quantity, quantity } from '../../kernel/units.ts';
import { phaseAt } from '../../market/session.ts';
import { editedLine } from '../../plan/edit-line.ts';
import { estimateTrade } from '../../plan/estimate.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type Order, leaves } from '../../orders/order.ts';
import { dayOf, openOrdersOf } from './decide-order.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type LineChange, type LineEnding, type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

/** What a person wants of a line that is being worked: something else of it, or its end. */
export type Asked = LineChange | LineEnding;

/**
 * A person changes or ends a working line. Brokers cannot amend: its open orders are cancelled first, and what was asked
 * for is done when each of them has come to its end. Until then the line sends nothing, so children never exceed it.
 */
export function askChange(state: LiveState, line: PlanLine, asked: Asked, by: Actor, around: Surroundings): Result<Decision, Refusal> {
  const open = openOrdersOf(state, line.id);
  const problem = changeProblem(state, line, asked, open, around);
  if (problem !== null) return err(problem);
  const events: OmsEvent[] = [{ type: 'lineChangeAsked', lineId: line.id, before: changeable(line), ...wish(asked) }];
  const cancels = takesCancels(line, around) ? open.filter((order) => order.state !== 'pendingCancel') : [];
  for (const order of cancels) events.push({ type: 'cancelIntended', orderId: order.id, reason: refusal('line.changing'), by });
  return ok(decided(events, cancels.map((order) => ({ kind: 'cancel', orderId: order.id }))));
}

/** What may be changed of a line, as it stands. */
export function changeable({ plannedQuantity, style, condition }: PlanLine): LineChange {
  return { plannedQuantity, style, condition };
}

function wish(asked: Asked): Pick<ChangeAsked, 'after' | 'ending'> {
  return typeof asked === 'string' ? { after: null, ending: asked } : { after: asked };
}

type ChangeAsked = Extract<OmsEvent, { type: 'lineChangeAsked' }>;

/** An end is never refused: it waits for the exchange to take cancels, and until then the line sends nothing. */
function changeProblem(state: LiveState, line: PlanLine, asked: Asked, open: readonly Order[], around: Surroundings): Refusal | null {
  if (typeof asked === 'string') return null;
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined) return refusal('edit.noMarket', { instrument: line.instrument });
  const phase = phaseAt(rules, timeOfDayOf(around.now));
  if (open.length > 0 && !phase.cancel) return refusal('edit.noCancelNow', { phase: phase.name });
  return restProblem(state, line, asked, open, around);
}

/** Whether the exchange takes cancels in the instrument now. */
export function takesCancels({ instrument }: Pick<Order, 'instrument'>, around: Surroundings): boolean {
  const rules = around.rulesOf(instrument);
  return rules !== undefined && phaseAt(rules, timeOfDayOf(around.now)).cancel;
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
  if (open.length > 0) return cancelAgain(state, line, open, around, refusal('line.changing'));
  if (typeof asked === 'string') return decided([ended(line, asked)]);
  return editedNow(state, line, { ...asked, plannedQuantity: quantity(Math.max(asked.plannedQuantity, line.filled)) }, around);
}

/** The end that a person wanted, with what was done and what was not. */
export function ended(line: PlanLine, ending: LineEnding): OmsEvent {
  const { id: lineId, filled } = line;
  const numbers = { filled, remaining: line.plannedQuantity - filled };
  return ending === 'skipped'
    ? { type: 'lineSkipped', lineId, reason: refusal('line.skippedByPerson', numbers) }
    : { type: 'lineDone', lineId, reason: refusal('line.finishedByPerson', numbers) };
}

/** Fills that came before the cancel did are the line's: it is never smaller than what it has done. */
function editedNow(state: LiveState, line: PlanLine, after: LineChange, around: Surroundings): Decision {
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined) return NOTHING;
  const { value, fees } = estimateTrade(line.side, line.refPrice, after.plannedQuantity, rules, dayOf(state).config.fees);
  return decided([{ type: 'lineEdited', lineId: line.id, before: changeable(line), after, estValue: value, estFees: fees }]);
}

/** A cancel that was refused is asked for again, after the retry interval and when the exchange takes it. */
export function cancelAgain(state: LiveState, line: PlanLine, open: readonly Order[], around: Surroundings, reason: Refusal): Decision {
  if (!takesCancels(line, around)) return NOTHING;
  const { retryIntervalMs } = dayOf(state).config.execution;
  const again = open.find((order) => {
    const standing = order.state === 'working' || order.state === 'partiallyFilled';
    return standing && around.now - order.updated >= retryIntervalMs;
  });
  if (again === undefined) return NOTHING;
  const event: OmsEvent = { type: 'cancelIntended', orderId: again.id, reason, by: POLICY };
  return decided([event], [{ kind: 'cancel', orderId: again.id }]);
}
