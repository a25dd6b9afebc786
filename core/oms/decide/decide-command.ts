import { type Actor, type LineId, type OrderId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { type Order } from '../../orders/order.ts';
import { type LiveState } from '../state/live-state.ts';
import { type Command } from '../command.ts';
import { armWatch, disarmWatch } from './decide-arming.ts';
import { approve, setApproval } from './decide-approval.ts';
import { dissolveBasket, makeBasket } from './decide-basket.ts';
import { armExit } from './decide-exit.ts';
import { takeOver } from './decide-foreign.ts';
import { decideLineWish } from './decide-hand.ts';
import { liquidate } from './decide-liquidation.ts';
import { denied, intend } from './decide-order.ts';
import { pauseStrategy } from './decide-pause.ts';
import { proposePlan } from './decide-plan.ts';
import { acceptDifferences } from './decide-reconciliation.ts';
import { changePolicy } from './decide-policy.ts';
import { decideLoad } from './decide-script.ts';
import { decideSettlement, isSettlementCommand } from './decide-settlement.ts';
import { decideStrategy, isStrategyCommand } from './decide-strategy.ts';
import { judgeTicket } from './decide-ticket.ts';
import { undo } from './decide-undo.ts';
import { type Decision, type Surroundings, decided, fromEvents, refused } from './decision.ts';
import { type OmsEvent } from '../events.ts';

/** What somebody asked for, as facts; what cannot be done is refused with its reason, and the refusal is a fact too. */
export function decideCommand(state: LiveState, command: Command, by: Actor, around: Surroundings): Decision {
  const given: OmsEvent = { type: 'commandGiven', command, by };
  const decision = answer(state, command, by, around);
  const events: OmsEvent[] = [given, ...decision.events];
  if (!decision.outcome.ok) events.push({ type: 'commandRefused', reason: decision.outcome.error });
  return { ...decision, events };
}

function answer(state: LiveState, command: Command, by: Actor, around: Surroundings): Decision {
  if (isSettlementCommand(command)) return fromEvents(decideSettlement(state, command, by, around));
  if (state.settled !== null) return refused(refusal('day.settled'));
  if (isStrategyCommand(command)) return decideStrategy(state, command, by, around);
  switch (command.type) {
    case 'importSignals':
      return fromEvents(proposePlan(state, command, around));
    case 'makeBasket':
      return fromEvents(makeBasket(state, command.lineIds, command.terms, around));
    case 'dissolveBasket':
      return fromEvents(dissolveBasket(state, command.basketId));
    case 'approveLines':
      return fromEvents(approve(state, command.lineIds, around));
    case 'undo':
      return fromEvents(undo(state, by, around));
    default:
      return 'lineId' in command ? decideLineWish(state, command, by, around) : answerAccount(state, command, by, around);
  }
}

type AccountCommand = Extract<
  Command,
  { type: 'setApproval' | 'setPauses' | 'pauseStrategy' | 'resumeStrategy' | 'setTradingState' | 'changePolicy' | 'liquidate' | 'armWatch' | 'disarmWatch' | 'armExit' | 'disarmExit' | 'loadScript' }
>;

/** What holds for the whole account, and single orders. */
function answerAccount(state: LiveState, command: AccountCommand | OrderCommand, by: Actor, around: Surroundings): Decision {
  switch (command.type) {
    case 'setApproval':
      return decided(setApproval(state, command.mode));
    case 'setPauses':
      return decided([{ type: 'pausesChanged', before: state.pauses, after: { ...state.pauses, ...command.pauses } }]);
    case 'pauseStrategy':
    case 'resumeStrategy':
      return fromEvents(pauseStrategy(state, command.strategyId, command.type === 'pauseStrategy'));
    case 'setTradingState':
      return fromEvents(setTradingState(state, command));
    case 'changePolicy':
      return fromEvents(changePolicy(state, command, by));
    case 'liquidate':
      return liquidate(state, command, by, around);
    case 'armWatch':
      return fromEvents(armWatch(state, command, by));
    case 'disarmWatch':
      return fromEvents(disarmWatch(state, command, by));
    case 'armExit':
    case 'disarmExit':
      return fromEvents(armExit(state, command.exit, command.type === 'armExit', by));
    case 'loadScript':
      return decideLoad(state, command);
    default:
      return answerOrder(state, command, by, around);
  }
}

/** What something impossible has stopped is not started again by a switch: nobody knows what the broker holds. */
function setTradingState(
  state: LiveState,
  command: Extract<Command, { type: 'setTradingState' }>,
): Result<readonly OmsEvent[], Refusal> {
  if (state.halted !== null) return err(refusal('tradingState.accountHalted', { because: state.halted.code }));
  if (command.reason.trim() === '') return err(refusal('tradingState.needsReason'));
  if (command.state === state.trading) return ok([]);
  const reason = refusal('tradingState.byPerson', { reason: command.reason });
  return ok([{ type: 'tradingStateChanged', before: state.trading, after: command.state, reason }]);
}

type OrderCommand = Extract<Command, { type: 'placeOrder' | 'cancelOrder' | 'cancelAll' | 'takeOver' | 'acceptDifferences' }>;

function answerOrder(state: LiveState, command: OrderCommand, by: Actor, around: Surroundings): Decision {
  switch (command.type) {
    case 'placeOrder':
      return placeOrder(state, command, around);
    case 'cancelOrder':
      return cancelOrder(state, command.orderId, by);
    case 'cancelAll':
      return cancelAll(state, by);
    case 'acceptDifferences':
      return fromEvents(acceptDifferences(state, command.reason, by));
    case 'takeOver':
      return fromEvents(takeOver(state, command, by, around));
  }
}

function placeOrder(state: LiveState, command: Extract<Command, { type: 'placeOrder' }>, around: Surroundings): Decision {
  const made = state.tokens.get(command.token);
  if (made !== undefined) return refused(refusal('ticket.alreadySent', { order: made }));
  const judged = judgeTicket(state, command.ticket, around);
  if (!judged.ok) return refused(judged.error);
  const { gate, request } = judged.value;
  return gate.allowed === request.quantity ? intend(judged.value, around, command.token) : denied(judged.value);
}

function cancelOrder(state: LiveState, id: OrderId, by: Actor): Decision {
  const order = state.orders.get(id);
  if (order === undefined) return refused(refusal('order.unknown', { order: id }));
  if (!state.openOrders.has(id)) return refused(refusal('order.final', { order: id, state: order.state }));
  if (order.state === 'pendingCancel') return refused(refusal('order.cancelPending', { order: id }));
  return decided(cancelEvents(state, [order], by), [{ kind: 'cancel', orderId: id }]);
}

function cancelAll(state: LiveState, by: Actor): Decision {
  const open: Order[] = [];
  for (const id of state.openOrders) {
    const order = state.orders.get(id);
    if (order !== undefined && order.state !== 'pendingCancel') open.push(order);
  }
  if (open.length === 0) return refused(refusal('order.noneOpen'));
  const effects = open.map((order) => ({ kind: 'cancel', orderId: order.id }) as const);
  return decided(cancelEvents(state, open, by), effects);
}

/** A person's cancel also pauses the order's line: its style would otherwise send the same order again. */
function cancelEvents(state: LiveState, orders: readonly Order[], by: Actor): readonly OmsEvent[] {
  const events: OmsEvent[] = [];
  const lines = new Set<LineId>();
  for (const order of orders) {
    events.push({ type: 'cancelIntended', orderId: order.id, reason: refusal('order.cancelledByPerson'), by });
    if (order.lineId !== null && state.lines.get(order.lineId)?.paused === false) lines.add(order.lineId);
  }
  for (const lineId of lines) events.push({ type: 'linePaused', lineId });
  return events;
}
