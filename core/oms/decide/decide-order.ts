import { type LineId, type OrderId, dayId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Refusal, err } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate, ZERO_MONEY, ZERO_QUANTITY, addMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Quote } from '../../market/quote.ts';
import { phaseAt } from '../../market/session.ts';
import { type Fees, type Order, type OrderRequest, type OrderTerms, leaves } from '../../orders/order.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type FeeTerms, estimateFees, totalFees } from '../../portfolio/fees.ts';
import { type GateContext } from '../../risk/context.ts';
import { type GateDecision, decisiveVerdict, evaluateOrder } from '../../risk/gate.ts';
import { type RiskPolicy } from '../../risk/policy.ts';
import { type Verdict } from '../../risk/verdict.ts';
import { type LiveState } from '../state/live-state.ts';
import { type Decision, type Surroundings, decided } from './decision.ts';
import { type QuoteBasis } from '../events.ts';
import { type DayHeader, type OmsState } from '../state/state.ts';

/** An order that somebody wants, before the gate has seen it. */
export type OrderDraft = Omit<OrderRequest, 'id'>;

/** What the gate says of a draft, and what the order would be. */
export interface JudgedOrder {
  readonly request: OrderRequest;
  readonly gate: GateDecision;
  readonly fees: Fees;
  readonly terms: OrderTerms;
}

export function dayOf(state: LiveState): DayHeader {
  invariant(state.day !== null, 'no day is open');
  return state.day;
}

function nextOrderId(state: LiveState): OrderId {
  const day = dayOf(state);
  return dayId('O', day.date, day.idTag, state.orders.size + 1) as OrderId;
}

/**
 * Asks the gate. The one place where a draft meets the rules: whatever wants to send an order, a line, a ticket or a
 * preview, comes through here.
 */
export function judge(state: LiveState, draft: OrderDraft, around: Surroundings): JudgedOrder {
  const request: OrderRequest = { id: nextOrderId(state), ...draft };
  const gate = judgeUnder(state, request, dayOf(state).config.risk, around);
  const fees = feesFor(state, draft, draft.quantity, around);
  return { request, gate, fees, terms: termsOf(state, draft, around) };
}

/** What is settled about an order before it can fill. */
export function termsOf(state: LiveState, draft: OrderDraft, around: Surroundings): OrderTerms {
  const settlement = around.rulesOf(draft.instrument)?.settlement.value ?? 'T+1';
  return { frozen: frozenFor(draft, feesFor(state, draft, draft.quantity, around)), settlement };
}

/** What the gate says of an order under a policy: the day's own, or another that somebody thinks of. */
export function judgeUnder(state: LiveState, order: OrderRequest, policy: RiskPolicy, around: Surroundings): GateDecision {
  return evaluateOrder(gateContext(state, order, policy, around));
}

/** The order as intended: journalled first, handed to the broker afterwards. */
export function intend(judged: JudgedOrder, around: Surroundings, token: string | null): Decision {
  const { request, terms, gate } = judged;
  invariant(gate.allowed === request.quantity, `the gate allows ${request.id} as it is`);
  const quote = around.market.quote(request.instrument);
  return decided(
    [{ type: 'orderIntended', order: request, terms, verdicts: gate.verdicts, basis: basisOf(quote), token }],
    [{ kind: 'submit', order: request }],
  );
}

/** The order that never left, with every verdict, and the refusal for the one who asked. */
export function denied(judged: JudgedOrder): Decision {
  const { request, gate } = judged;
  return {
    events: [{ type: 'orderDenied', order: request, verdicts: gate.verdicts }],
    effects: [],
    outcome: err(refusalOf(gate.verdicts)),
  };
}

export function refusalOf(verdicts: readonly Verdict[]): Refusal {
  const verdict = decisiveVerdict(verdicts);
  invariant(verdict !== undefined, 'a denied order has a verdict that denies it');
  return { code: verdict.code, params: verdict.params };
}

function frozenFor(draft: OrderDraft, fees: Fees): Money {
  if (draft.side === 'sell') return ZERO_MONEY;
  return addMoney(turnoverOf(draft.price, draft.quantity), totalFees(fees));
}

