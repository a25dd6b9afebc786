import { type NumbersOf, type StoredDay } from '../../../adapters/sqlite/review/review-store.ts';
import { monthlyReturns, rollingReturns, rollingVolatility, underwaterOf } from '../../../core/analytics/curves.ts';
import { performanceOf } from '../../../core/analytics/performance.ts';
import { RATE_ONE, ratioOf } from '../../../core/kernel/units.ts';
import { type ReviewRow, type StrategyCurveRow } from '../../preload/contract.ts';

/** As rates of 1e-8 go to the window. */
export function rated(fraction: number): number;
export function rated(fraction: number | null): number | null;
export function rated(fraction: number | null): number | null {
  return fraction === null ? null : Math.round(fraction * RATE_ONE);
}

/** Sessions that rolling figures look back over. */
const ROLLING_DAYS = 20;

/** A day with what was earned on it by whoever is looked at, and every strategy's book. */
export interface CurveDay {
  readonly stored: StoredDay;
  readonly profit: number;
  readonly books: ReadonlyMap<string, NumbersOf<'books'>>;
}

type Curves = Pick<ReviewRow, 'returns' | 'underwater' | 'rollingReturn' | 'rollingVolatility' | 'months' | 'strategies' | 'figures'>;

/** The curves of days that follow one another, and what they come to. */
export function curvesOf(days: readonly CurveDay[], ended: { readonly trips: number; readonly wins: number }): Curves {
  const growth = growthOf(days);
  const dates = days.map(({ stored }) => stored.date);
  // The curve begins with what the account was before its first day, which stands for that day once more.
  const curve = { dates: dates.slice(0, 1).concat(dates), equity: growth };
  const { totalReturn, annualReturn, annualVolatility, sharpe, sortino, calmar, maxDrawdown } = performanceOf({ ...curve, benchmark: null });
  return {
    returns: growth.slice(1).map((value) => rated(value - 1)),
    underwater: underwaterOf(growth).slice(1).map((value) => rated(value)),
    rollingReturn: rollingReturns(growth, ROLLING_DAYS).slice(1).map((value) => rated(value)),
    rollingVolatility: rollingVolatility(growth, ROLLING_DAYS).slice(1).map((value) => rated(value)),
    months: monthlyReturns(curve).map(({ month, value }) => ({ month, value: rated(value) })),
    strategies: strategyCurves(days),
    figures: {
      totalReturn: rated(totalReturn),
      annualReturn: rated(annualReturn),
      annualVolatility: rated(annualVolatility),
      sharpe,
      sortino,
      calmar,
      maxDrawdown: rated(maxDrawdown),
      winRate: ended.trips === 0 ? null : ratioOf(ended.wins, ended.trips),
      trips: ended.trips,
      profit: days.reduce((sum, { profit }) => sum + profit, 0),
    },
  };
}

/** 1 before the first day, then what each day's return on its base made of it: money paid in or out earns nothing. */
export function growthOf(days: readonly Pick<CurveDay, 'stored' | 'profit'>[]): readonly number[] {
  const growth = [1];
  for (const { stored, profit } of days) growth.push((growth.at(-1) ?? 1) * (1 + changeOf(stored.base, profit)));
  return days.length === 0 ? [] : growth;
}

export function changeOf(base: number, profit: number): number {
  return base > 0 ? profit / base : 0;
}

function strategyCurves(days: readonly CurveDay[]): readonly StrategyCurveRow[] {
  const owners = new Set(days.flatMap(({ books }) => [...books.keys()]));
  return [...owners].map((strategyId) => {
    let earned = 0;
    return { strategyId, profit: days.map(({ books }) => (earned += books.get(strategyId)?.profit ?? 0)) };
  });
}
