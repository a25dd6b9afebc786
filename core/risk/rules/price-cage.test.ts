import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, codeOf, RULES, yuan } from '../context.fixture.ts';
import { priceCage } from './price-cage.ts';

it.each<[string, Change, string | undefined]>([
  ['its edge', { order: { price: yuan(61.2) } }, undefined],
  ['a tick within', { order: { price: yuan(61.19) } }, undefined],
  ['a tick outside', { order: { price: yuan(61.21) } }, 'priceCage.outside'],
  ['in an auction', { order: { price: yuan(66) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
])('the cage: %s', (_, change, expected) => {
  expect(codeOf(priceCage, change)).toBe(expected);
});
