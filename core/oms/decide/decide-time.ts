import { type RefusalParams, refusal } from '../../kernel/result.ts';
import { formatTimeOfDay, timeOfDayOf } from '../../kernel/time.ts';
import { type PhaseName } from '../../market/rules.ts';
import { type PlanLine } from '../../plan/line.ts';
import { waitsForClose } from '../../plan/styles.ts';
import { type LiveState } from '../state/live-state.ts';
import { decideCountdowns } from './decide-approval.ts';
import { ended } from './decide-change.ts';
import { dayOf } from './decide-order.ts';
import { type Decision, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';

/** The clock reached a moment that means something: a phase began, a countdown is over, approvals lapsed. */
export function decideTime(state: LiveState, phase: PhaseName, around: Surroundings): Decision {
  const events: OmsEvent[] = [];
  if (state.phase !== phase) events.push({ type: 'phaseChanged', phase });
  events.push(...decideCountdowns(state, around));
  const expiry = dayOf(state).config.plan.approvalExpiry;
  if (timeOfDayOf(around.now) >= expiry) {
    events.push(...expire(state, hasLapsed, 'plan.approvalExpired', { expiry: formatTimeOfDay(expiry) }));
  }
  return decided(events);
}

/** The exchange has closed: what is still to be done will not be done today. */
export function decideClose(state: LiveState): Decision {
  return decided([...endAsked(state), ...expire(state, (line) => isUnfinished(line) && !isEnding(state, line), 'line.dayEnded')]);
}

/** What a person wanted ended, and whose orders only the close has brought to an end, ends as they wanted it. */
function endAsked(state: LiveState): readonly OmsEvent[] {
  const events: OmsEvent[] = [];
  for (const [id, asked] of state.changesAsked) {
    const line = state.lines.get(id);
    if (line !== undefined && typeof asked === 'string') events.push(ended(line, asked));
  }
  return events;
}

function isEnding(state: LiveState, line: PlanLine): boolean {
  return typeof state.changesAsked.get(line.id) === 'string';
}

function expire(
  state: LiveState,
  which: (line: PlanLine) => boolean,
  code: string,
  params: RefusalParams = {},
): OmsEvent[] {
  const events: OmsEvent[] = [];
  for (const line of state.lines.values()) {
    if (!which(line)) continue;
    const reason = refusal(code, { ...params, remaining: line.plannedQuantity - line.filled, ...waitedFor(line) });
    events.push({ type: 'lineExpired', lineId: line.id, reason });
  }
  return events;
}

/** The last thing the line waited for is what the trader asks about in the evening. */
function waitedFor(line: PlanLine): { readonly waitedFor?: string } {
  return line.reason === null ? {} : { waitedFor: line.reason.code };
}

/** A line beside the plan waits for no approval; an approved one whose style acts only in the closing auction waits for that. */
function hasLapsed(line: PlanLine): boolean {
  return line.source === 'signal' && isUnworked(line) && !(line.state === 'approved' && waitsForClose(line.style));
}

function isUnworked(line: PlanLine): boolean {
  return line.state === 'proposed' || line.state === 'approved';
}

function isUnfinished(line: PlanLine): boolean {
  return isUnworked(line) || line.state === 'working';
}
