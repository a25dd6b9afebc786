import { type Evaluation } from '../../conditions/evaluate.ts';
import { type LineId, POLICY } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Quantity, ZERO_MONEY, ZERO_QUANTITY, addQuantity, minQuantity } from '../../kernel/units.ts';
import { nextMove } from '../../execution/next-move.ts';
import { type ScriptAnswer } from '../../execution/script-port.ts';
import { type StyleContext, type StyleMove } from '../../execution/style.ts';
import { roundBuyQuantity, roundSellQuantity } from '../../market/lots.ts';
import { type TradingRules, isMarketType } from '../../market/rules.ts';
import { phaseAt } from '../../market/session.ts';
import { MARKET_CURVE } from '../../market/volume-curve.ts';
import { type Order } from '../../orders/order.ts';
import { type ExecutionStyle, type PlanLine } from '../../plan/line.ts';
import { type LiveState } from '../state/live-state.ts';
import { type OrderDraft, basisOf, denied, dayOf, intend, isPaused, judge, openOrdersOf, ordersOf, refusalOf, remainingOf } from './decide-order.ts';
import { basketMove } from '../basket/basket-window.ts';
import { conditionFacts } from '../conditions/condition-facts.ts';
import { cancelAgain, decideChange } from './decide-change.ts';
import { heldBack, withMet } from './decide-condition.ts';
import { guarded, guardsOf } from './decide-guards.ts';
import { decideSubstitute } from './decide-substitute.ts';
import { askScripts, withMove } from './decide-script.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { funded } from '../basket/line-funds.ts';
import { type Sealed } from '../watch/sealed-watch.ts';

/** What is remembered of a line from one input to the next. */
export interface Seen {
  /** Null: the line has no condition. */
  readonly condition: Evaluation | null;
  /** Null: it sells, or somebody sells to it. */
  readonly sealed: Sealed | null;
}

/**
 * What a line does now. Called whenever something may have changed for it: a quote, a report, the clock, a person.
 * `seen` is what was seen of it at this input, `answer` what its scripts said; null: they are yet to be asked, if it has any.
 */
export function decideLine(
  state: LiveState,
  id: LineId,
  around: Surroundings,
  { condition, sealed }: Seen,
  answer: ScriptAnswer | null = null,
): Decision {
  const line = state.lines.get(id);
  if (line === undefined || !isOpen(state, line)) return NOTHING;
  const orders = ordersOf(state, id);
  const openOrders = orders.filter((order) => state.openOrders.has(order.id));
  const asked = state.changesAsked.get(id);
  if (asked !== undefined) return decideChange(state, line, asked, openOrders, around);
  if (state.trading === 'halted' || state.unreconciled !== null) return NOTHING;
  if (line.filled >= line.plannedQuantity && openOrders.length === 0) return finished(line, refusal('line.filled'));
  const aside = setAside(state, line, openOrders, sealed, around);
  if (aside !== null) return aside;
  const context = styleContext(state, line, { orders, openOrders }, around);
  if (context === null) return NOTHING;
  const asking = answer === null ? questionFirst(state, context, condition, around) : null;
  return asking ?? act(state, withMove(context, answer), condition, around);
}

/** Its scripts come first; null: it has nothing to ask them. */
function questionFirst(state: LiveState, context: StyleContext, condition: Evaluation | null, around: Surroundings): Decision | null {
  const question = askScripts(state, context, condition, around);
  if (question === null) return null;
  return question.ok ? { ...NOTHING, question: question.value } : waiting(context.line, question.error);
}

/** What its style wants, where neither its condition nor a guard keeps it back. */
function act(state: LiveState, before: StyleContext, condition: Evaluation | null, around: Surroundings): Decision {
  const { line, openOrders } = before;
  const { context, move, began } = ask(before, around);
  const held = heldBack(context, move, condition) ?? guardedMove(state, line, move, around);
  if (held !== null) return openOrders.length > 0 ? NOTHING : waiting(line, held);
  const decision = withMet(state, line, condition, follow(state, context, move, around));
  return { ...decision, events: [...began, ...decision.events] };
}

/** What comes before the line's own style: a pause, its basket, a candidate in its place; null: nothing. */
function setAside(state: LiveState, line: PlanLine, open: readonly Order[], sealed: Sealed | null, around: Surroundings): Decision | null {
  if (isPaused(state, line)) return paused(line);
  return byBasket(state, line, open, around) ?? decideSubstitute(state, line, open, sealed, around);
}

/** What its basket makes of the line: it waits for the window to open, or ends with it. */
function byBasket(state: LiveState, line: PlanLine, open: readonly Order[], around: Surroundings): Decision | null {
  const move = basketMove(state, line, around);
  if (move === null) return null;
  if (move.kind === 'finish') return open.length === 0 ? finished(line, move.reason) : cancelAgain(state, line, open, around, move.reason);
  return open.length > 0 ? NOTHING : waiting(line, move.reason);
}

