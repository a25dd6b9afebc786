import { type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { type EpochMs, formatTimeOfDay, timeOfDayOf, tradeDateOf } from '../../kernel/time.ts';
import { type PlanLine } from '../../plan/line.ts';
import { decisiveVerdict } from '../../risk/gate.ts';
import { type ApprovalMode } from '../config.ts';
import { dayOf, isPaused } from './decide-order.ts';
import { scriptProblem } from './decide-script.ts';
import { type Surroundings } from './decision.ts';
import { dryRunLine } from './dry-run.ts';
import { type OmsEvent } from '../events.ts';
import { lineIn } from '../state/line-state.ts';
import { type LiveState } from '../state/live-state.ts';
import { type OmsState } from '../state/state.ts';

/** Why nothing can be approved any more today; null while it can. */
export function approvalLapsed(state: LiveState, { now }: Surroundings): Refusal | null {
  const expiry = dayOf(state).config.plan.approvalExpiry;
  return timeOfDayOf(now) >= expiry ? refusal('plan.approvalExpired', { expiry: formatTimeOfDay(expiry) }) : null;
}

/** A person's yes to lines of the plan, all of them or none. */
export function approve(state: LiveState, ids: readonly LineId[], around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const lapsed = approvalLapsed(state, around);
  if (lapsed !== null) return err(lapsed);
  if (ids.length === 0) return err(refusal('plan.nothingToApprove'));
  for (const id of new Set(ids)) {
    const line = lineIn(state, id, ['proposed']);
    if (!line.ok) return line;
    const problem = scriptProblem(state, line.value);
    if (problem !== null) return err(problem);
  }
  return ok([{ type: 'linesApproved', lineIds: [...new Set(ids)] }]);
}

/** A person takes the line from its countdown into their own hands. */
export function hold(state: LiveState, id: LineId): Result<readonly OmsEvent[], Refusal> {
  const line = lineIn(state, id, ['proposed']);
  if (!line.ok) return line;
  if (!state.countdowns.has(id)) return err(refusal('approval.noCountdown', { line: id }));
  return ok([{ type: 'approvalHeld', lineId: id, reason: refusal('approval.heldByPerson') }]);
}

/** How plans are approved from now on; the same mode again changes nothing, so no countdown begins anew. */
export function setApproval(state: LiveState, after: ApprovalMode): readonly OmsEvent[] {
  const before = dayOf(state).config.plan.approval;
  return before === after ? [] : [{ type: 'approvalModeChanged', before, after }];
}

/** When the next countdown is over; null: none runs. */
export function countdownEnd({ countdowns }: OmsState): EpochMs | null {
  let first: EpochMs | null = null;
  for (const end of countdowns.values()) if (first === null || end < first) first = end;
  return first;
}

/**
 * What the policy says of lines whose countdown is over: approved, or left to a person. Fails closed: a clock that cannot
 * be told, a pause, a halt, a rule that denies or asks, a style or a condition that cannot be worked; none is approved over.
 */
export function decideCountdowns(state: LiveState, around: Surroundings): readonly OmsEvent[] {
  const lineIds: LineId[] = [];
  const held: OmsEvent[] = [];
  for (const [id, end] of state.countdowns) {
    const line = state.lines.get(id);
    if (line === undefined || around.now < end) continue;
    const reason = whyNot(state, line, around);
    if (reason === null) lineIds.push(id);
    else held.push({ type: 'approvalHeld', lineId: id, reason });
  }
  return lineIds.length === 0 ? held : [...held, { type: 'linesApproved', lineIds }];
}

/** Why the policy does not approve the line by itself; null: nothing is against it. */
function whyNot(state: LiveState, line: PlanLine, around: Surroundings): Refusal | null {
  if (!Number.isSafeInteger(around.now) || tradeDateOf(around.now) !== dayOf(state).date) return refusal('approval.clockUnknown');
  const lapsed = approvalLapsed(state, around);
  if (lapsed !== null) return lapsed;
  if (state.trading !== 'active') return refusal('approval.notTrading', { state: state.trading });
  if (isPaused(state, line)) return refusal('approval.paused');
  const problem = scriptProblem(state, line);
  if (problem !== null) return problem;
  const run = dryRunLine(state, line, {}, around);
  if (!run.ok) return run.error;
  const verdict = decisiveVerdict(run.value.verdicts);
  return verdict?.kind === 'deny' || verdict?.kind === 'ask' ? { code: verdict.code, params: verdict.params } : null;
}