function feesFor(state: LiveState, draft: OrderDraft, quantity: Quantity, around: Surroundings): Fees {
  return estimateFees({ side: draft.side, price: draft.price, quantity, ...feeTerms(state, draft.instrument, around) });
}

/** What broker and exchange charge for the instrument today; without rules the gate denies the order anyway. */
export function feeTerms(state: LiveState, instrument: InstrumentId, around: Surroundings): FeeTerms {
  const fees = around.rulesOf(instrument)?.fees;
  return {
    commission: dayOf(state).config.fees,
    stampTax: fees?.stampTax.value ?? NO_RATE,
    transferFee: fees?.transferFee.value ?? NO_RATE,
  };
}

const NO_RATE = 0 as Rate;
const NO_RULES: readonly string[] = [];

function gateContext(state: LiveState, order: OrderRequest, policy: RiskPolicy, around: Surroundings): GateContext {
  const { market, now } = around;
  const { mode } = dayOf(state);
  const rules = around.rulesOf(order.instrument);
  const position = state.ledger.positions.get(order.instrument);
  const line = order.lineId === null ? undefined : state.lines.get(order.lineId);
  return {
    order,
    now,
    rules,
    phase: rules === undefined ? undefined : phaseAt(rules, timeOfDayOf(now)),
    reference: market.reference(order.instrument),
    quote: market.quote(order.instrument),
    account: {
      available: state.ledger.cash.available,
      sellable: position?.sellable ?? ZERO_QUANTITY,
      held: position?.quantity ?? ZERO_QUANTITY,
      trading: state.trading,
      reconciled: state.unreconciled === null,
      settled: state.settled !== null,
      equityHigh: state.equityHigh,
    },
    exposure: around.exposure,
    traffic: state.traffic,
    openOrders: state.openIn(order.instrument),
    pauses: { ...state.pauses, line: line?.paused ?? false, strategy: line !== undefined && isStrategyPaused(state, line) },
    overridden: (order.lineId === null ? undefined : state.overrides.get(order.lineId)) ?? NO_RULES,
    parentRemaining: order.lineId === null ? null : remainingOf(state, order.lineId),
    feesFor: (shares) => totalFees(feesFor(state, order, shares, around)),
    policy,
    live: mode === 'live',
  };
}

/** Whether a person holds the line back: itself, its side or its strategy. */
export function isPaused(state: LiveState, line: PlanLine): boolean {
  return line.paused || isStrategyPaused(state, line) || (line.side === 'buy' ? state.pauses.buys : state.pauses.sells);
}

/** A strategy's pause holds what the strategy asked for; selling out of its holdings goes on. */
export function isStrategyPaused({ pauses }: LiveState, { source, strategyId }: PlanLine): boolean {
  return source === 'signal' && pauses.strategies.includes(strategyId);
}

/** All that the line ever sent, oldest first. */
export function ordersOf(state: Pick<OmsState, 'orders' | 'ordersOfLine'>, id: LineId): readonly Order[] {
  return (state.ordersOfLine.get(id) ?? []).flatMap((orderId) => state.orders.get(orderId) ?? []);
}

export function openOrdersOf(state: Pick<OmsState, 'orders' | 'ordersOfLine' | 'openOrders'>, id: LineId): readonly Order[] {
  return ordersOf(state, id).filter((order) => state.openOrders.has(order.id));
}

/** What a line may still send: planned, less filled, less what its open orders may still fill. */
export function remainingOf(state: LiveState, id: LineId): Quantity {
  const line = state.lines.get(id);
  if (line === undefined) return ZERO_QUANTITY;
  let open = 0;
  for (const orderId of state.ordersOfLine.get(id) ?? []) {
    const order = state.orders.get(orderId);
    if (order !== undefined && state.openOrders.has(orderId)) open += leaves(order);
  }
  return Math.max(0, line.plannedQuantity - line.filled - open) as Quantity;
}

/** The quote values that a decision rests on. */
export function basisOf(quote: Quote | undefined): QuoteBasis | null {
  if (quote === undefined) return null;
  const none = 0 as Price;
  return { time: quote.time, last: quote.last, bid: quote.bids[0]?.price ?? none, ask: quote.asks[0]?.price ?? none };
}
