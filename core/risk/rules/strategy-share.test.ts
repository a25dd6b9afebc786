import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf, exposures, policyWith, yuan } from '../context.fixture.ts';
import { strategyShare } from './strategy-share.ts';

const TENTH = policyWith({ strategyShare: { most: rate(10_000_000), severity: 'deny' } });

it.each<[string, Change, string | undefined]>([
  ['4,000 held', { ...TENTH, exposure: exposures({ strategy: 4_000 }) }, undefined],
  ['a cent less held', { ...TENTH, exposure: exposures({ strategy: 3_999.99 }) }, undefined],
  ['a cent more held', { ...TENTH, exposure: exposures({ strategy: 4_000.01 }) }, 'strategyShare.exceeded'],
  ['all held, sold', { ...TENTH, exposure: exposures({ strategy: 90_000 }), order: { side: 'sell' } }, undefined],
  ['valued at the market where that is higher', { ...TENTH, exposure: exposures({ strategy: 4_000 }), quote: { last: yuan(60.01) } }, 'strategyShare.exceeded'],
  ['no rule', { exposure: exposures({ strategy: 90_000 }) }, undefined],
])('10,000 yuan allowed, 6,000 asked: %s', (_, change, expected) => {
  expect(codeOf(strategyShare, change)).toBe(expected);
});
