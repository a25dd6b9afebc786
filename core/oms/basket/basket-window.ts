import { formatTimeOfDay, timeOfDayOf } from '../../kernel/time.ts';
import { type StyleMove, finish, wait } from '../../execution/style.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type Surroundings } from '../decide/decision.ts';
import { type LiveState } from '../state/live-state.ts';
import { basketWith } from '../state/state.ts';

/** What the time window of its basket makes of a line, whatever its style would do; null: nothing. */
export function basketMove(state: LiveState, line: PlanLine, { now }: Surroundings): Extract<StyleMove, { kind: 'wait' | 'finish' }> | null {
  const basket = basketWith(state, line.id);
  if (basket === undefined) return null;
  const clock = timeOfDayOf(now);
  if (basket.start !== null && clock < basket.start && !state.forced.has(line.id)) {
    return wait('basket.awaitsStart', { basket: basket.name, start: formatTimeOfDay(basket.start) });
  }
  if (basket.rest !== 'cancel' || clock < basket.end) return null;
  return finish('basket.windowOver', { basket: basket.name, remaining: line.plannedQuantity - line.filled });
}
