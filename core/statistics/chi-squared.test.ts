import { expect, it } from 'vitest';
import { chiSquaredTail } from './chi-squared.ts';

it.each([
  // scipy 1.17: chi2.sf(x, 1)
  [0, 1],
  [0.01, 0.920344325445942],
  [1, 0.3173105078629141],
  [2.705543454095404, 0.1],
  [3.841458820694124, 0.05],
  [6.6348966010212145, 0.01],
  [20, 7.744216431044088e-6],
])('is exceeded with the probability of the tables: %d', (x, tail) => {
  expect(chiSquaredTail(x)).toBeCloseTo(tail, 14);
});

it('is undefined below 0', () => {
  expect(() => chiSquaredTail(-0.1)).toThrow('a chi-squared number is not negative, was -0.1');
});