/**
 * The style's move. One that begins its schedule is asked again at once, so that what it sends in the same moment meets
 * condition and guards like any other; the beginning is a fact of its own, committed with what follows.
 */
function ask(context: StyleContext, around: Surroundings): { readonly context: StyleContext; readonly move: WorkingMove; readonly began: readonly OmsEvent[] } {
  const { line, quote, now } = context;
  const move = nextMove(line.style, context);
  if (move.kind !== 'start') return { context, move, began: [] };
  const begun = { ...context, started: now };
  const next = nextMove(line.style, begun);
  invariant(next.kind !== 'start', `the schedule of ${line.id} begins once`);
  const [volume, turnover] = [quote?.volume ?? ZERO_QUANTITY, quote?.turnover ?? ZERO_MONEY];
  const curve = followsCurve(line.style) ? { curveDays: around.volumeCurve?.(line.instrument)?.days ?? 0 } : {};
  return { context: begun, move: next, began: [{ type: 'lineStarted', lineId: line.id, basis: basisOf(quote), volume, turnover, ...curve }] };
}

function followsCurve(style: ExecutionStyle): boolean {
  return style.style === 'vwap' || (style.style === 'callAuction' && style.then?.style === 'vwap');
}

type WorkingMove = Exclude<StyleMove, { kind: 'start' }>;

/** Guards look at new orders of the strategies alone: they keep a plan from acting blindly, not a person or the watch. */
function guardedMove(state: LiveState, line: PlanLine, move: StyleMove, around: Surroundings): Refusal | null {
  if (move.kind !== 'send' || line.source !== 'signal') return null;
  return guarded(line.side, conditionFacts(state, line, around), guardsOf(state, line.strategyId));
}

function isOpen(state: LiveState, line: PlanLine): boolean {
  if (state.settled !== null || state.quotesEnded !== null) return false;
  return line.state === 'approved' || line.state === 'working';
}

/** What the line's style may look at now; null when nothing is known of the instrument today. */
export function contextOf(state: LiveState, line: PlanLine, around: Surroundings): StyleContext | null {
  return styleContext(state, line, { orders: ordersOf(state, line.id), openOrders: openOrdersOf(state, line.id) }, around);
}

/** Null when nothing is known of the instrument today: then nothing can be decided for it. */
function styleContext(
  state: LiveState,
  line: PlanLine,
  { orders, openOrders }: Pick<StyleContext, 'orders' | 'openOrders'>,
  around: Surroundings,
): StyleContext | null {
  const rules = around.rulesOf(line.instrument);
  const reference = around.market.reference(line.instrument);
  if (rules === undefined || reference === undefined) return null;
  return {
    line,
    remaining: remainingOf(state, line.id),
    orders,
    openOrders,
    started: state.lineStarts.get(line.id) ?? null,
    forced: state.forced.has(line.id),
    lastEnded: state.lastEnded.get(line.id) ?? null,
    retryIntervalMs: dayOf(state).config.execution.retryIntervalMs,
    rules,
    phase: phaseAt(rules, timeOfDayOf(around.now)),
    reference,
    quote: around.market.quote(line.instrument),
    minute: around.market.minute(line.instrument),
    volumeCurve: around.volumeCurve?.(line.instrument)?.curve ?? MARKET_CURVE,
    now: around.now,
  };
}

function follow(state: LiveState, context: StyleContext, move: WorkingMove, around: Surroundings): Decision {
  switch (move.kind) {
    case 'send':
      return send(state, context, move, around);
    case 'cancel':
      return withdraw(move.orderId, move.reason);
    case 'finish':
      return context.openOrders.length === 0 ? finished(context.line, move.reason) : NOTHING;
    case 'wait':
      return waiting(context.line, move.reason);
  }
}

function withdraw(orderId: Order['id'], reason: Refusal): Decision {
  return decided([{ type: 'cancelIntended', orderId, reason, by: POLICY }], [{ kind: 'cancel', orderId }]);
}

/** A person knows what was paused; that a watch wants to sell meanwhile is news. */
function paused(line: PlanLine): Decision {
  return line.source === 'watch' ? waiting(line, refusal('watch.salesPaused')) : NOTHING;
}

function finished(line: PlanLine, reason: Refusal): Decision {
  return decided([{ type: 'lineDone', lineId: line.id, reason }]);
}

/** Waits that every line goes through all day long; the journal would drown in them. */
const ROUTINE_WAITS: ReadonlySet<string> = new Set([
  'style.orderWorking',
  'style.retryPause',
  'style.awaitsAuction',
  'style.awaitsAfterHours',
  'style.awaitsContinuous',
  'style.awaitsCancel',
  'style.awaitsEntry',
  'style.awaitsSlice',
  'style.awaitsScript',
]);

