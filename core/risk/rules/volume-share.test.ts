import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { quantity, rate } from '../../kernel/units.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, codeOf, policyWith, RULES } from '../context.fixture.ts';
import { volumeShare } from './volume-share.ts';

const TENTH = policyWith({ volumeShare: { most: rate(10_000_000), severity: 'deny' } });

it.each<[string, Change, string | undefined]>([
  ['all of it', { ...TENTH, quote: { volume: quantity(1_000) } }, undefined],
  ['a little more traded', { ...TENTH, quote: { volume: quantity(1_010) } }, undefined],
  ['a little less traded', { ...TENTH, quote: { volume: quantity(999) } }, 'volumeShare.exceeded'],
  ['an auction', { ...TENTH, quote: { volume: quantity(0) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
])('100 of 1,000 shares allowed: %s', (_, change, expected) => {
  expect(codeOf(volumeShare, change)).toBe(expected);
});
