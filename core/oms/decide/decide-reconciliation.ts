import { type Actor, type OrderId } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Decision, NOTHING, decided } from './decision.ts';
import { type Difference, type OmsEvent, type Unreconciled } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

/** Nobody answers for an open order. One that is known to stand is not lost by a silence. */
export function decideSilence(state: LiveState, orderId: OrderId, reason: Refusal): Decision {
  const order = state.orders.get(orderId);
  const unheard = order?.state === 'pendingNew' || order?.state === 'pendingCancel';
  return unheard ? decided([{ type: 'orderOutcomeUnknown', orderId, reason }]) : NOTHING;
}

/** What is known to differ is not forgotten because the connection broke as well. */
export function decideUnreconciled({ unreconciled }: LiveState, now: Unreconciled): Decision {
  return unreconciled !== null && unreconciled.differences.length > 0 ? NOTHING : unreconciledBy(unreconciled, now);
}

/** The books were compared. What a person has accepted before, to the letter, is no difference any more. */
export function decideCompared(state: LiveState, found: readonly Difference[]): Decision {
  const { acceptedDifferences, unreconciled } = state;
  const differences = found.filter((difference) => !acceptedDifferences.some((accepted) => sameDifference(accepted, difference)));
  if (differences.length > 0) {
    return unreconciledBy(unreconciled, { reason: refusal('reconcile.differs', { count: differences.length }), differences });
  }
  return unreconciled === null ? NOTHING : decided([{ type: 'accountReconciled' }]);
}

/** A person takes the differences that were found upon themselves. */
export function acceptDifferences(state: LiveState, reason: string, by: Actor): Result<readonly OmsEvent[], Refusal> {
  if (state.unreconciled === null || state.unreconciled.differences.length === 0) return refuse('reconcile.nothingDiffers');
  if (reason.trim() === '') return refuse('reconcile.needsReason');
  const { differences } = state.unreconciled;
  return ok([{ type: 'differencesAccepted', differences, reason: refusal('reconcile.acceptedByPerson', { reason }), by }]);
}

/** Said once, not at every comparison. */
function unreconciledBy(before: Unreconciled | null, now: Unreconciled): Decision {
  if (before !== null && before.reason.code === now.reason.code && sameDifferences(before.differences, now.differences)) return NOTHING;
  return decided([{ type: 'accountUnreconciled', ...now }]);
}

function sameDifferences(a: readonly Difference[], b: readonly Difference[]): boolean {
  return a.length === b.length && a.every((difference, i) => b[i] !== undefined && sameDifference(difference, b[i]));
}

function sameDifference(a: Difference, b: Difference): boolean {
  return a.what === b.what && a.key === b.key && a.ours === b.ours && a.brokers === b.brokers;
}
