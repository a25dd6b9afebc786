import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf } from '../context.fixture.ts';
import { orderValue } from './order-value.ts';

it.each<[string, Change, string | undefined]>([
  ['6 % allowed', { policy: { maxOrderShare: rate(6_000_000) } }, undefined],
  ['a trifle more', { policy: { maxOrderShare: rate(6_000_001) } }, undefined],
  ['a trifle less', { policy: { maxOrderShare: rate(5_999_999) } }, 'orderValue.tooLarge'],
  ['a sale', { policy: { maxOrderShare: rate(1) }, order: { side: 'sell' } }, undefined],
])('6,000 of 100,000 yuan: %s', (_, change, expected) => {
  expect(codeOf(orderValue, change)).toBe(expected);
});
