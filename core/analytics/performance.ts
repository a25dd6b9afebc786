import { invariant } from '../kernel/invariant.ts';
import { type TradeDate } from '../kernel/time.ts';
import { historicalRisk } from '../risk/measures/value-at-risk.ts';
import { betaOf, dailyReturns, finite, over, returnDeviation, withoutNoise } from '../statistics/returns.ts';
import { ascending, mean, sampleCovariance, sampleExcessKurtosis, sampleSkewness } from '../statistics/sample.ts';
import { deepestDrawdown } from './drawdown.ts';

/** Trading days that count as one year. */
export const DAYS_PER_YEAR = 252;

/** A value per day, days rising; all values above 0 and the lists equally long. */
export interface EquityCurve {
  readonly dates: readonly TradeDate[];
  readonly equity: readonly number[];
  /** An index or another curve on the same days. */
  readonly benchmark: readonly number[] | null;
}

/**
 * How an account did. Rates are fractions; what does not exist (no returns, no deviation to divide by, no drawdown, no
 * benchmark, a number beyond all numbers) is null.
 */
export interface Performance extends RiskAndReturn, Relative {
  readonly from: TradeDate | null;
  readonly to: TradeDate | null;
  /** Daily returns, one fewer than values. */
  readonly days: number;
  /** At most 0; 0 when the curve never fell. Its dates are then null. */
  readonly maxDrawdown: number | null;
  /** First day at the high before the fall. */
  readonly maxDrawdownStart: TradeDate | null;
  /** First day at the bottom. */
  readonly maxDrawdownEnd: TradeDate | null;
  /** First day at or above that high again; null also while it lasts. */
  readonly recovery: TradeDate | null;
  readonly calmar: number | null;
  readonly bestDay: number | null;
  readonly bestDayDate: TradeDate | null;
  readonly worstDay: number | null;
  readonly worstDayDate: TradeDate | null;
}

interface RiskAndReturn {
  readonly totalReturn: number | null;
  readonly annualReturn: number | null;
  readonly annualVolatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  /** Historical, at 95 and 99 %. */
  readonly var95: number | null;
  readonly var99: number | null;
  readonly cvar95: number | null;
  readonly cvar99: number | null;
  /** Share of all days with a gain. */
  readonly winRate: number | null;
  /** Mean gain of the days with a gain over the mean loss of those with a loss. */
  readonly profitLossRatio: number | null;
  readonly skewness: number | null;
  /** Beyond a normal distribution's: 0 for that. */
  readonly kurtosis: number | null;
}

/** Against the benchmark. */
interface Relative {
  readonly benchmarkReturn: number | null;
  readonly benchmarkAnnualReturn: number | null;
  readonly beta: number | null;
  /** Jensen's, for a year: what the mean return is beyond the risk-free rate and beta times the benchmark's excess. */
  readonly alpha: number | null;
  readonly correlation: number | null;
  readonly trackingError: number | null;
  readonly informationRatio: number | null;
}

/**
 * Measures a curve by the conventions of the command line (`metrics`).
 * @param riskFree yearly rate as a fraction
 * @throws InvariantError when the lists are not equally long or hold values that are not above 0.
 */
export function performanceOf(curve: EquityCurve, riskFree = 0): Performance {
  const { dates, equity, benchmark } = curve;
  invariant(equity.length === dates.length, 'an equity curve has a value per day');
  const returns = dailyReturns(equity);
  const riskAndReturn = riskAndReturnOf(equity, returns, riskFree);
  const drawdown = deepestDrawdown(equity);
  const maxDrawdown = equity.length === 0 ? null : (drawdown?.depth ?? 0);
  const best = firstBest(dates, returns, (value, than) => value > than);
  const worst = firstBest(dates, returns, (value, than) => value < than);
  return {
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
    days: returns.length,
    ...riskAndReturn,
    calmar: over(riskAndReturn.annualReturn, maxDrawdown === null ? null : -maxDrawdown),
    maxDrawdown,
    maxDrawdownStart: dayAt(dates, drawdown?.peak),
    maxDrawdownEnd: dayAt(dates, drawdown?.trough),
    recovery: dayAt(dates, drawdown?.recovery),
    bestDay: best.value,
    bestDayDate: best.date,
    worstDay: worst.value,
    worstDayDate: worst.date,
    ...relativeOf(returns, benchmark, riskFree),
  };
}

