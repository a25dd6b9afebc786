import { ratioOf } from '../../kernel/units.ts';
import { LEAST_MARKET } from '../../market/breadth.ts';
import { type Watch } from './watch.ts';

/** `at` of the quoted stocks or more are below their previous close. Unknown while too few are quoted. */
export const fallingStocks: Watch = {
  name: 'fallingStocks',
  scopes: ['market'],
  unit: 'share',
  sells: 'all',
  measure({ breadth }) {
    if (breadth === null || breadth.quoted < LEAST_MARKET) return null;
    return { unit: 'share', from: 0, value: ratioOf(breadth.falling, breadth.quoted), level: (at) => at };
  },
};
