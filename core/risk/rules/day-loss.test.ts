import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf, exposures, policyWith } from '../context.fixture.ts';
import { dayLoss } from './day-loss.ts';

const TWO = policyWith({ dayLoss: { most: rate(2_000_000), severity: 'deny' } });

it.each<[string, Change, string | undefined]>([
  ['nothing lost', TWO, undefined],
  ['a cent less', { ...TWO, exposure: exposures({ equity: 98_000.01 }) }, undefined],
  ['all of it', { ...TWO, exposure: exposures({ equity: 98_000 }) }, 'dayLoss.spent'],
  ['more', { ...TWO, exposure: exposures({ equity: 97_999.99 }) }, 'dayLoss.spent'],
  ['a sale', { ...TWO, exposure: exposures({ equity: 1 }), order: { side: 'sell' } }, undefined],
])('2,000 yuan may be lost: %s', (_, change, expected) => {
  expect(codeOf(dayLoss, change)).toBe(expected);
});