function riskAndReturnOf(equity: readonly number[], returns: readonly number[], riskFree: number): RiskAndReturn {
  const daily = riskFree / DAYS_PER_YEAR;
  const deviation = returnDeviation(returns);
  const meanReturn = mean(returns);
  const excess = meanReturn === null ? null : meanReturn - daily;
  const shortfall = mean(returns.map((value) => Math.min(value - daily, 0) ** 2));
  const sorted = ascending(returns);
  const risk95 = historicalRisk(sorted, 0.95);
  const risk99 = historicalRisk(sorted, 0.99);
  const gains = returns.filter((value) => value > 0);
  const losses = returns.filter((value) => value < 0);
  return {
    totalReturn: totalReturnOf(equity),
    annualReturn: annualReturnOf(equity),
    annualVolatility: yearly(deviation),
    sharpe: yearly(over(excess, deviation)),
    sortino: yearly(over(excess, shortfall === null ? null : withoutNoise(Math.sqrt(shortfall), returns))),
    var95: risk95?.var ?? null,
    var99: risk99?.var ?? null,
    cvar95: risk95?.cvar ?? null,
    cvar99: risk99?.cvar ?? null,
    winRate: over(gains.length, returns.length),
    profitLossRatio: over(mean(gains), mean(losses.map(Math.abs))),
    skewness: deviation === 0 ? null : finite(sampleSkewness(returns)),
    kurtosis: deviation === 0 ? null : finite(sampleExcessKurtosis(returns)),
  };
}

const NO_BENCHMARK: Relative = {
  benchmarkReturn: null,
  benchmarkAnnualReturn: null,
  beta: null,
  alpha: null,
  correlation: null,
  trackingError: null,
  informationRatio: null,
};

function relativeOf(returns: readonly number[], benchmark: readonly number[] | null, riskFree: number): Relative {
  if (benchmark === null) return NO_BENCHMARK;
  const others = dailyReturns(benchmark);
  invariant(others.length === returns.length, 'a benchmark has a value per day of the curve');
  const deviation = returnDeviation(returns);
  const otherDeviation = returnDeviation(others);
  const covariance = sampleCovariance(returns, others);
  const active = returns.map((value, i) => value - (others[i] as number));
  const activeDeviation = returnDeviation(active);
  const beta = betaOf(returns, others);
  return {
    benchmarkReturn: totalReturnOf(benchmark),
    benchmarkAnnualReturn: annualReturnOf(benchmark),
    beta,
    alpha: beta === null ? null : alphaOf(returns, others, beta, riskFree / DAYS_PER_YEAR),
    correlation: over(over(covariance, deviation), otherDeviation),
    trackingError: yearly(activeDeviation),
    informationRatio: yearly(over(mean(active), activeDeviation)),
  };
}

function totalReturnOf(curve: readonly number[]): number | null {
  const growth = over(curve.at(-1), curve[0]);
  return growth === null ? null : growth - 1;
}

function annualReturnOf(curve: readonly number[]): number | null {
  const growth = over(curve.at(-1), curve[0]);
  return growth === null || curve.length < 2 ? null : finite(growth ** (DAYS_PER_YEAR / (curve.length - 1)) - 1);
}

function alphaOf(returns: readonly number[], others: readonly number[], beta: number, daily: number): number | null {
  const own = mean(returns);
  const other = mean(others);
  return own === null || other === null ? null : finite((own - daily - beta * (other - daily)) * DAYS_PER_YEAR);
}

/** A figure of a day, scaled to a year as deviations are. */
function yearly(daily: number | null): number | null {
  return daily === null ? null : finite(daily * Math.sqrt(DAYS_PER_YEAR));
}

/** The first day whose return no other beats. */
function firstBest(
  dates: readonly TradeDate[],
  returns: readonly number[],
  beats: (value: number, other: number) => boolean,
): { readonly value: number | null; readonly date: TradeDate | null } {
  const value = returns.reduce<number | null>((best, one) => (best === null || beats(one, best) ? one : best), null);
  if (value === null) return { value, date: null };
  return { value: finite(value), date: dayAt(dates, returns.indexOf(value) + 1) };
}

function dayAt(dates: readonly TradeDate[], index: number | null | undefined): TradeDate | null {
  return index == null ? null : (dates[index] ?? null);
}
