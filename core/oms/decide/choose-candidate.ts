import { dayId, type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Money, addMoney, addQuantity, minMoney, mulDiv, quantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Order } from '../../orders/order.ts';
import { allotBuy } from '../../plan/allot.ts';
import { type CandidatePolicy, type RefusedCandidate } from '../../plan/candidates.ts';
import { type ContinuousStyle, type ExecutionStyle, type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { styleProblem } from '../../plan/style-problem.ts';
import { DEFAULT_STYLES } from '../../plan/styles.ts';
import { strategyQuantityOf } from '../../portfolio/ledger.ts';
import { dayOf, judge } from './decide-order.ts';
import { type Surroundings } from './decision.ts';
import { unpaidBudget } from '../basket/line-budget.ts';
import { type LiveState } from '../state/live-state.ts';
import { sealedBy } from '../watch/sealed-watch.ts';

/** More than so many are not looked at: an industry may have hundreds of shares. */
const MOST_LOOKED_AT = 20;

/** Rules about this very moment, and about cash that the line's own orders still hold: the order itself is asked those. */
const LATER_RULES: ReadonlySet<string> = new Set(['session', 'paused', 'quoteAge', 'orderType', 'cash']);

/** The line that would take the place, and who was passed over before it. */
export interface Choice {
  readonly substitute: ProposedLine | null;
  readonly refused: readonly RefusedCandidate[];
}

/** The first candidate that could be bought now for what is left of the line's budget. Reads, never writes. */
export function chooseCandidate(state: LiveState, line: PlanLine, open: readonly Order[], policy: CandidatePolicy, around: Surroundings): Choice {
  const refused: RefusedCandidate[] = [];
  for (const instrument of candidatesOf(line, policy, around).slice(0, MOST_LOOKED_AT)) {
    const substitute = substituteOf(state, line, open, instrument, around);
    if (substitute.ok) return { substitute: substitute.value, refused };
    refused.push({ instrument, reason: substitute.error });
  }
  return { substitute: null, refused };
}

function candidatesOf(line: PlanLine, { from }: CandidatePolicy, around: Surroundings): readonly InstrumentId[] {
  const listed = from === 'sector' ? (around.market.sectorPeers?.(line.instrument) ?? []) : from;
  return listed.filter((id) => id !== line.instrument);
}

/** The line for a candidate: sized to the budget at the price it is offered at, then asked of every rule. */
function substituteOf(
  state: LiveState,
  line: PlanLine,
  open: readonly Order[],
  instrument: InstrumentId,
  around: Surroundings,
): Result<ProposedLine, Refusal> {
  const taken = takenBy(state, instrument);
  if (taken !== null) return err(taken);
  const rules = around.rulesOf(instrument);
  const reference = around.market.reference(instrument);
  const quote = around.market.quote(instrument);
  if (rules === undefined || reference === undefined || quote === undefined) return refuse('candidate.noMarket', { instrument });
  const sealed = sealedBy(state, { ...line, instrument }, around);
  if (sealed !== null) return err(sealed);
  const refPrice = quote.asks[0]?.price;
  if (refPrice === undefined) return refuse('candidate.noSeller', { instrument });
  const budget = unpaidBudget(state, line);
  const { plannedQuantity, estValue, estFees, blocked } = allotBuy(
    { wanted: quantity(mulDiv(budget, 1, refPrice, 'floor')), refPrice },
    rules,
    minMoney(budget, cashFor(state, open)),
    dayOf(state).config.fees,
  );
  if (blocked !== null) return err(blocked);
  const style = styleFor(line.style);
  const misfit = styleProblem(style, { rules, reference });
  if (misfit !== null) return err(misfit);
  const held = strategyQuantityOf(state.ledger, line.strategyId, instrument);
  const substitute: ProposedLine = {
    ...proposalOf(line),
    id: nextLineId(state),
    instrument,
    currentQuantity: held,
    targetQuantity: addQuantity(held, plannedQuantity),
    plannedQuantity,
    refPrice,
    estValue,
    estFees,
    style,
    adjustments: [refusal('candidate.standsFor', { line: line.id, instrument: line.instrument, budget })],
    substitution: { for: line.id, budget },
  };
  const denied = deniedBy(state, substitute, around);
  return denied === null ? ok(substitute) : err(denied);
}

/** Held by the account already, or traded by another line of the day. */
function takenBy(state: LiveState, instrument: InstrumentId): Refusal | null {
  const held = state.ledger.positions.get(instrument)?.quantity ?? 0;
  if (held > 0) return refusal('candidate.held', { instrument, held });
  const other = [...state.lines.values()].find((line) => line.instrument === instrument);
  return other === undefined ? null : refusal('candidate.planned', { instrument, line: other.id });
}

/** What may be spent once the line's own orders have given back what they hold. */
function cashFor(state: LiveState, open: readonly Order[]): Money {
  return open.reduce((sum, order) => addMoney(sum, order.terms.frozen), state.ledger.cash.available);
}

/** The line without what became of it. */
function proposalOf({ state: _state, paused: _paused, filled: _filled, reason: _reason, ...proposed }: PlanLine): ProposedLine {
  return { ...proposed, blocked: null };
}

function nextLineId(state: LiveState): LineId {
  const { date, idTag } = dayOf(state);
  return dayId('L', date, idTag, state.lineCount + 1) as LineId;
}

/** The line's style; the opening auction is over, and a price of its own was meant for another instrument. */
function styleFor(style: ExecutionStyle): ExecutionStyle {
  const next = style.style === 'callAuction' ? (style.then ?? (DEFAULT_STYLES.bestFive as ContinuousStyle)) : style;
  return 'price' in next ? { ...next, price: null } : next;
}

function deniedBy(state: LiveState, { strategyId, instrument, refPrice, plannedQuantity }: ProposedLine, around: Surroundings): Refusal | null {
  const draft = { lineId: null, strategyId, origin: 'plan', instrument, side: 'buy', type: 'limit', price: refPrice, quantity: plannedQuantity } as const;
  const { verdicts } = judge(state, draft, around).gate;
  const verdict = verdicts.find(({ kind, rule }) => (kind === 'deny' || kind === 'ask') && !LATER_RULES.has(rule));
  return verdict === undefined ? null : refusal(verdict.code, verdict.params);
}
