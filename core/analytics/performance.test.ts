import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../kernel/time.ts';
import { dailyReturns } from '../statistics/returns.ts';
import { type EquityCurve, type Performance, performanceOf } from './performance.ts';

/** A curve from 2023-01-01 on, a day after another: no weekends, which do not matter here. */
function curveOf(equity: readonly number[], benchmark: readonly number[] | null = null): EquityCurve {
  const start = Date.UTC(2023, 0, 1);
  const dates = equity.map((_, i) => new Date(start + i * 86_400_000).toISOString().slice(0, 10) as TradeDate);
  return { dates, equity, benchmark };
}

const EQUITY = [
  1_000_000, 1_004_210.5, 998_333.25, 1_011_020, 1_011_020, 995_110.75, 987_654.32, 1_002_003, 1_019_876.54, 1_030_000,
  1_022_222.2, 1_018_181.8, 1_031_415.9, 1_027_182.8, 1_040_404, 1_036_000.01, 1_012_345.67, 1_003_141.59, 1_015_000,
  1_029_999.99, 1_041_000, 1_055_555.55,
];
const INDEX = [
  3800, 3812.2, 3790.1, 3825.4, 3830.9, 3788.8, 3770, 3801.5, 3840.2, 3862.7, 3850.3, 3831.1, 3866.6, 3859.9, 3900.4,
  3888.1, 3820.7, 3799.9, 3822.2, 3870.3, 3881.4, 3902.6,
];

/** Of EQUITY beside INDEX with 2.5 % risk-free, by numpy 2.4 and scipy 1.17 (linregress for beta and alpha). */
const EXPECTED = {
  totalReturn: 0.05555555000000001,
  annualReturn: 0.9132561709634939,
  annualVolatility: 0.18485674466479327,
  sharpe: 3.467183226390049,
  sortino: 5.668087022033777,
  calmar: 25.499031686224882,
  maxDrawdown: -0.03581532750739136,
  var95: -0.015735841031829227,
  var99: -0.021413067643953697,
  cvar95: -0.019284107664407024,
  cvar99: -0.022832374296984814,
  winRate: 0.5238095238095238,
  profitLossRatio: 1.3797938778261234,
  bestDay: 0.017837810864837822,
  worstDay: -0.022832374296984814,
  skewness: -0.5141451467766576,
  kurtosis: -0.77107766631873,
  benchmarkReturn: 0.026999999999999913,
  benchmarkAnnualReturn: 0.37671905403196804,
  beta: 1.4276909964198474,
  alpha: 0.20912657694802098,
  correlation: 0.9713948333337707,
  trackingError: 0.06943150570434567,
  informationRatio: 4.875047153930562,
};

/** Eleven digits: of the value, or after the point when it is small. */
function near(value: number): unknown {
  return expect.closeTo(value, 11 - Math.max(0, Math.ceil(Math.log10(Math.abs(value)))));
}

/** What a JSON document can hold: no number that is none. */
function expectPlain(performance: Performance): void {
  const numbers = Object.entries(performance).filter(([, value]) => typeof value === 'number');
  expect(numbers.filter(([, value]) => !Number.isFinite(value))).toEqual([]);
}

describe('performance', () => {
  it('agrees with numpy and scipy', () => {
    const performance = performanceOf(curveOf(EQUITY, INDEX), 0.025);
    const expected = Object.entries(EXPECTED).map(([name, value]) => [name, near(value)]);
    expect(performance).toMatchObject({
      ...(Object.fromEntries(expected) as Readonly<Record<string, unknown>>),
      from: '2023-01-01',
      to: '2023-01-22',
      days: 21,
      maxDrawdownStart: '2023-01-15',
      maxDrawdownEnd: '2023-01-18',
      recovery: '2023-01-21',
      bestDayDate: '2023-01-09',
      worstDayDate: '2023-01-17',
    });
  });

  it('can be followed by hand', () => {
    // Returns 1/4, -1/5, 1/4: mean 1/10, deviation sqrt(((3/20)^2 + (3/10)^2 + (3/20)^2) / 2) = sqrt(27/400).
    const deviation = Math.sqrt(27 / 400);
    expect(performanceOf(curveOf([400, 500, 400, 500]))).toMatchObject({
      totalReturn: 0.25,
      annualReturn: near(1.25 ** 84 - 1),
      annualVolatility: near(deviation * Math.sqrt(252)),
      sharpe: near((0.1 / deviation) * Math.sqrt(252)),
      sortino: near((0.1 * 252) / (Math.sqrt(0.04 / 3) * Math.sqrt(252))),
      calmar: near((1.25 ** 84 - 1) / 0.2),
      maxDrawdown: near(-0.2),
      maxDrawdownStart: '2023-01-02',
      maxDrawdownEnd: '2023-01-03',
      recovery: '2023-01-04',
      var95: near(-0.2 + 0.1 * 0.45),
      cvar95: near(-0.2),
      winRate: near(2 / 3),
      profitLossRatio: near(1.25),
    });
  });
});

