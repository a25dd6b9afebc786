import { expect, it } from 'vitest';
import { type Change, cny, codeOf } from '../context.fixture.ts';
import { cash } from './cash.ts';

it.each<[string, Change, string | undefined]>([
  ['exactly what is needed', { account: { available: cny(6_005) } }, undefined],
  ['a trifle more', { account: { available: cny(6_005.0001) } }, undefined],
  ['a trifle less', { account: { available: cny(6_004.9999) } }, 'cash.short'],
  ['none, for a sale', { account: { available: cny(0) }, order: { side: 'sell' } }, undefined],
])('cash: %s', (_, change, expected) => {
  expect(codeOf(cash, change)).toBe(expected);
});
