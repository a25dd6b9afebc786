import { parseCondition } from '../../conditions/parse-condition.ts';
import { type Evaluation } from '../../conditions/evaluate.ts';
import { isScriptTerm, scriptsIn } from '../../conditions/scripts.ts';
import { NO_STATE, type ScriptAnswer, type ScriptFailure, type ScriptQuestion, type ScriptUse } from '../../execution/script-port.ts';
import { type StyleContext } from '../../execution/style.ts';
import { type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { type ScriptId, type ScriptParams } from '../../kernel/script.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type Command } from '../command.ts';
import { conditionFacts } from '../conditions/condition-facts.ts';
import { dayOf } from './decide-order.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

type Scripted = Pick<PlanLine, 'style' | 'condition'>;

/** The scripts that a line rests on: its style's and its condition's. */
function scriptsOf({ style, condition }: Scripted): readonly ScriptId[] {
  const own = style.style === 'script' ? [style.script] : [];
  const parsed = condition === null ? null : parseCondition(condition);
  return parsed?.ok === true ? [...own, ...scriptsIn(parsed.value)] : own;
}

/** Why the scripts of a line may not touch the account; null when they may, and when it has none. */
export function scriptProblem(state: LiveState, line: Scripted): Refusal | null {
  for (const script of scriptsOf(line)) {
    const problem = problemOf(state, script);
    if (problem !== null) return problem;
  }
  return null;
}

/** A backtest is where a script is tried; anywhere else it has been. */
function problemOf(state: LiveState, script: ScriptId): Refusal | null {
  const loaded = state.scripts.get(script);
  if (loaded === undefined) return refusal('script.notLoaded', { script });
  if (loaded.stopped !== null) return refusal('script.stopped', { script, because: loaded.stopped.code });
  return loaded.tried || dayOf(state).mode === 'backtest' ? null : refusal('script.untried', { script });
}

/** As {@link scriptProblem}, for a line that is to be edited: one that still waits for its approval may name an untried script. */
export function editProblem(state: LiveState, { state: stands }: PlanLine, after: Scripted): Refusal | null {
  const problem = scriptProblem(state, after);
  return stands === 'proposed' && problem?.code === 'script.untried' ? null : problem;
}

/** What the line's scripts are to be asked now; null: nothing. An error: one of them may not be asked. */
export function askScripts(
  state: LiveState,
  context: StyleContext,
  condition: Evaluation | null,
  around: Surroundings,
): Result<ScriptQuestion, Refusal> | null {
  const { line } = context;
  const conditions = unansweredIn(condition).map((script) => oneUse(state, line.id, script, {}));
  const style = asksStyle(context, condition) ? ownUse(state, line) : null;
  if (conditions.length === 0 && style === null) return null;
  for (const { script } of style === null ? conditions : [...conditions, style]) {
    const problem = problemOf(state, script);
    if (problem !== null) return err(problem);
  }
  const facts = conditionFacts(state, line, around);
  return ok({ line, conditions, facts, style: style === null ? null : { use: style, context } });
}

/** The scripts without which the condition cannot be known. */
function unansweredIn(condition: Evaluation | null): readonly ScriptId[] {
  if (condition?.holds !== 'unknown') return [];
  const names = condition.why.flatMap(({ leaf, missing }) =>
    leaf.kind === 'is' && missing === 'script' && isScriptTerm(leaf.name) ? [String(leaf.argument) as ScriptId] : [],
  );
  return [...new Set(names)];
}

/** A condition that does not hold keeps new orders back; those that are out still follow their style. */
function asksStyle({ line, openOrders }: StyleContext, condition: Evaluation | null): boolean {
  return line.style.style === 'script' && (condition?.holds !== false || openOrders.length > 0);
}

function ownUse(state: LiveState, { id, style }: PlanLine): ScriptUse | null {
  return style.style === 'script' ? oneUse(state, id, style.script, style.params) : null;
}

function oneUse(state: LiveState, id: LineId, script: ScriptId, params: ScriptParams): ScriptUse {
  return { script, params, state: state.scriptStates.get(id)?.get(script) ?? NO_STATE };
}

/** The context with what the line's own script said to it. */
export function withMove(context: StyleContext, answer: ScriptAnswer | null): StyleContext {
  const move = answer?.move ?? null;
  return move === null ? context : { ...context, scripted: move.move };
}

/** Stops a script and pauses every line that rests on it. */
export function decideStop(state: LiveState, { script, reason }: ScriptFailure): Decision {
  const loaded = state.scripts.get(script);
  if (loaded === undefined || loaded.stopped !== null) return NOTHING;
  const events: OmsEvent[] = [{ type: 'scriptStopped', script, reason }];
  for (const line of linesOf(state, script)) {
    events.push({ type: 'linePaused', lineId: line.id }, { type: 'lineWaiting', lineId: line.id, reason });
  }
  return decided(events);
}

/** Lines that a script may still act for. */
function linesOf(state: LiveState, script: ScriptId): readonly PlanLine[] {
  return [...state.lines.values()].filter(
    (line) => (line.state === 'approved' || line.state === 'working') && !line.paused && scriptsOf(line).includes(script),
  );
}

/** A text that was never tried does not take the place of one that lines are being worked with. */
export function decideLoad(state: LiveState, { script, file, source, version, tried }: Extract<Command, { type: 'loadScript' }>): Decision {
  const used = linesOf(state, script).length;
  const changed = state.scripts.get(script)?.version !== version;
  if (changed && used > 0 && !tried && dayOf(state).mode !== 'backtest') {
    return { events: [], effects: [], outcome: err(refusal('script.inUse', { script, lines: used })) };
  }
  return decided([{ type: 'scriptLoaded', script, version, tried }], [{ kind: 'loadScript', text: { script, file, source, version } }]);
}
