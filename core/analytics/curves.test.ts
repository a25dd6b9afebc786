import { expect, it } from 'vitest';
import { type TradeDate } from '../kernel/time.ts';
import { monthlyReturns, rollingReturns, rollingVolatility, underwaterOf } from './curves.ts';

it('measures each point against the high before it', () => {
  expect(underwaterOf([100, 80, 120, 90, 120])).toEqual([0, 80 / 100 - 1, 0, 90 / 120 - 1, 0]);
});

it('looks back as many days as asked, and says nothing where there are fewer', () => {
  expect(rollingReturns([100, 110, 121], 1)).toEqual([null, 110 / 100 - 1, 121 / 110 - 1]);
  expect(rollingReturns([100, 110, 121], 2)).toEqual([null, null, 121 / 100 - 1]);
});

it('has no volatility where every return is the same, and scales others to a year', () => {
  expect(rollingVolatility([100, 110, 121, 133.1], 3)[3]).toBe(0);
  const [, , two] = rollingVolatility([100, 110, 99], 2);
  expect(two).toBeCloseTo(Math.sqrt(0.02) * Math.sqrt(252), 12);
});

it('compounds its months to the whole', () => {
  const dates = ['2025-12-30', '2025-12-31', '2026-01-05', '2026-01-30', '2026-02-02'] as readonly string[] as readonly TradeDate[];
  const months = monthlyReturns({ dates, equity: [100, 110, 99, 121, 133] });
  expect(months.map(({ month }) => month)).toEqual(['2025-12', '2026-01', '2026-02']);
  expect(months.reduce((growth, { value }) => growth * (1 + value), 1)).toBeCloseTo(1.33, 12);
});
