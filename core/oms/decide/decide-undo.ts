import { type Actor, type LineId } from '../../kernel/ids.ts';
import { type Refusal, err, ok, refusal } from '../../kernel/result.ts';
import { type PlanLine } from '../../plan/line.ts';
import { approvalLapsed } from './decide-approval.ts';
import { changeable, ended } from './decide-change.ts';
import { type Events, restore } from './decide-hand.ts';
import { pauseStrategy } from './decide-pause.ts';
import { editUnworked } from './decide-plan.ts';
import { type Surroundings } from './decision.ts';
import { type OmsEvent, type SidePauses } from '../events.ts';
import { type Intervention } from '../intervention.ts';
import { LIVE, UNWORKED, lineIn } from '../state/line-state.ts';
import { type LiveState } from '../state/live-state.ts';

/**
 * Takes back the last thing that a person has done and not taken back yet. What the market has seen cannot be unseen:
 * orders, fills and cancels stay, and what led to them is refused with its reason. Asked again, it goes one further back.
 */
export function undo(state: LiveState, by: Actor, around: Surroundings): Events {
  const isOwn = (one: Intervention): boolean => one.by === by && one.undoneAt === null && one.command.type !== 'undo';
  const index = state.interventions.findLastIndex(isOwn);
  const last = state.interventions[index];
  if (last === undefined) return err(refusal('undo.nothing'));
  const touched = touchedSince(state, last, index);
  if (touched !== null) return err(touched);
  const taken = takenBack(state, last, around);
  return taken.ok ? ok([{ type: 'commandUndone', number: index + 1 }, ...taken.value]) : taken;
}

/** What somebody else has done to one of the lines since is not undone along with it. */
function touchedSince(state: LiveState, { lines }: Intervention, index: number): Refusal | null {
  const ids = new Set(lines.map(({ id }) => id));
  const later = state.interventions.slice(index + 1).filter(({ undoneAt, command }) => undoneAt === null && command.type !== 'undo');
  const touched = later.flatMap((one) => one.lines).find(({ id }) => ids.has(id));
  return touched === undefined ? null : refusal('undo.touchedSince', { line: touched.id });
}

function takenBack(state: LiveState, { command, lines, pauses }: Intervention, around: Surroundings): Events {
  const [before] = lines;
  switch (command.type) {
    case 'approveLines':
      return withdrawApprovals(state, lines);
    case 'setPauses':
      return ok([{ type: 'pausesChanged', before: state.pauses, after: { ...state.pauses, ...sidesOf(command.pauses, pauses) } }]);
    case 'pauseStrategy':
    case 'resumeStrategy':
      return pauseStrategy(state, command.strategyId, pauses.strategies.includes(command.strategyId));
    case 'editLine':
    case 'skipLine':
    case 'restoreLine':
    case 'pauseLine':
    case 'resumeLine':
      return before === undefined ? notPossible(command.type) : lineTakenBack(state, command.type, before, around);
    default:
      return notPossible(command.type);
  }
}

/** The sides that were named, as they were. */
function sidesOf(named: Partial<SidePauses>, { buys, sells }: SidePauses): Partial<SidePauses> {
  return { ...(named.buys === undefined ? {} : { buys }), ...(named.sells === undefined ? {} : { sells }) };
}

function notPossible(command: Intervention['command']['type']): Events {
  return err(refusal('undo.notPossible', { command }));
}

type LineDeed = 'editLine' | 'skipLine' | 'restoreLine' | 'pauseLine' | 'resumeLine';

function lineTakenBack(state: LiveState, deed: LineDeed, before: PlanLine, around: Surroundings): Events {
  switch (deed) {
    case 'editLine': {
      const line = unsent(state, before.id);
      return line.ok ? editUnworked(state, line.value, changeable(before), around) : line;
    }
    case 'skipLine':
      return unskip(state, before, around);
    case 'restoreLine': {
      const line = unsent(state, before.id);
      return line.ok ? ok([ended(line.value, 'skipped')]) : line;
    }
    case 'pauseLine':
    case 'resumeLine': {
      const line = lineIn(state, before.id, LIVE);
      if (!line.ok || line.value.paused === before.paused) return line.ok ? ok([]) : line;
      return ok([{ type: before.paused ? 'linePaused' : 'lineResumed', lineId: before.id }]);
    }
  }
}

function withdrawApprovals(state: LiveState, lines: readonly PlanLine[]): Events {
  for (const { id } of lines) {
    const line = unsent(state, id);
    if (!line.ok) return line;
  }
  return ok([{ type: 'approvalsWithdrawn', lineIds: lines.map(({ id }) => id) }]);
}

/** The line, where it has sent nothing yet. */
function unsent(state: LiveState, id: LineId): ReturnType<typeof lineIn> {
  if (state.ordersOfLine.has(id)) return err(refusal('undo.alreadySent', { line: id }));
  return lineIn(state, id, UNWORKED);
}

/** Back to what it was: a line that had been approved is approved again, while approvals are still taken. */
function unskip(state: LiveState, before: PlanLine, around: Surroundings): Events {
  if (state.changesAsked.has(before.id)) return err(refusal('undo.changing', { line: before.id }));
  const restored = restore(state, before.id);
  if (!restored.ok || before.state !== 'approved') return restored;
  const lapsed = approvalLapsed(state, around);
  const approved: OmsEvent = { type: 'linesApproved', lineIds: [before.id] };
  return lapsed === null ? ok([...restored.value, approved]) : err(lapsed);
}
