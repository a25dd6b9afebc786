import { type BasketId, type LineId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { formatTimeOfDay, timeOfDayOf } from '../../kernel/time.ts';
import { type BasketTerms } from '../../plan/basket.ts';
import { type PlanLine } from '../../plan/line.ts';
import { basketOfLines } from '../basket/baskets-of-plan.ts';
import { changeable } from './decide-change.ts';
import { editUnworked } from './decide-plan.ts';
import { type Surroundings } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { basketWith } from '../state/state.ts';

/** A person's lines become a basket; a style of its own is given to those that nothing has worked yet. */
export function makeBasket(state: LiveState, ids: readonly LineId[], terms: BasketTerms, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const lines: PlanLine[] = [];
  for (const id of new Set(ids)) {
    const line = state.lines.get(id);
    if (line === undefined) return refuse('plan.noSuchLine', { line: id });
    const problem = lineProblem(state, line);
    if (problem !== null) return err(problem);
    lines.push(line);
  }
  const problem = termsProblem(terms, around) ?? (lines.some(({ side }) => side === 'sell') ? null : refusal('basket.noSells'));
  if (problem !== null) return err(problem);
  return withStyle(state, lines, terms, [{ type: 'basketMade', basket: basketOfLines(state, lines, terms) }], around);
}

export function dissolveBasket(state: LiveState, basketId: BasketId): Result<readonly OmsEvent[], Refusal> {
  return state.baskets.has(basketId) ? ok([{ type: 'basketDissolved', basketId }]) : refuse('basket.unknown', { basket: basketId });
}

function lineProblem(state: LiveState, line: PlanLine): Refusal | null {
  const other = basketWith(state, line.id);
  if (other !== undefined) return refusal('basket.lineTaken', { line: line.id, basket: other.name });
  const open = line.state === 'proposed' || line.state === 'approved' || line.state === 'working';
  return open ? null : refusal('plan.wrongState', { line: line.id, state: line.state });
}

function termsProblem({ name, start, end }: BasketTerms, { now }: Surroundings): Refusal | null {
  if (name.trim() === '') return refusal('basket.needsName');
  const from = Math.max(start ?? 0, timeOfDayOf(now));
  return from < end ? null : refusal('basket.badWindow', { start: start === null ? null : formatTimeOfDay(start), end: formatTimeOfDay(end) });
}

function withStyle(
  state: LiveState,
  lines: readonly PlanLine[],
  { style }: BasketTerms,
  events: readonly OmsEvent[],
  around: Surroundings,
): Result<readonly OmsEvent[], Refusal> {
  const edits: OmsEvent[] = [];
  for (const line of style === null ? [] : lines.filter(({ state: at }) => at !== 'working')) {
    const edited = editUnworked(state, line, { ...changeable(line), style: style ?? line.style }, around);
    if (!edited.ok) return edited;
    edits.push(...edited.value);
  }
  return ok([...edits, ...events]);
}
