import { type Evaluation } from '../../conditions/evaluate.ts';
import { leafTexts, missingOf, numbersOf } from '../../conditions/why.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { type StyleContext, type StyleMove } from '../../execution/style.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type Decision } from './decision.ts';
import { type LiveState } from '../state/live-state.ts';

/**
 * Why the line may not do what its style wants; null when it may. What cannot be known does not hold. Orders that are out
 * already follow their style: withdrawing one or finishing needs no condition, nor does what a person forces.
 */
export function heldBack({ line, forced }: StyleContext, move: StyleMove, condition: Evaluation | null): Refusal | null {
  if (forced || condition === null || condition.holds === true || move.kind === 'cancel' || move.kind === 'finish') return null;
  const params = { condition: line.condition, numbers: numbersOf(condition) };
  if (condition.holds === false) return refusal('condition.notMet', params);
  return refusal('condition.unknown', { ...params, missing: missingOf(condition) });
}

/** That the condition has become true is a fact of its own, in the same transaction as what the style makes of it. */
export function withMet(state: LiveState, line: PlanLine, condition: Evaluation | null, decision: Decision): Decision {
  if (condition?.holds !== true || line.condition === null || state.conditionsMet.has(line.id)) return decision;
  const met = { type: 'conditionMet', lineId: line.id, condition: line.condition, why: leafTexts(condition) } as const;
  return { ...decision, events: [met, ...decision.events] };
}
