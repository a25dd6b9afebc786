import { type Watch } from './watch.ts';

/** The policy's index is `at` or more below its previous close. */
export const indexFall: Watch = {
  name: 'indexFall',
  scopes: ['market'],
  unit: 'share',
  sells: 'all',
  measure({ indexChange }) {
    return indexChange === null ? null : { unit: 'share', from: 0, value: indexChange, level: (at) => -at };
  },
};
