import { type Evaluation } from '../../conditions/evaluate.ts';
import { NO_STATE, type ScriptAnswer } from '../../execution/script-port.ts';
import { type LineId } from '../../kernel/ids.ts';
import { decideLine } from './decide-line.ts';
import { type Decision, NOTHING, type Surroundings } from './decision.ts';
import { type LiveState } from '../state/live-state.ts';

/** What follows from an answer: nothing, where it neither moves anything nor wants anything remembered. */
export function decideAnswer(
  state: LiveState,
  lineId: LineId,
  answer: ScriptAnswer,
  around: Surroundings,
  condition: Evaluation | null,
): Decision {
  const decision = decideLine(state, lineId, around, { condition, sealed: null }, answer);
  const counted = isFollowed(answer, decision) ? answer : { ...answer, move: null };
  if (decision.events.length === 0 && !isNews(state, lineId, counted)) return NOTHING;
  return { ...decision, events: [{ type: 'scriptAnswered', lineId, ...counted }, ...decision.events] };
}

/** An order that was held back or denied was not sent: the script is asked again with the state that it had. */
function isFollowed({ move }: ScriptAnswer, { effects }: Decision): boolean {
  return move?.move.kind !== 'send' || effects.length > 0;
}

function isNews(state: LiveState, lineId: LineId, { verdicts, move }: ScriptAnswer): boolean {
  const before = state.scriptStates.get(lineId);
  const said = move === null ? verdicts : [...verdicts, move];
  return said.some(({ script, state: after }) => (before?.get(script) ?? NO_STATE) !== after);
}
