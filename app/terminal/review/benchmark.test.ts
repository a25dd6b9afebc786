import { expect, it } from 'vitest';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Price } from '../../../core/kernel/units.ts';
import { benchmarkOf } from './benchmark.ts';

const date = (day: number): TradeDate => `2026-08-${String(day).padStart(2, '0')}` as TradeDate;
const closes = [1000, 1010, 1000, 1020].map((level, at) => ({ date: date(at + 1), close: (level * 10_000) as Price }));

it('gives beta, alpha, tracking error and information ratio as numpy has them, and the excess over the index', () => {
  const growth = [1, 1.02, 1.01, 1.05];
  const row = benchmarkOf('000300.SH', closes, [date(2), date(3), date(4)], growth);
  // numpy: r = [.02, 1.01/1.02-1, 1.05/1.01-1], b = [.01, 1000/1010-1, .02], ddof=1, 252 days.
  expect(row?.figures.beta).toBeCloseTo(1.6304448524, 9);
  expect(row?.figures.alpha).toBe(Math.round(1.4304957740 * 1e8));
  expect(row?.figures.trackingError).toBe(Math.round(0.1548372157 * 1e8));
  expect(row?.figures.informationRatio).toBeCloseTo(16.1129636608, 7);
  expect(row?.returns).toEqual([1_000_000, 0, 2_000_000]);
  expect(row?.figures.excessReturn).toBe(Math.round((1.05 / 1.02 - 1) * 1e8));
});

it('has the level before on a day without a close, begins with the first day’s own where none is earlier, and is none before', () => {
  const gapped = [closes[0], closes[3]].filter((one) => one !== undefined);
  expect(benchmarkOf('i', gapped, [date(1), date(2), date(4)], [1, 1, 1, 1])?.returns).toEqual([0, 0, 2_000_000]);
  expect(benchmarkOf('i', closes.slice(2), [date(1), date(2)], [1, 1, 1])).toBeNull();
});
