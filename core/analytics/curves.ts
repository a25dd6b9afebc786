import { type TradeDate } from '../kernel/time.ts';
import { dailyReturns, finite, over, returnDeviation } from '../statistics/returns.ts';
import { DAYS_PER_YEAR, type EquityCurve } from './performance.ts';

/** How far below its highest value so far each point stands: `v_i / max(v_0 … v_i) - 1`, 0 at a new high. */
export function underwaterOf(curve: readonly number[]): readonly number[] {
  let high = 0;
  return curve.map((value) => {
    high = Math.max(high, value);
    return value / high - 1;
  });
}

/** The return over the last `days` days up to each point, `v_i / v_(i-days) - 1`; null where there are not so many. */
export function rollingReturns(curve: readonly number[], days: number): readonly (number | null)[] {
  return curve.map((value, i) => {
    const growth = over(value, curve[i - days]);
    return growth === null ? null : growth - 1;
  });
}

/** The sample deviation of the last `days` daily returns up to each point, for a year: times √252; null before. */
export function rollingVolatility(curve: readonly number[], days: number): readonly (number | null)[] {
  const returns = dailyReturns(curve);
  return curve.map((_, i) => {
    const deviation = i < days ? null : returnDeviation(returns.slice(i - days, i));
    return deviation === null ? null : finite(deviation * Math.sqrt(DAYS_PER_YEAR));
  });
}

export interface MonthReturn {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Last value of the month over the last one before it, less one; of the first month over the curve's first value. */
  readonly value: number;
}

/** The months of a curve whose first point is what it began with, oldest first. */
export function monthlyReturns({ dates, equity }: Pick<EquityCurve, 'dates' | 'equity'>): readonly MonthReturn[] {
  const months: MonthReturn[] = [];
  let base = equity[0];
  for (const [i, date] of dates.entries()) {
    if (i === 0 || monthOf(date) === monthOf(dates[i + 1])) continue;
    const growth = over(equity[i], base);
    if (growth !== null) months.push({ month: date.slice(0, 7), value: growth - 1 });
    base = equity[i];
  }
  return months;
}

function monthOf(date: TradeDate | undefined): string | undefined {
  return date?.slice(0, 7);
}
