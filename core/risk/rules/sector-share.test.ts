import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { bareInstrument } from '../../market/instrument.ts';
import { type Change, FINE, codeOf, exposures, policyWith, STOCK } from '../context.fixture.ts';
import { sectorShare } from './sector-share.ts';

const TENTH = policyWith({ sectorShare: { most: rate(10_000_000), severity: 'deny' } });

function industry(name: string | null, id = STOCK): Change {
  return { reference: { ...FINE.reference, instrument: { ...bareInstrument(id), industry: name } } };
}

it.each<[string, Change, string | undefined]>([
  ['4,000 held', { ...TENTH, ...industry('家电'), exposure: exposures({ sector: 4_000 }) }, undefined],
  ['a cent less held', { ...TENTH, ...industry('家电'), exposure: exposures({ sector: 3_999.99 }) }, undefined],
  ['a cent more held', { ...TENTH, ...industry('家电'), exposure: exposures({ sector: 4_000.01 }) }, 'sectorShare.exceeded'],
  ['an industry that nobody knows', { ...TENTH, ...industry(null) }, 'sectorShare.unknownIndustry'],
  ['a fund, which has none', { ...TENTH, ...industry(null, '510300.SH' as never) }, undefined],
  ['a sale', { ...TENTH, ...industry(null), order: { side: 'sell' } }, undefined],
])('10,000 yuan allowed, 6,000 asked: %s', (_, change, expected) => {
  expect(codeOf(sectorShare, change)).toBe(expected);
});
