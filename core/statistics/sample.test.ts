import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ascending,
  mean,
  quantile,
  quantilePosition,
  sampleCovariance,
  sampleDeviation,
  sampleExcessKurtosis,
  sampleSkewness,
  sum,
} from './sample.ts';

const numbers = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('sums and means', () => {
  it('lose no digits', () => {
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(mean([0.1, 0.2, 0.3])).toBeCloseTo(0.2, 15);
  });

  it('of equal numbers are that number, without deviation', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: 2, max: 500 }), (value, count) => {
        const values = Array.from({ length: count }, () => value);
        expect(mean(values) === value).toBe(true);
        expect(sampleDeviation(values) === 0).toBe(true);
      }),
    );
  });

  it('do not exist for nothing', () => {
    expect(mean([])).toBeNull();
    expect(sum([])).toBe(0);
  });
});

describe('deviation and covariance', () => {
  it('are of a sample', () => {
    expect(sampleDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 15);
    expect(sampleCovariance([1, 2, 3], [1, 3, 8])).toBe(3.5);
  });

  it('need two numbers', () => {
    expect(sampleDeviation([])).toBeNull();
    expect(sampleDeviation([1])).toBeNull();
    expect(sampleCovariance([1], [2])).toBeNull();
  });

  it('follow the half of the mean squared difference of all pairs', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const n = values.length;
        let squares = 0;
        for (const a of values) for (const b of values) squares += (a - b) ** 2;
        const expected = n < 2 ? null : Math.sqrt(squares / (2 * n * (n - 1)));
        const actual = sampleDeviation(values);
        if (expected === null || actual === null) expect(actual).toBe(expected);
        else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (1 + expected));
      }),
    );
  });
});

describe('the shape of a sample', () => {
  it('is that of spreadsheets', () => {
    // The examples of SKEW and KURT in the manual of Excel.
    const values = [3, 4, 5, 2, 3, 4, 5, 6, 4, 7];
    expect(sampleSkewness(values)).toBeCloseTo(0.359543071, 9);
    expect(sampleExcessKurtosis(values)).toBeCloseTo(-0.151799637, 9);
  });

  it('needs enough numbers that differ', () => {
    expect(sampleSkewness([1, 2])).toBeNull();
    expect(sampleExcessKurtosis([1, 2, 3])).toBeNull();
    expect(sampleSkewness([2, 2, 2])).toBeNull();
    expect(sampleExcessKurtosis([2, 2, 2, 2])).toBeNull();
  });
});

describe('quantiles', () => {
  const values = ascending([40, 10, 30, 20]);

  it.each([
    [0, 10],
    [0.25, 17.5],
    [0.5, 25],
    [0.9, 37],
    [1, 40],
  ])('%d of four numbers is %d', (p, expected) => {
    expect(quantile(values, p)).toBeCloseTo(expected, 14);
  });

  it('do not exist for nothing, and are the number for one', () => {
    expect(quantile(ascending([]), 0.5)).toBeNull();
    expect(quantile(ascending([7]), 0.05)).toBe(7);
  });

  it('fall on the number when only rounding keeps them off it', () => {
    expect(10 * (1 - 0.9)).not.toBe(1);
    expect(quantilePosition(11, 1 - 0.9)).toBe(1);
    expect(quantilePosition(21, 1 - 0.95)).toBe(1);
    expect(quantilePosition(1_000_001, 1 - 0.999)).toBe(1000);
    expect(quantilePosition(1_000_002, 1 - 0.999)).toBeCloseTo(1000.001, 9);
  });

  it('rise with p and stay inside', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(numbers, share, share, (list, a, b) => {
        const sorted = ascending(list);
        const low = quantile(sorted, Math.min(a, b)) ?? Number.NaN;
        const high = quantile(sorted, Math.max(a, b)) ?? Number.NaN;
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...list));
        expect(high).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });
});
