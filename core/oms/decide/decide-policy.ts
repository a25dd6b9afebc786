import { type Actor } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { type RiskPolicy } from '../../risk/policy.ts';
import { isLooser, policyChanges } from '../../risk/policy-change.ts';
import { type Command } from '../command.ts';
import { dayOf } from './decide-order.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

type ChangePolicy = Extract<Command, { type: 'changePolicy' }>;

/** Puts another policy in force. What is with the broker already stays there; every later order meets the new rules. */
export function changePolicy(state: LiveState, command: ChangePolicy, by: Actor): Result<readonly OmsEvent[], Refusal> {
  const { policy: after, base, approvedBy } = command;
  const before = dayOf(state).config.risk;
  const reason = command.reason.trim();
  if (base !== state.policyVersion) return err(refusal('policy.changedMeanwhile', { base, version: state.policyVersion }));
  if (reason === '') return err(refusal('policy.needsReason'));
  if (policyChanges(before, after).length === 0) return err(refusal('policy.unchanged'));
  if (needsSecondPerson(before, after) && (approvedBy === null || approvedBy === by)) {
    return err(refusal('policy.needsSecondPerson', { by }));
  }
  const version = state.policyVersion + 1;
  return ok([{ type: 'policyChanged', before, after, version, reason: refusal('policy.byPerson', { reason }), by, approvedBy }]);
}

/** Whether the policy that holds lets nobody make this change alone. */
export function needsSecondPerson(before: RiskPolicy, after: RiskPolicy): boolean {
  return before.secondPerson.loosening && isLooser(before, after);
}
