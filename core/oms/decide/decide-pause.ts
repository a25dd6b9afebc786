import { type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../kernel/result.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

/** Only a strategy that the account knows can be paused: a slip of the pen would leave the one that was meant at work. */
export function pauseStrategy(state: LiveState, id: StrategyId, wanted: boolean): Result<readonly OmsEvent[], Refusal> {
  const { pauses } = state;
  if (pauses.strategies.includes(id) === wanted) return ok([]);
  if (wanted && !knowsStrategy(state, id)) return refuse('pause.noSuchStrategy', { strategy: id });
  const others = pauses.strategies.filter((strategy) => strategy !== id);
  const strategies = wanted ? [...others, id].toSorted() : others;
  return ok([{ type: 'pausesChanged', before: pauses, after: { ...pauses, strategies } }]);
}

function knowsStrategy({ lines, ledger }: LiveState, id: StrategyId): boolean {
  const planned = [...lines.values()].some((line) => line.strategyId === id);
  return planned || [...ledger.positions.values()].some(({ lots }) => lots.has(id));
}
