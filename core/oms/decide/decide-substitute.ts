import { POLICY } from '../../kernel/ids.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Order } from '../../orders/order.ts';
import { type CandidatePolicy } from '../../plan/candidates.ts';
import { type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { type Choice, chooseCandidate } from './choose-candidate.ts';
import { cancelAgain, takesCancels } from './decide-change.ts';
import { dayOf } from './decide-order.ts';
import { type Decision, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { budgetOf, paidBy, unpaidBudget } from '../basket/line-budget.ts';
import { type LiveState } from '../state/live-state.ts';
import { type Sealed } from '../watch/sealed-watch.ts';

/** Candidates that all failed are looked at again after this, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Replaces a buy that cannot be had by the next candidate of its strategy. Null: the line goes on by its own style.
 *
 * What is open of it is cancelled first and the outcome awaited; only then is the candidate chosen for good and given
 * what is left of the budget, so that never both are bought with the same money.
 */
export function decideSubstitute(state: LiveState, line: PlanLine, open: readonly Order[], sealed: Sealed | null, around: Surroundings): Decision | null {
  const asked = state.replacing.has(line.id);
  if (asked && open.length > 0) return cancelAgain(state, line, open, around, refusal('candidate.replacing'));
  if (asked && sealed === null) return decided([dropped(line, { substitute: null, refused: [] }, 'candidate.possibleAgain')]);
  const policy = policyFor(state, line);
  if (policy === null || sealed === null || !(asked || isDue(state, line, policy, sealed, around))) return null;
  const choice = chooseCandidate(state, line, open, policy, around);
  if (choice.substitute === null) return noneFits(state, line, choice, asked);
  return open.length > 0 ? ask(line, open, sealed, around) : replace(state, line, sealed, choice, choice.substitute);
}

function policyFor(state: LiveState, line: PlanLine): CandidatePolicy | null {
  const policy = dayOf(state).config.execution.candidates.find(({ strategyId }) => strategyId === line.strategyId);
  return policy === undefined || replacements(state, line) >= policy.most ? null : policy;
}

/** How often the planned buy has been replaced already, up to and including this line. */
function replacements(state: LiveState, line: PlanLine): number {
  let count = 0;
  for (let one = line; one.substitution !== undefined; count += 1) {
    const before = state.lines.get(one.substitution.for);
    if (before === undefined) return count + 1;
    one = before;
  }
  return count;
}

function isDue(state: LiveState, line: PlanLine, { start, end, lastingMs }: CandidatePolicy, { since }: Sealed, { now }: Surroundings): boolean {
  const clock = timeOfDayOf(now);
  if (clock < start || clock >= end || now - since < lastingMs) return false;
  const looked = state.candidateLooks.get(line.id)?.at;
  return looked === undefined || now - looked >= LOOK_AGAIN_MS;
}

/** An exchange that takes no cancels now leaves the order where it is; the next look comes with the next input. */
function ask(line: PlanLine, open: readonly Order[], { reason }: Sealed, around: Surroundings): Decision | null {
  const settled = open.every(({ state }) => state === 'working' || state === 'partiallyFilled');
  if (!settled || !takesCancels(line, around)) return null;
  const events: OmsEvent[] = [{ type: 'replacementAsked', lineId: line.id, reason }];
  for (const order of open) events.push({ type: 'cancelIntended', orderId: order.id, reason: refusal('candidate.replacing'), by: POLICY });
  return decided(events, open.map((order) => ({ kind: 'cancel', orderId: order.id })));
}

function replace(state: LiveState, line: PlanLine, sealed: Sealed, { refused }: Choice, substitute: ProposedLine): Decision {
  const numbers = {
    line: substitute.id,
    instrument: substitute.instrument,
    because: sealed.reason.code === 'candidate.suspended' ? 'suspended' : 'limitUp',
    limitUp: sealed.reason.params['limitUp'] ?? null,
    budget: budgetOf(line),
    paid: paidBy(state, line),
    left: unpaidBudget(state, line),
    price: substitute.refPrice,
    quantity: substitute.plannedQuantity,
  };
  return decided([{ type: 'lineReplaced', lineId: line.id, reason: refusal('line.replaced', numbers), substitute, refused }]);
}

/** Said when it is new; a line that was asked to make way is always told that it stays. */
function noneFits(state: LiveState, line: PlanLine, choice: Choice, asked: boolean): Decision | null {
  const before = state.candidateLooks.get(line.id)?.refused ?? null;
  if (!asked && before !== null && saysTheSame(before, choice.refused)) return null;
  return decided([dropped(line, choice, 'candidate.noneFits')]);
}

function dropped(line: PlanLine, { refused }: Choice, code: 'candidate.noneFits' | 'candidate.possibleAgain'): OmsEvent {
  const reason: Refusal = refusal(code, { looked: refused.length });
  return { type: 'replacementDropped', lineId: line.id, reason, refused };
}

function saysTheSame(before: Choice['refused'], now: Choice['refused']): boolean {
  const said = (refused: Choice['refused']): string => refused.map(({ instrument, reason }) => `${instrument} ${reason.code}`).toSorted().join();
  return said(before) === said(now);
}
