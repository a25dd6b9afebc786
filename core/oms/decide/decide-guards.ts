import { type ConditionFacts } from '../../conditions/facts.ts';
import { formatValue } from '../../conditions/literals.ts';
import { atLimit, changeFromPrevClose, priceOf } from '../../conditions/readings.ts';
import { type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { type Rate } from '../../kernel/units.ts';
import { type Side } from '../../orders/order.ts';
import { type Guards } from '../config.ts';
import { type LiveState } from '../state/live-state.ts';
import { dayOf } from './decide-order.ts';

/** What the lines of a strategy never do: what a person has set for it, else what the account has. */
export function guardsOf(state: LiveState, strategy: StrategyId): Guards {
  return state.strategies.followed.get(strategy)?.guards ?? dayOf(state).config.execution.guards;
}

/**
 * Why no line may send this now, whatever its own condition says; null when it may. For lines only: a person's ticket is
 * a person's decision.
 *
 * A price that nobody knows yet, as before the first quote of the auction, stands at no limit; but the most that a buy
 * may have risen is held against a known price only.
 */
export function guarded(side: Side, facts: ConditionFacts, guards: Guards): Refusal | null {
  if (side === 'sell') {
    const stopped = !guards.sellAtLimitUp && atLimit(facts, 'limitUp') === true;
    return stopped ? refusal('condition.sellAtLimitUp', { limitUp: facts.reference?.limitUp ?? null }) : null;
  }
  const stopped = !guards.buyAtLimitDown && atLimit(facts, 'limitDown') === true;
  if (stopped) return refusal('condition.buyAtLimitDown', { limitDown: facts.reference?.limitDown ?? null });
  return guards.maxBuyChange === null ? null : beyondChange(facts, guards.maxBuyChange);
}

function beyondChange(facts: ConditionFacts, highest: Rate): Refusal | null {
  const change = changeFromPrevClose(priceOf(facts), facts);
  const max = formatValue('percent', highest);
  if (typeof change === 'string') return refusal('condition.buyChangeUnknown', { max, missing: change });
  return change > highest ? refusal('condition.buyBeyondChange', { change: formatValue('percent', change), max }) : null;
}
