import { describe, expect, it } from 'vitest';
import { type Money } from '../../kernel/units.ts';
import { concentrationOf } from './concentration.ts';

describe('concentration', () => {
  it('of equal holdings is as many holdings', () => {
    const four = concentrationOf([100, 100, 100, 100] as Money[]);
    expect(four).toMatchObject({ largest: 0.25, largestFive: 1, herfindahl: 0.25, effectiveHoldings: 4 });
  });

  it('of one among many is nearly one', () => {
    expect(concentrationOf([9_700, 100, 100, 100] as Money[])?.effectiveHoldings).toBeCloseTo(1.06247, 5);
  });

  it('of nothing is nothing', () => {
    expect(concentrationOf([])).toBeNull();
    expect(concentrationOf([0 as Money])).toBeNull();
  });
});
