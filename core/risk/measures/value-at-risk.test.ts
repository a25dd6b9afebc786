import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascending } from '../../statistics/sample.ts';
import { type TailRisk, historicalRisk, isConfidence, parametricRisk } from './value-at-risk.ts';

function historical(returns: readonly number[], confidence: number): TailRisk | null {
  return historicalRisk(ascending(returns), confidence);
}

describe('historical value at risk', () => {
  const hundred = Array.from({ length: 101 }, (_, i) => (50 - i) / 1000);

  it('interpolates between neighbours, and means what is at or below', () => {
    // Four returns: the 5 % quantile lies 0.15 of the way from the worst to the next.
    const risk = historical([0.01, -0.04, 0.02, -0.02], 0.95);
    expect(risk?.var).toBeCloseTo(-0.037, 15);
    expect(risk?.cvar).toBe(-0.04);
  });

  it.each([
    [0.99, -0.049, -0.0495],
    [0.95, -0.045, -0.0475],
    [0.9, -0.04, -0.045],
    [0.8, -0.03, -0.04],
    [0.5, 0, -0.025],
  ])('at %d falls on a return, which belongs to the tail', (confidence, atRisk, shortfall) => {
    const risk = historical(hundred, confidence);
    expect(risk?.var).toBeCloseTo(atRisk, 15);
    expect(risk?.cvar).toBeCloseTo(shortfall, 15);
  });

  it('counts every return that equals it', () => {
    expect(historical([-0.03, -0.01, -0.01, -0.01, 0.02], 0.7)?.cvar).toBeCloseTo(-0.015, 15);
  });

  it('is the one return there is, and nothing without any', () => {
    expect(historical([0.01], 0.95)).toEqual({ var: 0.01, cvar: 0.01 });
    expect(historical([], 0.95)).toBeNull();
  });
});

describe('parametric value at risk', () => {
  // scipy 1.17: norm.ppf and norm.pdf with the mean and deviation (n - 1) of these.
  const returns = [0.012, -0.008, 0.0041, -0.0153, 0.0007, 0.0219, -0.0032];

  it.each([
    [0.9, -0.014194969545414993, -0.02008273359903555],
    [0.95, -0.018713121952130003, -0.023909765910014064],
    [0.99, -0.027188424461357722, -0.031402685707725475],
  ])('at %d', (confidence, atRisk, shortfall) => {
    const risk = parametricRisk(returns, confidence);
    expect(risk?.var).toBeCloseTo(atRisk, 14);
    expect(risk?.cvar).toBeCloseTo(shortfall, 14);
  });

  it('is the mean without deviation, and nothing for fewer than two returns', () => {
    expect(parametricRisk([0.01, 0.01, 0.01], 0.99)).toEqual({ var: 0.01, cvar: 0.01 });
    expect(parametricRisk([0.01], 0.99)).toBeNull();
    expect(parametricRisk([], 0.99)).toBeNull();
  });
});

describe('a confidence', () => {
  it.each([0, 1, -0.5, 95, Number.NaN, Number.POSITIVE_INFINITY, 1e-17])('is not %d', (confidence) => {
    expect(isConfidence(confidence)).toBe(false);
    expect(() => historical([0.01, 0.02], confidence)).toThrow('a confidence is between 0 and 1');
    expect(() => parametricRisk([0.01, 0.02], confidence)).toThrow('a confidence is between 0 and 1');
  });

  it.each([1e-15, 0.5, 0.99, 1 - 2 ** -53])('may be %d', (confidence) => {
    expect(isConfidence(confidence)).toBe(true);
    expect(parametricRisk([0.01, 0.02], confidence)).not.toBeNull();
  });
});

describe('either', () => {
  const someReturns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 2, maxLength: 80 });
  const someConfidence = fc.integer({ min: 1, max: 999 }).map((k) => k / 1000);
  const methods = [historical, parametricRisk];

  it('grows with confidence, and the mean beyond it is no better', () => {
    fc.assert(
      fc.property(someReturns, someConfidence, someConfidence, fc.constantFrom(...methods), (returns, a, b, risk) => {
        const lower = risk(returns, Math.min(a, b));
        const higher = risk(returns, Math.max(a, b));
        if (lower === null || higher === null) throw new Error('two returns have a risk');
        const rounding = 1e-12;
        expect(higher.var).toBeLessThanOrEqual(lower.var + rounding);
        expect(higher.cvar).toBeLessThanOrEqual(lower.cvar + rounding);
        expect(lower.cvar).toBeLessThanOrEqual(lower.var + rounding);
      }),
    );
  });

  it('scales and shifts with the returns', () => {
    fc.assert(
      fc.property(someReturns, someConfidence, fc.constantFrom(...methods), (returns, confidence, risk) => {
        const plain = risk(returns, confidence);
        const moved = risk(returns.map((value) => 3 * value + 0.01), confidence);
        expect(moved?.var).toBeCloseTo(3 * (plain?.var ?? Number.NaN) + 0.01, 12);
      }),
    );
  });

  it('does not mind the order', () => {
    fc.assert(
      fc.property(someReturns, someConfidence, (returns, confidence) => {
        expect(historical(returns.toReversed(), confidence)).toEqual(historical(returns, confidence));
      }),
    );
  });

  it('is null where no number could hold it', () => {
    expect(parametricRisk([1e308, -1e308, 1e308], 0.95)).toBeNull();
  });
});
