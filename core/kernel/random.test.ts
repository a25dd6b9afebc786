import { describe, expect, it } from 'vitest';
import { dayId, idTag } from './ids.ts';
import { normal, seededRandom } from './random.ts';
import { type TradeDate } from './time.ts';

describe('seeded numbers', () => {
  it('depend on the seed alone', () => {
    const take = (seed: number): readonly number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  it('are spread evenly, and normally where asked', () => {
    const random = seededRandom(42);
    const even = Array.from({ length: 20_000 }, random);
    expect(Math.min(...even)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...even)).toBeLessThan(1);
    expect(even.reduce((sum, value) => sum + value, 0) / even.length).toBeCloseTo(0.5, 1);
    const bells = Array.from({ length: 20_000 }, () => normal(random));
    const mean = bells.reduce((sum, value) => sum + value, 0) / bells.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(bells.reduce((sum, value) => sum + (value - mean) ** 2, 0) / bells.length).toBeCloseTo(1, 1);
  });
});

describe('ids', () => {
  it('are the same for the same day, seed and number, and differ between accounts', () => {
    const day = '2023-02-01' as TradeDate;
    expect(dayId('O', day, idTag(1, 'demo'), 7)).toBe(dayId('O', day, idTag(1, 'demo'), 7));
    expect(idTag(1, 'demo')).not.toBe(idTag(1, 'live'));
    expect(idTag(1, 'demo')).not.toBe(idTag(2, 'demo'));
    expect(dayId('L', day, 'abcd', 12)).toBe('L20230201-abcd-00012');
  });
});
