import { type Rate, applyRate } from '../../kernel/units.ts';
import { type Watch } from './watch.ts';

/**
 * A holding that has outgrown its limit by moving prices: more than `at` of what the account opened the day with, the
 * basis that the gate's limits have. A holding of exactly the limit is within it.
 */
export const limitBroken: Watch = {
  name: 'limitBroken',
  scopes: ['instrument'],
  unit: 'share',
  sells: 'excess',
  measure({ holding, openingEquity }) {
    if (holding.quantity === 0) return null;
    return { unit: 'money', from: 0, value: holding.worth, level: (at) => applyRate(openingEquity, at as Rate, 'floor') + 1 };
  },
};
