import { canonicalCondition } from '../../conditions/canonical-condition.ts';
import { type Actor, type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { phaseAt } from '../../market/session.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type Severity } from '../../risk/rule.ts';
import { type Command, type EditLine } from '../command.ts';
import { hold } from './decide-approval.ts';
import { type Asked, askChange, ended } from './decide-change.ts';
import { dayOf, isPaused } from './decide-order.ts';
import { editUnworked } from './decide-plan.ts';
import { editProblem, scriptProblem } from './decide-script.ts';
import { type Decision, type Surroundings, decided, fromEvents, refused } from './decision.ts';
import { type LineChange, type OmsEvent } from '../events.ts';
import { LIVE, lineIn } from '../state/line-state.ts';
import { type LiveState } from '../state/live-state.ts';

type LineCommand = Extract<Command, { readonly lineId: LineId }>;
export type Events = Result<readonly OmsEvent[], Refusal>;

/** What a person wants of one line. */
export function decideLineWish(state: LiveState, command: LineCommand, by: Actor, around: Surroundings): Decision {
  switch (command.type) {
    case 'editLine':
      return edit(state, command, by, around);
    case 'finishLine':
      return askWorking(lineIn(state, command.lineId, ['approved', 'working']), 'finished', { state, by, around });
    case 'skipLine':
      return skip(state, command.lineId, by, around);
    case 'restoreLine':
      return fromEvents(restore(state, command.lineId));
    case 'pauseLine':
    case 'resumeLine':
      return fromEvents(pause(state, command.lineId, command.type === 'pauseLine'));
    case 'forceLine':
      return fromEvents(force(state, command.lineId, around));
    case 'holdLine':
      return fromEvents(hold(state, command.lineId));
    case 'overrideRule':
      return fromEvents(overrideRule(state, command, by));
  }
}

/** A line that is being worked is changed once its orders have ended; one that nothing has worked, at once. */
function edit(state: LiveState, command: EditLine, by: Actor, around: Surroundings): Decision {
  const line = lineIn(state, command.lineId, LIVE);
  if (!line.ok) return refused(line.error);
  const after = changeOf(line.value, command);
  if (!after.ok) return refused(after.error);
  const problem = editProblem(state, line.value, { style: after.value.style, condition: after.value.condition ?? null });
  if (problem !== null) return refused(problem);
  if (line.value.state === 'working') return askWorking(line, after.value, { state, by, around });
  return fromEvents(editUnworked(state, line.value, after.value, around));
}

function changeOf(line: PlanLine, { plannedQuantity, style, condition }: EditLine): Result<LineChange, Refusal> {
  if (condition === undefined || condition === null) {
    return ok({ plannedQuantity, style, condition: condition === undefined ? line.condition : null });
  }
  const text = canonicalCondition(condition);
  return text.ok ? ok({ plannedQuantity, style, condition: text.value }) : text;
}

interface Asking {
  readonly state: LiveState;
  readonly by: Actor;
  readonly around: Surroundings;
}

function askWorking(line: Result<PlanLine, Refusal>, asked: Asked, { state, by, around }: Asking): Decision {
  if (!line.ok) return refused(line.error);
  const change = askChange(state, line.value, asked, by, around);
  return change.ok ? change.value : refused(change.error);
}

function skip(state: LiveState, id: LineId, by: Actor, around: Surroundings): Decision {
  const line = lineIn(state, id, LIVE);
  if (!line.ok) return refused(line.error);
  if (line.value.state === 'working') return askWorking(line, 'skipped', { state, by, around });
  return decided([ended(line.value, 'skipped')]);
}

/** A line that had been worked goes on where it was, unless another one trades the same for its strategy by now. */
export function restore(state: LiveState, id: LineId): Events {
  const line = lineIn(state, id, ['skipped']);
  if (!line.ok) return line;
  const { strategyId, instrument } = line.value;
  for (const other of state.lines.values()) {
    if (other.strategyId === strategyId && other.instrument === instrument && LIVE.includes(other.state)) {
      return err(refusal('restore.replaced', { line: id, other: other.id }));
    }
  }
  return ok([{ type: 'lineRestored', lineId: id }]);
}

function pause(state: LiveState, id: LineId, wanted: boolean): Events {
  const line = lineIn(state, id, LIVE);
  if (!line.ok) return line;
  if (line.value.paused === wanted) return ok([]);
  const problem = wanted ? null : scriptProblem(state, line.value);
  if (problem !== null) return err(problem);
  return ok([{ type: wanted ? 'linePaused' : 'lineResumed', lineId: id }]);
}

/** What a person holds back cannot be forced before they let it go; nor can the exchange be made to take orders. */
function force(state: LiveState, id: LineId, around: Surroundings): Events {
  const found = lineIn(state, id, ['approved', 'working']);
  if (!found.ok) return found;
  const line = found.value;
  if (isPaused(state, line)) return err(refusal('force.paused', { line: id }));
  if (state.trading === 'halted') return err(refusal('force.halted', { line: id }));
  if (state.changesAsked.has(id)) return err(refusal('force.changing', { line: id }));
  const rules = around.rulesOf(line.instrument);
  if (rules === undefined) return err(refusal('edit.noMarket', { instrument: line.instrument }));
  const phase = phaseAt(rules, timeOfDayOf(around.now));
  if (!phase.entry) return err(refusal('force.noEntryNow', { phase: phase.name }));
  return ok(state.forced.has(id) ? [] : [{ type: 'lineForced', lineId: id }]);
}

/** Only a rule that asks can be answered: what denies, denies. */
function overrideRule(state: LiveState, command: Extract<Command, { type: 'overrideRule' }>, by: Actor): Events {
  const { lineId, rule, reason, approvedBy } = command;
  const line = lineIn(state, lineId, LIVE);
  if (!line.ok) return line;
  const { secondPerson, rules } = dayOf(state).config.risk;
  const settings: Readonly<Record<string, { readonly severity: Severity } | null>> = { ...rules };
  if (settings[rule]?.severity !== 'ask') return err(refusal('override.notAsked', { rule }));
  if (reason.trim() === '') return err(refusal('override.needsReason', { rule }));
  if (secondPerson.overrides && (approvedBy === undefined || approvedBy === by)) return err(refusal('override.needsSecondPerson', { rule, by }));
  if (state.overrides.get(lineId)?.includes(rule) === true) return ok([]);
  const second = approvedBy === undefined ? {} : { approvedBy };
  return ok([{ type: 'ruleOverridden', lineId, rule, reason: refusal('override.byPerson', { rule, reason }), by, ...second }]);
}
