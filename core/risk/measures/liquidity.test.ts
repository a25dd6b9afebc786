import { describe, expect, it } from 'vitest';
import { type Quantity, type Rate, RATE_ONE } from '../../kernel/units.ts';
import { daysToSell } from './liquidity.ts';

describe('days to sell', () => {
  const fifth = (RATE_ONE / 5) as Rate;

  it.each([
    [0, 1_000, 0],
    [199, 1_000, 1],
    [200, 1_000, 1],
    [201, 1_000, 2],
    [1_000, 1_000, 5],
  ])('of %d shares at a fifth of %d a day are %d', (held, volume, days) => {
    expect(daysToSell(held as Quantity, volume as Quantity, fifth)).toBe(days);
  });

  it('never come where nothing trades', () => {
    expect(daysToSell(100 as Quantity, 4 as Quantity, fifth)).toBeNull();
    expect(daysToSell(0 as Quantity, 0 as Quantity, fifth)).toBe(0);
  });
});
