import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalDensity, normalQuantile } from './normal-distribution.ts';

describe('the normal quantile', () => {
  // Roots of the distribution function, found with 40 digits (mpmath).
  it.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965326],
    [1e-20, -9.262340089798407],
    [1e-11, -6.706023155495136],
    [1e-5, -4.264890793922825],
    [0.001, -3.0902323061678136],
    [0.01, -2.326347874040841],
    [0.025, -1.9599639845400543],
    [0.05, -1.6448536269514726],
    [0.0749, -1.4402382675279637],
    [0.0751, -1.43882539275254],
    [0.1, -1.2815515655446004],
    [0.3, -0.5244005127080408],
    [0.77, 0.7388468491852137],
    [0.925, 1.4395314709384561],
    [0.975, 1.9599639845400538],
    [0.999, 3.090232306167813],
  ])('of %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(2e-15);
  });

  it('is 0 for a half, and symmetric', () => {
    expect(normalQuantile(0.5)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (k) => {
        const p = k / 2 ** 31;
        expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
      }),
    );
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])('does not exist for %d', (p) => {
    expect(() => normalQuantile(p)).toThrow('a probability is between 0 and 1');
  });
});

describe('the normal density', () => {
  it.each([
    [0, 0.3989422804014327],
    [1, 0.24197072451914337],
    [-1, 0.24197072451914337],
    [2.5, 0.01752830049356854],
    [40, 0],
  ])('at %d is %d', (z, density) => {
    expect(normalDensity(z)).toBeCloseTo(density, 15);
  });

  it('is the slope of the distribution: one over the slope of the quantile', () => {
    for (const p of [0.01, 0.05, 0.3, 0.5, 0.9]) {
      const step = 1e-6;
      const slope = (normalQuantile(p + step) - normalQuantile(p - step)) / (2 * step);
      expect(normalDensity(normalQuantile(p)) * slope).toBeCloseTo(1, 7);
    }
  });
});
