import { expect, it } from 'vitest';
import { type Change, codeOf, yuan } from '../context.fixture.ts';
import { priceLimit } from './price-limit.ts';

it.each<[string, Change, string | undefined]>([
  ['limit-up', { order: { price: yuan(66) } }, undefined],
  ['a tick below it', { order: { price: yuan(65.99) } }, undefined],
  ['a tick above it', { order: { price: yuan(66.01) } }, 'priceLimit.aboveUp'],
  ['limit-down', { order: { price: yuan(54) } }, undefined],
  ['a tick above it, downwards', { order: { price: yuan(54.01) } }, undefined],
  ['a tick below limit-down', { order: { price: yuan(53.99) } }, 'priceLimit.belowDown'],
  ['no limits', { reference: { limitUp: yuan(0), limitDown: yuan(0) }, order: { price: yuan(99) } }, undefined],
])("the day's limits: %s", (_, change, expected) => {
  expect(codeOf(priceLimit, change)).toBe(expected);
});
