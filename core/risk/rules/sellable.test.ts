import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { type Change, codeOf } from '../context.fixture.ts';
import { sellable } from './sellable.ts';

it.each<[string, Change, string | undefined]>([
  ['of all', { order: { side: 'sell', quantity: quantity(250) } }, undefined],
  ['of a share less', { order: { side: 'sell', quantity: quantity(249) } }, undefined],
  ['of a share more', { order: { side: 'sell', quantity: quantity(251) } }, 'sellable.short'],
  ['that is a buy', { order: { quantity: quantity(300) } }, undefined],
])('a sale: %s', (_, change, expected) => {
  expect(codeOf(sellable, change)).toBe(expected);
});
