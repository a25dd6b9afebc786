import { describe, expect, it } from 'vitest';
import { ascending } from '../../statistics/sample.ts';
import { backtestRisk, kupiecTest } from './backtest.ts';
import { historicalRisk } from './value-at-risk.ts';

const historical = (returns: readonly number[], confidence: number) => historicalRisk(ascending(returns), confidence);

describe("Kupiec's test", () => {
  it.each([
    // scipy 1.17: 2 * (binom.logpmf(x, n, x / n) - binom.logpmf(x, n, p)) and chi2.sf(…, 1)
    [255, 7, 0.95, 3.240717999789, 0.0718291532905],
    [510, 11, 0.99, 5.179618602373, 0.0228533397870],
    [1000, 50, 0.95, 0, 1],
    [250, 0, 0.99, 5.025167926751, 0.0249815030534],
    [10, 10, 0.99, 92.103403719762, 8.22637584354e-22],
  ])('of %d days with %d exceptions at %d', (days, exceptions, confidence, ratio, pValue) => {
    const test = kupiecTest(days, exceptions, confidence);
    expect(test?.ratio).toBeCloseTo(ratio, 10);
    expect(test?.pValue).toBeCloseTo(pValue, 10);
  });

  it('needs a day', () => {
    expect(kupiecTest(0, 0, 0.99)).toBeNull();
  });
});

describe('a backtest', () => {
  it('counts the days that lost more than was said the day before', () => {
    const returns = [0.01, -0.01, 0.02, -0.03, 0.01, -0.005, -0.04];
    // At 50 % the value at risk is the median of the three days before: 0.01, -0.01, 0.01, -0.005.
    expect(backtestRisk(returns, 3, 0.5, historical)).toMatchObject({ days: 4, exceptions: 3, expected: 2 });
  });

  it('of a short series has no days', () => {
    expect(backtestRisk([0.01, 0.02], 3, 0.95, historical)).toEqual({ days: 0, exceptions: 0, expected: 0, kupiec: null });
  });
});
