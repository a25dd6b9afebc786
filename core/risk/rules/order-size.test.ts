import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { type Change, cny, codeOf, policyWith } from '../context.fixture.ts';
import { orderSize } from './order-size.ts';

function size(shares: number, value: number, severity: 'deny' | 'shrink' = 'deny'): Change {
  return policyWith({ orderSize: { shares: quantity(shares), value: cny(value), severity } });
}

it.each<[string, Change, string | undefined]>([
  ['both at the limit', size(100, 6_000), undefined],
  ['both just below', size(101, 6_001), undefined],
  ['a share too many', size(99, 6_000), 'orderSize.tooLarge'],
  ['a cent too much', size(100, 5_999.99), 'orderSize.tooLarge'],
  ['a sale is warned of', { ...size(99, 1), order: { side: 'sell' } }, 'orderSize.tooLarge'],
  ['cut to size', { ...size(300, 2e6, 'shrink'), order: { quantity: quantity(500) } }, 'orderSize.tooLarge'],
])('100 shares, 6,000 yuan: %s', (_, change, expected) => {
  expect(codeOf(orderSize, change)).toBe(expected);
});
