import { type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { type LineState, type PlanLine } from '../../plan/line.ts';
import { type OmsState } from './state.ts';

/** Line states in which nothing has been sent. */
export const UNWORKED: readonly LineState[] = ['proposed', 'approved'];
/** Line states in which something may still be sent. */
export const LIVE: readonly LineState[] = [...UNWORKED, 'working'];

/** The line, where it is in one of the states. */
export function lineIn(state: OmsState, id: LineId, states: readonly LineState[]): Result<PlanLine, Refusal> {
  const line = state.lines.get(id);
  if (line === undefined) return err(refusal('plan.noSuchLine', { line: id }));
  return states.includes(line.state) ? ok(line) : err(refusal('plan.wrongState', { line: id, state: line.state }));
}
