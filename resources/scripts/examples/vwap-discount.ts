/**
 * A condition: the best ask is at least `discount` percent below the day's average price, and has been for `seconds`.
 */
import { type ConditionContext, type Verdict, percent, portion } from 'kaipan';

export function holds({ quote, params, state, now }: ConditionContext): Verdict {
  const ask = quote?.asks[0]?.price;
  if (quote === null || ask === undefined || quote.volume === 0) return { holds: false, state: null };
  const average = Math.floor(quote.turnover / quote.volume);
  const discount = percent(typeof params['discount'] === 'string' ? params['discount'] : '0.5');
  if (ask > average - portion(average, discount, 'up')) return { holds: false, state: null };
  const since = typeof state === 'number' ? state : now;
  const seconds = typeof params['seconds'] === 'number' ? params['seconds'] : 0;
  return { holds: now - since >= seconds * 1_000, state: since };
}
