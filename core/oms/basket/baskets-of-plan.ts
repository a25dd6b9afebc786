import { type BasketId, dayId } from '../../kernel/ids.ts';
import { type Basket, type BasketTerms } from '../../plan/basket.ts';
import { type ProposedLine } from '../../plan/line.ts';
import { dayOf } from '../decide/decide-order.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

/** The baskets that the strategies of a plan are to be worked as; a plan without sales is none. */
export function policyBaskets(state: LiveState, lines: readonly ProposedLine[]): readonly OmsEvent[] {
  const made: OmsEvent[] = [];
  for (const { strategyId, ...terms } of dayOf(state).config.execution.baskets) {
    const own = lines.filter((line) => line.strategyId === strategyId && line.blocked === null);
    if (!own.some(({ side }) => side === 'sell')) continue;
    made.push({ type: 'basketMade', basket: basketOfLines(state, own, terms, made.length) });
  }
  return made;
}

/** `before`: how many baskets the same decision makes before this one. */
export function basketOfLines(state: LiveState, lines: readonly ProposedLine[], terms: BasketTerms, before = 0): Basket {
  const { date, idTag } = dayOf(state);
  const id = dayId('B', date, idTag, state.basketCount + before + 1) as BasketId;
  return { id, ...terms, lineIds: lines.map((line) => line.id) };
}
