import { type Actor, type LineId, UNASSIGNED_STRATEGY, dayId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Quantity, ZERO_QUANTITY, addQuantity, subtractQuantity } from '../../kernel/units.ts';
import { type ForeignOrder, type Order, type OrderRequest, leaves } from '../../orders/order.ts';
import { estimateTrade } from '../../plan/estimate.ts';
import { type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { type Command } from '../command.ts';
import { dayOf, openOrdersOf, remainingOf, termsOf } from './decide-order.ts';
import { type Decision, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

type TakeOver = Extract<Command, { type: 'takeOver' }>;

/**
 * The broker shows an order of the account that was made elsewhere. It has passed no gate of ours and is a fact: its
 * cash or shares are set aside as far as they are there, and what it fills belongs to no strategy.
 */
export function seeForeign(state: LiveState, foreign: ForeignOrder, around: Surroundings): Decision {
  const { reportId, orderId: id, kind: _kind, time: _time, ...terms } = foreign;
  const order: OrderRequest = { id, lineId: null, strategyId: UNASSIGNED_STRATEGY, origin: 'foreign', ...terms };
  return decided([{ type: 'foreignOrderSeen', reportId, order, terms: termsOf(state, order, around) }]);
}

/** Puts a foreign order under a line, an existing one or one made for it: from now on its fills are the line's. */
export function takeOver(state: LiveState, { orderId, line }: TakeOver, by: Actor, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const order = state.orders.get(orderId);
  if (order === undefined) return refuse('order.unknown', { order: orderId });
  const problem = orderProblem(state, order);
  if (problem !== null) return err(problem);
  if (line === null) return takeIntoNewLine(state, order, by, around);
  const target = state.lines.get(line);
  if (target === undefined) return refuse('plan.noSuchLine', { line });
  const unfit = lineProblem(state, order, target);
  return unfit === null ? ok([{ type: 'orderTakenOver', orderId, lineId: line, by }]) : err(unfit);
}

function orderProblem(state: LiveState, order: Order): Refusal | null {
  if (order.origin !== 'foreign' || order.lineId !== null) return refusal('takeOver.notForeign', { order: order.id });
  return state.openOrders.has(order.id) ? null : refusal('order.final', { order: order.id, state: order.state });
}

/** Children never exceed their parent, and a line works with one order at a time. */
function lineProblem(state: LiveState, order: Order, line: PlanLine): Refusal | null {
  if (line.state !== 'approved' && line.state !== 'working') return refusal('plan.wrongState', { line: line.id, state: line.state });
  if (line.instrument !== order.instrument || line.side !== order.side) return refusal('takeOver.otherTrade', { line: line.id });
  if (openOrdersOf(state, line.id).length > 0) return refusal('takeOver.lineBusy', { line: line.id });
  const [rest, remaining] = [leaves(order), remainingOf(state, line.id)];
  return rest > remaining ? refusal('takeOver.exceedsLine', { rest, remaining }) : null;
}

function takeIntoNewLine(state: LiveState, order: Order, by: Actor, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const rules = around.rulesOf(order.instrument);
  if (rules === undefined) return refuse('edit.noMarket', { instrument: order.instrument });
  const { date, idTag, config } = dayOf(state);
  const id = dayId('L', date, idTag, state.lineCount + 1) as LineId;
  const shares = leaves(order);
  const { value, fees } = estimateTrade(order.side, order.price, shares, rules, config.fees);
  const held = state.ledger.positions.get(order.instrument)?.quantity ?? ZERO_QUANTITY;
  const line: ProposedLine = {
    id,
    source: 'takeOver',
    strategyId: order.strategyId,
    instrument: order.instrument,
    side: order.side,
    targetWeight: null,
    targetQuantity: targetAfter(order, held),
    currentQuantity: held,
    plannedQuantity: shares,
    refPrice: order.price,
    estValue: value,
    estFees: fees,
    style: { style: 'limit', price: order.type === 'limit' ? order.price : null },
    condition: null,
    signalReason: '',
    blocked: null,
    adjustments: [],
  };
  return ok([
    { type: 'linesAdded', lines: [line], reason: refusal('takeOver.byPerson', { order: order.id }), by, token: null },
    { type: 'orderTakenOver', orderId: order.id, lineId: id, by },
  ]);
}

function targetAfter(order: Order, held: Quantity): Quantity {
  const shares = leaves(order);
  if (order.side === 'buy') return addQuantity(held, shares);
  return shares > held ? ZERO_QUANTITY : subtractQuantity(held, shares);
}