/** Said once, not at every quote: the trader wants to know why nothing happens, the journal does not want it 5,000 times. */
function waiting(line: PlanLine, reason: Refusal): Decision {
  if (ROUTINE_WAITS.has(reason.code) || isSameWait(line.reason, reason)) return NOTHING;
  return decided([{ type: 'lineWaiting', lineId: line.id, reason }]);
}

/** The numbers change with every quote; another thing that is missing, and another word of a script, is news. */
function isSameWait(before: Refusal | null, now: Refusal): boolean {
  if (before?.code !== now.code) return false;
  return before.params['missing'] === now.params['missing'] && before.params['text'] === now.params['text'];
}

type SendMove = Extract<StyleMove, { kind: 'send' }>;

function send(state: LiveState, context: StyleContext, move: SendMove, around: Surroundings): Decision {
  const { line, rules } = context;
  const wanted = legalQuantity(state, context, move);
  if (wanted === 0) return belowLot(state, context);
  const { quantity, short } = funded(state, line, rules, move.price, wanted, around);
  if (quantity === 0) return short === null || context.openOrders.length > 0 ? NOTHING : waiting(line, short);
  const draft: OrderDraft = {
    lineId: line.id,
    strategyId: line.strategyId,
    origin: line.source === 'signal' ? 'plan' : line.source,
    instrument: line.instrument,
    side: line.side,
    type: move.type,
    price: move.price,
    quantity,
  };
  const judged = judge(state, draft, around);
  const { allowed } = judged.gate;
  if (allowed === quantity) return intend(judged, around, null);
  if (allowed === 0) return deniedOnce(line, judged);
  const reason = refusalOf(judged.gate.verdicts);
  if (reason.code === 'cash.short' && awaitsProceeds(state, line)) return waiting(line, reason);
  const cut = judge(state, { ...draft, quantity: roundFor(rules, draft, allowed, sellableOf(state, line)) }, around);
  return cut.gate.allowed === cut.request.quantity && cut.request.quantity > 0
    ? intend({ ...cut, gate: { ...cut.gate, verdicts: judged.gate.verdicts } }, around, null)
    : deniedOnce(line, judged);
}

/** Within lots and the exchange's cap for one order; what is beyond the cap follows as a further order. */
function legalQuantity(state: LiveState, context: StyleContext, move: SendMove): Quantity {
  const { line, rules } = context;
  const cap = isMarketType(move.type) ? rules.maxQuantity.value.market : rules.maxQuantity.value.limit;
  return roundFor(rules, line, minQuantity(move.quantity, cap), sellableOf(state, line));
}

function sellableOf(state: LiveState, line: PlanLine): Quantity {
  return state.ledger.positions.get(line.instrument)?.sellable ?? (0 as Quantity);
}

function roundFor(rules: TradingRules, order: Pick<OrderDraft, 'side'>, wanted: Quantity, sellable: Quantity): Quantity {
  return order.side === 'buy' ? roundBuyQuantity(rules, wanted) : roundSellQuantity(rules, wanted, sellable);
}

/**
 * What is left is less than the exchange takes: the line has done what can be done. Shares that are set aside for orders
 * of others may come free again: it waits for them.
 */
function belowLot(state: LiveState, context: StyleContext): Decision {
  const { line, openOrders, rules, remaining } = context;
  const sellable = sellableOf(state, line);
  if (openOrders.length > 0 || roundFor(rules, line, remaining, sellable) > 0) return NOTHING;
  const frozen = state.ledger.positions.get(line.instrument)?.frozen ?? ZERO_QUANTITY;
  const waits = line.side === 'sell' && frozen > 0 && roundSellQuantity(rules, remaining, addQuantity(sellable, frozen)) > 0;
  return waits ? waiting(line, refusal('line.awaitsShares', { frozen })) : finished(line, refusal('line.belowLot', { remaining }));
}

/** A denial is recorded when its reason is new for the line, not again at every quote. */
function deniedOnce(line: PlanLine, judged: ReturnType<typeof judge>): Decision {
  const reason = refusalOf(judged.gate.verdicts);
  if (line.reason?.code === reason.code) return NOTHING;
  const { events } = denied(judged);
  return decided([...events, { type: 'lineWaiting', lineId: line.id, reason }]);
}

/** A buy short of cash waits while sells are out, rather than paying the least commission for a fragment. */
function awaitsProceeds(state: LiveState, line: PlanLine): boolean {
  if (line.side === 'sell') return false;
  for (const id of state.openOrders) {
    if (state.orders.get(id)?.side === 'sell') return true;
  }
  return false;
}
