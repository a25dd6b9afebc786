import { expect, it } from 'vitest';
import { type Change, codeOf, policyWith } from '../context.fixture.ts';
import { lossStreak } from './loss-streak.ts';

function streak(losses: number): Change {
  return { ...policyWith({ lossStreak: { most: 3, severity: 'deny' } }), traffic: { lossStreak: losses } };
}

it.each<[string, Change, string | undefined]>([
  ['two', streak(2), undefined],
  ['three', streak(3), 'lossStreak.reached'],
  ['four', streak(4), 'lossStreak.reached'],
  ['a sale', { ...streak(4), order: { side: 'sell' } }, undefined],
])('three losses in a row: %s', (_, change, expected) => {
  expect(codeOf(lossStreak, change)).toBe(expected);
});
