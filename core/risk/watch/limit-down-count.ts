import { LEAST_MARKET } from '../../market/breadth.ts';
import { type Watch } from './watch.ts';

/** `at` stocks or more stand at limit-down (跌停家数). Unknown while too few are quoted to stand for the market. */
export const limitDownCount: Watch = {
  name: 'limitDownCount',
  scopes: ['market'],
  unit: 'stocks',
  sells: 'all',
  measure({ breadth }) {
    if (breadth === null || breadth.quoted < LEAST_MARKET) return null;
    return { unit: 'count', from: 0, value: breadth.limitDown, level: (at) => at };
  },
};
