import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf, exposures, policyWith, yuan } from '../context.fixture.ts';
import { instrumentShare } from './instrument-share.ts';

const TENTH = policyWith({ instrumentShare: { most: rate(10_000_000), severity: 'deny' } });

it.each<[string, Change, string | undefined]>([
  ['4,000 held', { ...TENTH, exposure: exposures({ instrument: 4_000 }) }, undefined],
  ['a cent less held', { ...TENTH, exposure: exposures({ instrument: 3_999.99 }) }, undefined],
  ['a cent more held', { ...TENTH, exposure: exposures({ instrument: 4_000.01 }) }, 'instrumentShare.exceeded'],
  ['all held, sold', { ...TENTH, exposure: exposures({ instrument: 90_000 }), order: { side: 'sell' } }, undefined],
  ['valued at the market where that is higher', { ...TENTH, exposure: exposures({ instrument: 4_000 }), quote: { last: yuan(60.01) } }, 'instrumentShare.exceeded'],
  ['no rule', { exposure: exposures({ instrument: 90_000 }) }, undefined],
])('10,000 yuan allowed, 6,000 asked: %s', (_, change, expected) => {
  expect(codeOf(instrumentShare, change)).toBe(expected);
});
