import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, STOCK, codeOf, exposures, policyWith, verdictOf } from '../context.fixture.ts';
import { valueAtRisk } from './value-at-risk.ts';

const BUDGET = policyWith({
  valueAtRisk: { confidence: rate(95_000_000), most: rate(2_000_000), mostShortfall: rate(3_000_000), severity: 'deny' },
});

function losing(...losses: readonly [valueAtRisk: number, shortfall: number]): Change {
  return { ...BUDGET, exposure: exposures({ losses }) };
}

it.each<[string, Change, string | undefined]>([
  ['all of both', losing(2_000, 3_000), undefined],
  ['a little less', losing(1_999.99, 2_999.99), undefined],
  ['a little more', losing(2_000.01, 2_500), 'valueAtRisk.exceeded'],
  ['a worse mean beyond', losing(1_500, 3_000.01), 'valueAtRisk.shortfall'],
  ['a gain even on bad days', losing(-100, -50), undefined],
  ['an instrument without a past', { ...BUDGET, exposure: exposures({ unknown: STOCK }) }, 'valueAtRisk.noHistory'],
  ['a sale', { ...losing(9_000, 9_000), order: { side: 'sell' } }, undefined],
])('2,000 yuan at risk, 3,000 beyond: %s', (_, change, expected) => {
  expect(codeOf(valueAtRisk, change)).toBe(expected);
});

it('names the numbers that it compared', () => {
  expect(verdictOf(valueAtRisk, losing(2_500, 2_600)).params).toEqual({
    after: 25_000_000,
    most: 20_000_000,
    share: 2_000_000,
    confidence: 95_000_000,
  });
});