describe('what does not exist is null', () => {
  const NOTHING = { sharpe: null, sortino: null, calmar: null, skewness: null, kurtosis: null, profitLossRatio: null };

  it('without any day', () => {
    const { days, ...rest } = performanceOf(curveOf([]));
    expect(days).toBe(0);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it('with one day, which has neither gained nor lost', () => {
    const { days, totalReturn, maxDrawdown, from, to, ...rest } = performanceOf(curveOf([1000], [4000]), 0.02);
    expect({ days, totalReturn, maxDrawdown, from, to }).toEqual({
      days: 0,
      totalReturn: 0,
      maxDrawdown: 0,
      from: '2023-01-01',
      to: '2023-01-01',
    });
    const { benchmarkReturn, ...others } = rest;
    expect(benchmarkReturn).toBe(0);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('with one return, which has no deviation', () => {
    expect(performanceOf(curveOf([100, 90]))).toMatchObject({
      annualVolatility: null,
      sharpe: null,
      var95: -0.09999999999999998,
      cvar99: -0.09999999999999998,
      winRate: 0,
      recovery: null,
    });
  });

  it('without deviation', () => {
    const flat = performanceOf(curveOf([100, 100, 100, 100, 100], [1, 1, 1, 1, 1]));
    expect(flat).toMatchObject({ ...NOTHING, totalReturn: 0, annualReturn: 0, annualVolatility: 0, var95: 0, winRate: 0 });
    expect(flat).toMatchObject({ beta: null, alpha: null, correlation: null, trackingError: 0, informationRatio: null });
  });

  it('when the deviation is only rounding', () => {
    const growing = Array.from({ length: 200 }, (_, i) => 1_000_000 * 1.001 ** i);
    expect(new Set(dailyReturns(growing)).size).toBeGreaterThan(1);
    expect(performanceOf(curveOf(growing, growing))).toMatchObject({
      ...NOTHING,
      annualReturn: near(1.001 ** 252 - 1),
      annualVolatility: 0,
      winRate: 1,
      beta: null,
      correlation: null,
    });
  });

  it('without a fall', () => {
    const { maxDrawdown, maxDrawdownStart, maxDrawdownEnd, recovery, sortino, calmar, sharpe } = performanceOf(
      curveOf([100, 101, 101, 105]),
    );
    expect({ maxDrawdown, maxDrawdownStart, maxDrawdownEnd, recovery, sortino, calmar }).toEqual({
      maxDrawdown: 0,
      maxDrawdownStart: null,
      maxDrawdownEnd: null,
      recovery: null,
      sortino: null,
      calmar: null,
    });
    expect(sharpe).toBeGreaterThan(0);
  });

  it('without a benchmark', () => {
    expect(performanceOf(curveOf(EQUITY))).toMatchObject({ beta: null, alpha: null, benchmarkReturn: null });
  });

  it('when no number could hold it', () => {
    expect(performanceOf(curveOf([1, 20])).annualReturn).toBeNull();
    for (const equity of [[1e-300, 1e300, 1], [1e300, 1e-300], [5e-324, 1e308, 5e-324, 3]]) {
      expectPlain(performanceOf(curveOf(equity, equity.toReversed()), 0.03));
    }
  });
});

describe('performance of any curve', () => {
  const curves = fc.array(fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100), { minLength: 1, maxLength: 60 });

  it('does not depend on the size of the account', () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: -20, max: 20 }), (equity, power) => {
        // A power of two changes no digit; other factors could turn a tie.
        const scaled = equity.map((value) => value * 2 ** power);
        expect(performanceOf(curveOf(scaled), 0.02)).toEqual(performanceOf(curveOf(equity), 0.02));
      }),
    );
  });

  it('holds plain numbers, in their ranges', () => {
    fc.assert(
      fc.property(curves, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (equity, riskFree) => {
        const performance = performanceOf(curveOf(equity, equity.toReversed()), riskFree);
        expectPlain(performance);
        const { maxDrawdown, winRate, worstDay, bestDay, cvar95, cvar99, var95, var99, correlation } = performance;
        expect(maxDrawdown).toBeLessThanOrEqual(0);
        expect(maxDrawdown).toBeGreaterThan(-1);
        if (equity.length === 1) return;
        expect(winRate).toBeGreaterThanOrEqual(0);
        expect(winRate).toBeLessThanOrEqual(1);
        const rising = [worstDay, cvar99, var99, var95, bestDay].map((value) => value ?? Number.NaN);
        expect(rising.toSorted((a, b) => a - b)).toEqual(rising);
        expect(cvar95 ?? 0).toBeLessThanOrEqual(var95 ?? 0);
        expect(Math.abs(correlation ?? 0)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('against itself has beta 1 and no tracking error', () => {
    fc.assert(
      fc.property(curves, (equity) => {
        const { beta, alpha, correlation, trackingError, informationRatio, annualVolatility } = performanceOf(
          curveOf(equity, equity),
          0.02,
        );
        if (annualVolatility === null || annualVolatility === 0) {
          expect(beta).toBeNull();
          return;
        }
        expect([beta, correlation]).toEqual([near(1), near(1)]);
        expect(Math.abs(alpha ?? 0)).toBeLessThan(1e-9 * (1 + annualVolatility));
        expect([trackingError, informationRatio]).toEqual([0, null]);
      }),
    );
  });
});

describe('a curve that is none', () => {
  it.each([
    [[100, 0, 100], null, 'above 0'],
    [[100, -5], null, 'above 0'],
    [[100, Number.NaN], null, 'above 0'],
    [[100, 101], [1], 'a value per day'],
    [[100, 101], [1, 0], 'above 0'],
  ])('%j beside %j is refused', (equity, benchmark, message) => {
    expect(() => performanceOf(curveOf(equity, benchmark))).toThrow(message);
  });
});

describe('a million days', () => {
  it('are measured without running out of stack', () => {
    const equity = Array.from({ length: 1_000_001 }, (_, i) => 1_000_000 + 1000 * Math.sin(i) + i);
    const dates = equity.map(() => '2023-01-01' as TradeDate);
    const sorted = dailyReturns(equity).toSorted((a, b) => a - b);
    const [below = 0, above = 0] = sorted.slice(9999);
    expect(performanceOf({ dates, equity, benchmark: null })).toMatchObject({
      days: 1_000_000,
      annualReturn: near(((equity.at(-1) ?? 0) / (equity[0] ?? 0)) ** (252 / 1_000_000) - 1),
      var99: near(below + (above - below) * 0.99),
    });
  });
});
