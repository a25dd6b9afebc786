import { expect, it } from 'vitest';
import { type Change, codeOf, yuan } from '../context.fixture.ts';
import { priceTick } from './price-tick.ts';

it.each<[string, Change, string | undefined]>([
  ['on a tick', {}, undefined],
  ['between ticks', { order: { price: yuan(59.995) } }, 'priceTick.offTick'],
  ['zero', { order: { price: yuan(0) } }, 'priceTick.notPositive'],
])('the price: %s', (_, change, expected) => {
  expect(codeOf(priceTick, change)).toBe(expected);
});
