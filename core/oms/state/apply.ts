import { type LineId, type OrderId, idTag } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Refusal } from '../../kernel/result.ts';
import { type ScriptId } from '../../kernel/script.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { ZERO_MONEY, ZERO_QUANTITY } from '../../kernel/units.ts';
import { applyReport } from '../../orders/life-cycle.ts';
import { type ExecutionReport, type Fees, type Order, type OrderRequest, type OrderState, type OrderTerms, isFinal } from '../../orders/order.ts';
import { type LineState, type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { createLedger } from '../../portfolio/books.ts';
import { NO_FEES } from '../../portfolio/fees.ts';
import { decisiveVerdict } from '../../risk/gate.ts';
import { changeApproval, startCountdown } from './apply-approval.ts';
import { isConditionWait } from '../conditions/condition-waits.ts';
import { applyComparison } from './apply-comparison.ts';
import { bookFill, correctFill, fillOf } from './apply-fill.ts';
import { applySettlement, isSettlement } from './apply-settlement.ts';
import { applyStrategy, isOfStrategies } from './apply-strategy.ts';
import { applyWatch } from './apply-watch.ts';
import { interventionOf } from '../intervention.ts';
import { LiveState } from './live-state.ts';
import { type OmsEvent } from '../events.ts';

const NO_TERMS: OrderTerms = { frozen: ZERO_MONEY, settlement: 'T+1' };

/**
 * Books one fact into the state: the only way the state changes, at run time and when a restart rebuilds it.
 *
 * Changes `live` in place (a copy of the state per event would cost more than the decision) and nothing else.
 * @throws InvariantError when the fact cannot follow from the state.
 */
export function apply(live: LiveState, event: OmsEvent, at: EpochMs): void {
  switch (event.type) {
    case 'commandGiven':
    case 'commandRefused':
    case 'commandUndone':
      return intervene(live, event, at);
    case 'planProposed':
      return proposePlan(live, event, at);
    case 'linesAdded':
      return addSale(live, event, at);
    case 'linesApproved':
      return setStates(live, event.lineIds, 'approved');
    case 'approvalsWithdrawn':
      return setStates(live, event.lineIds, 'proposed');
    case 'approvalHeld':
      return endCountdown(live, event.lineId, event.reason);
    default:
      return applyHandEvent(live, event, at);
  }
}

type PlanEventType = InterventionEvent['type'] | 'planProposed' | 'linesAdded' | 'linesApproved' | 'approvalsWithdrawn' | 'approvalHeld';

/** What a person does to a line. */
function applyHandEvent(live: LiveState, event: Exclude<OmsEvent, { type: PlanEventType }>, at: EpochMs): void {
  switch (event.type) {
    case 'lineChangeAsked':
      live.changesAsked.set(event.lineId, event.after ?? event.ending ?? 'finished');
      return;
    case 'lineEdited':
      return editLine(live, event);
    case 'lineSkipped':
      return endLine(live, event.lineId, 'skipped', event.reason ?? null);
    case 'lineRestored':
      return restoreLine(live, event.lineId);
    case 'linePaused':
      return changeLine(live, event.lineId, { paused: true });
    case 'lineResumed':
      return changeLine(live, event.lineId, { paused: false });
    case 'lineForced':
      live.forced.add(event.lineId);
      return changeLine(live, event.lineId, { reason: null });
    case 'ruleOverridden':
      return overrideRule(live, event.lineId, event.rule);
    default:
      return applyWorkEvent(live, event, at);
  }
}

type HandEventType =
  | 'lineChangeAsked'
  | 'lineEdited'
  | 'lineSkipped'
  | 'lineRestored'
  | 'linePaused'
  | 'lineResumed'
  | 'lineForced'
  | 'ruleOverridden';

/** How a line is worked, its orders aside. */
function applyWorkEvent(live: LiveState, event: Exclude<OmsEvent, { type: PlanEventType | HandEventType }>, at: EpochMs): void {
  switch (event.type) {
    case 'lineStarted':
      live.lineStarts.set(event.lineId, at);
      return;
    case 'conditionMet':
      live.conditionsMet.set(event.lineId, at);
      return changeLine(live, event.lineId, { reason: null });
    case 'lineWaiting':
      return wait(live, event);
    case 'lineDone':
      return endLine(live, event.lineId, 'done', event.reason);
    case 'lineExpired':
      return endLine(live, event.lineId, 'expired', event.reason);
    case 'basketMade':
      return live.setBasket(event.basket);
    case 'basketDissolved':
      return live.dropBasket(event.basketId);
    case 'replacementAsked':
    case 'replacementDropped':
    case 'lineReplaced':
      return applyReplacement(live, event, at);
    default:
      return applyOrderEvent(live, event, at);
  }
}

type WorkEventType =
  | 'lineStarted'
  | 'conditionMet'
  | 'lineWaiting'
  | 'lineDone'
  | 'lineExpired'
  | 'basketMade'
  | 'basketDissolved'
  | ReplacementEvent['type'];

function applyOrderEvent(live: LiveState, event: Exclude<OmsEvent, { type: PlanEventType | HandEventType | WorkEventType }>, at: EpochMs): void {
  switch (event.type) {
    case 'orderDenied':
      return denyOrder(live, event.order, event.verdicts, at);
    case 'orderIntended':
      return intendOrder(live, event, at);
    case 'foreignOrderSeen':
      return admitForeign(live, event, at);
    case 'orderTakenOver':
      return takeOver(live, event, at);
    case 'cancelIntended':
      return intendCancel(live, event.orderId, event.reason, at);
    case 'reportReceived':
      live.lastReport = Math.max(live.lastReport, event.n ?? 0);
      return receiveReport(live, event.report, event.fees, at);
    case 'orderOutcomeUnknown':
      return updateOrder(live, event.orderId, 'unknown', event.reason, at);
    default:
      return applyOutsideEvent(live, event, at);
  }
}

type OrderEventType =
  | 'orderDenied'
  | 'orderIntended'
  | 'foreignOrderSeen'
  | 'orderTakenOver'
  | 'cancelIntended'
  | 'reportReceived'
  | 'orderOutcomeUnknown';

type OtherEvent = Exclude<OmsEvent, { type: PlanEventType | HandEventType | WorkEventType | OrderEventType }>;

/** What scripts have said, and what the broker's records have shown. */
function applyOutsideEvent(live: LiveState, event: OtherEvent, at: EpochMs): void {
  switch (event.type) {
    case 'scriptLoaded':
      return loadScript(live, event);
    case 'scriptAnswered':
      return remember(live, event);
    case 'scriptStopped':
      return stopScript(live, event.script, event.reason);
    case 'accountUnreconciled':
    case 'differencesAccepted':
    case 'accountReconciled':
      return applyComparison(live, event);
    default:
      return applyDayEvent(live, event, at);
  }
}

type OutsideEventType =
  | 'scriptLoaded'
  | 'scriptAnswered'
  | 'scriptStopped'
  | 'accountUnreconciled'
  | 'differencesAccepted'
  | 'accountReconciled';

function applyDayEvent(live: LiveState, event: Exclude<OtherEvent, { type: OutsideEventType }>, at: EpochMs): void {
  switch (event.type) {
    case 'dayOpened':
      return openDay(live, event);
    case 'pausesChanged':
      live.pauses = event.after;
      return;
    case 'tradingStateChanged':
      live.trading = event.after;
      return;
    case 'approvalModeChanged':
      return changeApproval(live, event.after, at);
    case 'policyChanged':
      return changePolicy(live, event);
    case 'equityHighMarked':
      live.equityHigh = event.equity;
      return;
    case 'phaseChanged':
      live.phase = event.phase;
      return;
    case 'quotesEnded':
      live.quotesEnded = event.lastQuote;
      return;
    case 'accountHalted':
      live.halted = event.reason;
      live.trading = 'halted';
      return;
    default:
      if (isOfStrategies(event)) return applyStrategy(live, event);
      return isSettlement(event) ? applySettlement(live, event, at) : applyWatch(live.watches, event, at);
  }
}

function openDay(live: LiveState, event: Extract<OmsEvent, { type: 'dayOpened' }>): void {
  invariant(live.day === null, 'a day is opened once');
  const { date, mode, account, config, seed, opening } = event;
  live.day = { date, mode, account, config, idTag: idTag(seed, account) };
  live.policyVersion = event.policyVersion ?? 0;
  live.ledger = createLedger(opening);
  live.parcels = opening.parcels ?? [];
  live.sealHeld = event.sealHeld === true;
  if (event.watches !== undefined) live.watches.open(event.watches);
  live.strategies.open(event.strategies, opening);
}

function changePolicy(live: LiveState, { after, version }: Extract<OmsEvent, { type: 'policyChanged' }>): void {
  invariant(live.day !== null, 'a policy holds on an open day');
  live.day = { ...live.day, config: { ...live.day.config, risk: after } };
  live.policyVersion = version;
}

/** Replaces the lines of an earlier import that nothing has worked; a line that has begun stays. */
function proposePlan(live: LiveState, event: Extract<OmsEvent, { type: 'planProposed' }>, at: EpochMs): void {
  for (const line of live.lines.values()) {
    if (line.source === 'signal' && !live.ordersOfLine.has(line.id)) live.dropLine(line.id);
  }
  addLines(live, event.lines, 'proposed', at);
  live.planWarnings = event.warnings;
}

function addSale(live: LiveState, { lines, token, awaitsApproval }: Extract<OmsEvent, { type: 'linesAdded' }>, at: EpochMs): void {
  if (token !== null) live.saleTokens.add(token);
  addLines(live, lines, awaitsApproval === true ? 'proposed' : 'approved', at);
}

function addLines(live: LiveState, lines: readonly ProposedLine[], begin: LineState, at: EpochMs): void {
  for (const line of lines) {
    const state: LineState = line.blocked === null ? begin : 'blocked';
    live.setLine({ ...line, state, paused: false, filled: ZERO_QUANTITY, reason: line.blocked });
    if (state === 'proposed') startCountdown(live, line.id, at);
  }
  live.lineCount += lines.length;
}

function endCountdown(live: LiveState, id: LineId, reason: Refusal): void {
  live.countdowns.delete(id);
  changeLine(live, id, { reason });
}

type InterventionEvent = Extract<OmsEvent, { type: 'commandGiven' | 'commandRefused' | 'commandUndone' }>;

/**
 * A refusal follows its command at once, and then there was no intervention. Whoever touches a line, in vain or not, stops
 * its countdown.
 */
function intervene(live: LiveState, event: InterventionEvent, at: EpochMs): void {
  const { interventions } = live;
  if (event.type === 'commandGiven') {
    const intervention = interventionOf(live, event, at);
    interventions.push(intervention);
    for (const { id } of intervention.lines) live.countdowns.delete(id);
  }
  if (event.type === 'commandGiven' && event.command.type === 'importSignals') live.strategies.heard(event.command.signals);
  if (event.type === 'commandRefused') interventions.pop();
  if (event.type !== 'commandUndone') return;
  const undone = interventions[event.number - 1];
  invariant(undone !== undefined, `there is no intervention ${event.number}`);
  interventions[event.number - 1] = { ...undone, undoneAt: at };
}

function lineOf(live: LiveState, id: LineId): PlanLine {
  const line = live.lines.get(id);
  invariant(line !== undefined, `no plan line ${id}`);
  return line;
}

function changeLine(live: LiveState, id: LineId, change: Partial<PlanLine>): void {
  live.setLine({ ...lineOf(live, id), ...change });
}

/** A line that waits for its condition has it met no more. */
function wait(live: LiveState, { lineId, reason }: Extract<OmsEvent, { type: 'lineWaiting' }>): void {
  if (isConditionWait(reason)) live.conditionsMet.delete(lineId);
  changeLine(live, lineId, { reason });
}

/** Another text may remember in another form. */
function loadScript(live: LiveState, { script, version, tried }: Extract<OmsEvent, { type: 'scriptLoaded' }>): void {
  if (live.scripts.get(script)?.version !== version) {
    for (const [id, states] of live.scriptStates) live.scriptStates.set(id, new Map([...states].filter(([of]) => of !== script)));
  }
  live.scripts.set(script, { version, tried, stopped: null });
}

function remember(live: LiveState, { lineId, verdicts, move }: Extract<OmsEvent, { type: 'scriptAnswered' }>): void {
  const said = move === null ? verdicts : [...verdicts, move];
  const states = said.map(({ script, state }) => [script, state] as const);
  live.scriptStates.set(lineId, new Map([...(live.scriptStates.get(lineId) ?? []), ...states]));
}

function stopScript(live: LiveState, script: ScriptId, reason: Refusal): void {
  const loaded = live.scripts.get(script);
  invariant(loaded !== undefined, `no script ${script}`);
  live.scripts.set(script, { ...loaded, stopped: reason });
}

/** What the line waited for is answered, so its reason goes. */
function overrideRule(live: LiveState, id: LineId, rule: string): void {
  live.overrides.set(id, [...(live.overrides.get(id) ?? []), rule]);
  changeLine(live, id, { reason: null });
}

type ReplacementEvent = Extract<OmsEvent, { type: 'replacementAsked' | 'replacementDropped' | 'lineReplaced' }>;

function applyReplacement(live: LiveState, event: ReplacementEvent, at: EpochMs): void {
  const { lineId, reason } = event;
  if (event.type === 'replacementAsked') {
    live.replacing.add(lineId);
    return;
  }
  live.replacing.delete(lineId);
  live.candidateLooks.set(lineId, { at, reason, refused: event.refused });
  if (event.type === 'replacementDropped') return;
  endLine(live, lineId, lineOf(live, lineId).filled > 0 ? 'done' : 'blocked', reason);
  live.setLine({ ...event.substitute, state: 'approved', paused: false, filled: ZERO_QUANTITY, reason: null });
  live.lineCount += 1;
  live.joinBasket(lineId, event.substitute.id);
}

function setStates(live: LiveState, ids: readonly LineId[], state: LineState): void {
  for (const id of ids) {
    live.countdowns.delete(id);
    setState(live, id, state, null);
  }
}

function setState(live: LiveState, id: LineId, state: LineState, reason: Refusal | null): void {
  changeLine(live, id, { state, reason });
}

/** What is left is planned anew from here. */
function editLine(live: LiveState, event: Extract<OmsEvent, { type: 'lineEdited' }>): void {
  const { lineId, before, after, estValue, estFees } = event;
  live.changesAsked.delete(lineId);
  live.lineStarts.delete(lineId);
  live.scriptStates.delete(lineId);
  live.forced.delete(lineId);
  if (after.condition !== before.condition) live.conditionsMet.delete(lineId);
  changeLine(live, lineId, { ...after, estValue, estFees });
}

/** A line that had been worked goes on; another one waits to be approved again. */
function restoreLine(live: LiveState, id: LineId): void {
  setState(live, id, live.ordersOfLine.has(id) ? 'working' : 'proposed', null);
}

function endLine(live: LiveState, id: LineId, state: 'done' | 'skipped' | 'expired' | 'blocked', reason: Refusal | null): void {
  live.changesAsked.delete(id);
  live.forced.delete(id);
  live.countdowns.delete(id);
  live.replacing.delete(id);
  setState(live, id, state, reason);
}

function orderOf(live: LiveState, id: OrderId): Order {
  const order = live.orders.get(id);
  invariant(order !== undefined, `no order ${id}`);
  return order;
}

function newOrder(request: OrderRequest, terms: OrderTerms, state: OrderState, reason: Refusal | null, at: EpochMs): Order {
  return {
    ...request,
    terms,
    state,
    filled: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    fees: NO_FEES,
    reason,
    created: at,
    updated: at,
  };
}

type DeniedVerdicts = Extract<OmsEvent, { type: 'orderDenied' }>['verdicts'];

function denyOrder(live: LiveState, request: OrderRequest, verdicts: DeniedVerdicts, at: EpochMs): void {
  const deciding = decisiveVerdict(verdicts);
  const reason = deciding === undefined ? null : { code: deciding.code, params: deciding.params };
  const order = newOrder(request, NO_TERMS, 'denied', reason, at);
  live.setOrder(order);
  live.verdicts.set(order.id, verdicts);
}

function intendOrder(live: LiveState, event: Extract<OmsEvent, { type: 'orderIntended' }>, at: EpochMs): void {
  invariant(!live.orders.has(event.order.id), `order ${event.order.id} is intended once`);
  const order = newOrder(event.order, event.terms, 'pendingNew', null, at);
  live.traffic.order(event.order, live.ledger.positions.get(event.order.instrument)?.quantity ?? ZERO_QUANTITY, at);
  live.ledger.intend(event.order, event.terms);
  live.setOrder(order);
  live.addOrderToLine(order);
  live.verdicts.set(order.id, event.verdicts);
  if (event.token !== null) live.tokens.set(event.token, order.id);
  if (order.lineId !== null) setState(live, order.lineId, 'working', null);
}

function admitForeign(live: LiveState, { reportId, order: request, terms }: Extract<OmsEvent, { type: 'foreignOrderSeen' }>, at: EpochMs): void {
  invariant(!live.orders.has(request.id), `order ${request.id} is seen once`);
  live.reportIds.add(reportId);
  live.ledger.admit(request, terms);
  live.setOrder(newOrder(request, terms, 'pendingNew', null, at));
}

function takeOver(live: LiveState, { orderId, lineId }: Extract<OmsEvent, { type: 'orderTakenOver' }>, at: EpochMs): void {
  const { strategyId } = lineOf(live, lineId);
  const order: Order = { ...orderOf(live, orderId), lineId, strategyId, updated: at };
  live.setOrder(order);
  live.addOrderToLine(order);
  setState(live, lineId, 'working', null);
}

function intendCancel(live: LiveState, id: OrderId, reason: Refusal, at: EpochMs): void {
  const order = orderOf(live, id);
  live.traffic.cancel(at);
  live.cancelsAsked.add(id);
  // An order whose fate is unknown stays so: only the broker's records decide, not our wish.
  if (order.state === 'unknown') return;
  updateOrder(live, id, 'pendingCancel', reason, at);
}

function updateOrder(live: LiveState, id: OrderId, state: OrderState, reason: Refusal | null, at: EpochMs): void {
  live.setOrder({ ...orderOf(live, id), state, reason, updated: at });
}

function receiveReport(live: LiveState, report: ExecutionReport, fees: Fees | null, at: EpochMs): void {
  live.reportIds.add(report.reportId);
  const before = orderOf(live, report.orderId);
  const was = report.kind === 'fillCorrected' ? fillOf(live, report.fillId) : null;
  const outcome = applyReport(before, report, fees, was);
  invariant(outcome.ok, outcome.ok ? '' : `${outcome.error.code}: ${JSON.stringify(outcome.error.params)}`);
  const after: Order = { ...outcome.value, reason: reasonAfter(before, report, outcome.value), updated: at };
  if (report.kind === 'filled') bookFill(live, before, report, fees ?? NO_FEES);
  if (was !== null && report.kind === 'fillCorrected') correctFill(live, before, was, { ...report, fees: fees ?? NO_FEES });
  live.setOrder(after);
  if (report.kind === 'cancelRejected') live.cancelsAsked.delete(after.id);
  if (isFinal(after.state) && !isFinal(before.state)) endOrder(live, after, at);
}

/** A cancel that the exchange confirms without a word was ours: what we wanted it for is its reason. */
function reasonAfter(before: Order, report: ExecutionReport, after: Order): Refusal | null {
  return report.kind === 'cancelled' && after.reason === null ? before.reason : after.reason;
}

function endOrder(live: LiveState, order: Order, at: EpochMs): void {
  live.ledger.close(order);
  live.traffic.end(order.id);
  if (order.lineId !== null) live.lastEnded.set(order.lineId, at);
}
