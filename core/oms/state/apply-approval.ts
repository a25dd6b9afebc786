import { type LineId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type ApprovalMode } from '../config.ts';
import { type LiveState } from './live-state.ts';

/** Lines that wait and that nobody has touched begin their countdowns, or have none any more. */
export function changeApproval(live: LiveState, approval: ApprovalMode, at: EpochMs): void {
  invariant(live.day !== null, 'plans are approved on an open day');
  const { config } = live.day;
  live.day = { ...live.day, config: { ...config, plan: { ...config.plan, approval } } };
  live.countdowns.clear();
  const touched = new Set(live.interventions.flatMap(({ lines }) => lines.map(({ id }) => id)));
  for (const { id, state } of live.lines.values()) if (state === 'proposed' && !touched.has(id)) startCountdown(live, id, at);
}

/** The line waits for a touch from `at` on, where the account approves by countdown. */
export function startCountdown(live: LiveState, id: LineId, at: EpochMs): void {
  const plan = live.day?.config.plan;
  if (plan?.approval === 'countdown') live.countdowns.set(id, (at + plan.approvalCountdownMs) as EpochMs);
}
