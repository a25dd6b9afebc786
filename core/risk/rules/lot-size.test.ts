import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { type Change, codeOf } from '../context.fixture.ts';
import { lotSize } from './lot-size.ts';

it.each<[string, Change, string | undefined]>([
  ['one lot', {}, undefined],
  ['a share less', { order: { quantity: quantity(99) } }, 'quantity.belowMinimum'],
  ['a share more', { order: { quantity: quantity(101) } }, 'quantity.offStep'],
  ['the largest order', { order: { quantity: quantity(1_000_000) } }, undefined],
  ['a lot more than that', { order: { quantity: quantity(1_000_100) } }, 'quantity.aboveMaximum'],
  ['all that is sellable, odd lot and all', { order: { side: 'sell', quantity: quantity(250) } }, undefined],
])('the quantity: %s', (_, change, expected) => {
  expect(codeOf(lotSize, change)).toBe(expected);
});
