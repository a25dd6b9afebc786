import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../kernel/random.ts';
import { ascending } from '../../statistics/sample.ts';
import { type RiskFigure, type RiskMethod, riskFigures, stretches } from './horizon.ts';
import { historicalRisk, parametricRisk } from './value-at-risk.ts';

const SIMULATION = { seed: 7, paths: 2_000 };

function year(): number[] {
  const random = seededRandom(2024);
  return Array.from({ length: 250 }, () => 0.0003 + 0.013 * normal(random));
}

function figure(figures: readonly RiskFigure[], method: RiskMethod, days: number, confidence: number): RiskFigure['risk'] {
  return figures.find((one) => one.method === method && one.days === days && one.confidence === confidence)?.risk ?? null;
}

describe('risk over days', () => {
  it('is, for one day, that of the returns themselves', () => {
    const returns = year();
    const figures = riskFigures(returns, SIMULATION);
    expect(figures).toHaveLength(18);
    expect(figure(figures, 'historical', 1, 0.99)?.var).toBeCloseTo(historicalRisk(ascending(returns), 0.99)?.var ?? 0, 14);
    expect(figure(figures, 'parametric', 1, 0.95)).toEqual(parametricRisk(returns, 0.95));
  });

  it('agrees between the methods where returns are nearly normal', () => {
    const figures = riskFigures(year(), { seed: 7, paths: 50_000 });
    for (const days of [1, 5, 10]) {
      const simulated = figure(figures, 'monteCarlo', days, 0.95)?.var ?? 0;
      const normalOne = figure(figures, 'parametric', days, 0.95)?.var ?? 0;
      expect(simulated / normalOne).toBeGreaterThan(0.93);
      expect(simulated / normalOne).toBeLessThan(1.07);
    }
  });

  it('never shows a mean loss smaller than the loss it lies beyond', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 11, maxLength: 40 }), (returns) => {
        for (const { risk } of riskFigures(returns, { seed: 1, paths: 200 })) {
          if (risk === null) throw new Error('eleven returns are enough for every horizon');
          expect(risk.cvar).toBeLessThanOrEqual(risk.var + 1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('does not exist without returns enough', () => {
    expect(riskFigures([], SIMULATION).every(({ risk }) => risk === null)).toBe(true);
    const four = riskFigures([0.01, -0.02, 0.005, 0], SIMULATION);
    expect(figure(four, 'historical', 5, 0.95)).toBeNull();
    expect(figure(four, 'parametric', 5, 0.95)).not.toBeNull();
  });

  it('compounds the days of a stretch', () => {
    expect(stretches([0.1, -0.1, 0.2], 2).map((value) => Number(value.toFixed(12)))).toEqual([-0.01, 0.08]);
    expect(stretches([0.1], 2)).toEqual([]);
  });
});
