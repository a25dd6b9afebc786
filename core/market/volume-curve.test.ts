import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../kernel/time.ts';
import { MARKET_CURVE, curveOfDays, volumeUntil } from './volume-curve.ts';

describe('the market-wide curve', () => {
  it('covers the continuous session, lunch left out, and adds up', () => {
    expect(MARKET_CURVE).toHaveLength(16);
    expect(MARKET_CURVE.reduce((sum, { share }) => sum + share, 0)).toBe(10_000);
    expect(MARKET_CURVE.reduce((sum, { from, until }) => sum + until - from, 0)).toBe(237 * 60_000);
  });

  it('is a U: more at the open and at the end than around noon', () => {
    const [first, noon, last] = [MARKET_CURVE[0], MARKET_CURVE[7], MARKET_CURVE[15]].map((bucket) => bucket?.share ?? 0);
    expect(first).toBeGreaterThan(3 * Number(noon));
    expect(last).toBeGreaterThan(Number(noon));
  });
});

describe('volume up to a time', () => {
  const curve = [
    { from: timeOfDay('09:30:00'), until: timeOfDay('10:30:00'), share: 60 },
    { from: timeOfDay('13:00:00'), until: timeOfDay('13:30:00'), share: 30 },
  ];

  it.each([
    ['09:00:00', 0],
    ['09:30:00', 0],
    ['09:45:00', 15],
    ['10:30:00', 60],
    ['12:00:00', 60],
    ['13:10:00', 70],
    ['13:30:00', 90],
    ['13:40:00', 100],
  ])('%s: %i', (time, volume) => {
    expect(volumeUntil(curve, timeOfDay(time))).toBeCloseTo(volume, 9);
  });

  it('of no curve is none', () => {
    expect(volumeUntil([], timeOfDay('10:00:00'))).toBe(0);
  });
});

describe('an instrument’s own curve', () => {
  const buckets = [
    { from: timeOfDay('09:30:00'), until: timeOfDay('11:30:00') },
    { from: timeOfDay('13:00:00'), until: timeOfDay('14:57:00') },
  ];

  it('lets a quiet day count as much as a busy one', () => {
    const curve = curveOfDays(buckets, [[1_000_000, 0], [1, 3]]);
    expect(curve?.map(({ share }) => share)).toEqual([0.625, 0.375]);
  });

  it('has no empty stretch, and is none without any volume', () => {
    expect(curveOfDays(buckets, [[0, 5]])?.[0]?.share).toBeGreaterThan(0);
    expect(curveOfDays(buckets, [[0, 0], []])).toBeNull();
    expect(curveOfDays(buckets, [])).toBeNull();
  });
});
