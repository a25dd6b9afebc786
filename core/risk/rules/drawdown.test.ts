import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, cny, codeOf, exposures, policyWith } from '../context.fixture.ts';
import { drawdown } from './drawdown.ts';

const TEN = policyWith({ drawdown: { most: rate(10_000_000), severity: 'deny' } });
const HIGH = { ...TEN, account: { equityHigh: cny(110_000) } };

it.each<[string, Change, string | undefined]>([
  ['a cent above', { ...HIGH, exposure: exposures({ equity: 99_000.01 }) }, undefined],
  ['there', { ...HIGH, exposure: exposures({ equity: 99_000 }) }, 'drawdown.reached'],
  ['a cent below', { ...HIGH, exposure: exposures({ equity: 98_999.99 }) }, 'drawdown.reached'],
  ['the opening is the high', { ...TEN, exposure: exposures({ equity: 90_000 }) }, 'drawdown.reached'],
  ['not yet from the opening', { ...TEN, exposure: exposures({ equity: 90_000.01 }) }, undefined],
  ['a sale', { ...HIGH, exposure: exposures({ equity: 1 }), order: { side: 'sell' } }, undefined],
])('10 % below the high: %s', (_, change, expected) => {
  expect(codeOf(drawdown, change)).toBe(expected);
});
