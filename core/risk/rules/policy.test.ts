import { expect, it } from 'vitest';
import { type Change, codeOf } from '../context.fixture.ts';
import { policy } from './policy.ts';

it.each<[string, Change, string | undefined]>([
  ['on paper', { policy: { template: 'none' } }, undefined],
  ['live, for a buy', { policy: { template: 'none' }, live: true }, 'policy.missing'],
  ['live, for a sale: only a warning', { policy: { template: 'none' }, live: true, order: { side: 'sell' } }, 'policy.missing'],
  ['live, one of their own', { policy: { template: 'own' }, live: true }, undefined],
])('no policy chosen: %s', (_, change, expected) => {
  expect(codeOf(policy, change)).toBe(expected);
});
