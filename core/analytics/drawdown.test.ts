import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepestDrawdown } from './drawdown.ts';

describe('the deepest drawdown', () => {
  it('knows its peak, trough and recovery', () => {
    expect(deepestDrawdown([100, 120, 90, 60, 80, 120, 130])).toEqual({ depth: -0.5, peak: 1, trough: 3, recovery: 5 });
    expect(deepestDrawdown([100, 75, 80])).toEqual({ depth: -0.25, peak: 0, trough: 1, recovery: null });
  });

  it('is none without a fall', () => {
    expect(deepestDrawdown([])).toBeNull();
    expect(deepestDrawdown([5])).toBeNull();
    expect(deepestDrawdown([5, 5, 6])).toBeNull();
  });

  it('is the first of those that are as deep', () => {
    expect(deepestDrawdown([100, 50, 100, 200, 100, 200])).toEqual({ depth: -0.5, peak: 0, trough: 1, recovery: 2 });
  });

  it('starts on the first day at the high and ends on the first at the bottom', () => {
    expect(deepestDrawdown([100, 100, 50, 50, 99, 100, 100])).toEqual({ depth: -0.5, peak: 0, trough: 2, recovery: 5 });
  });

  it('keeps the recovery of the deepest when a shallower one follows, and forgets it when a deeper one does', () => {
    expect(deepestDrawdown([100, 50, 110, 99])).toMatchObject({ trough: 1, recovery: 2 });
    expect(deepestDrawdown([100, 90, 110, 50])).toMatchObject({ peak: 2, trough: 3, recovery: null });
  });

  it('is the worst of all pairs of days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 }), (curve) => {
        const falls = curve.flatMap((later, j) => curve.slice(0, j + 1).map((earlier) => later / earlier - 1));
        const found = deepestDrawdown(curve);
        expect(found?.depth ?? 0).toBe(Math.min(...falls));
        if (found !== null) {
          const high = curve[found.peak] ?? 0;
          expect(high).toBe(Math.max(...curve.slice(0, found.trough + 1)));
          const back = curve.findIndex((value, i) => i > found.trough && value >= high);
          expect(found.recovery).toBe(back < 0 ? null : back);
        }
      }),
    );
  });
});
