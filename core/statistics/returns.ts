import { invariant } from '../kernel/invariant.ts';
import { sampleCovariance, sampleDeviation } from './sample.ts';

/** Sample deviation of returns, 0 when it is no more than their rounding; null with fewer than two. */
export function returnDeviation(returns: readonly number[]): number | null {
  const deviation = sampleDeviation(returns);
  return deviation === null ? null : withoutNoise(deviation, returns);
}

/**
 * 0 for a deviation that rounding alone can make: a curve that grows by the same rate every day has returns that differ
 * in their last digits, and dividing by that would give a Sharpe ratio of 1e14 where there is none. A return is the
 * quotient of two rounded decimals less one, wrong by at most about 2 epsilon of 1 + r.
 */
export function withoutNoise(deviation: number, returns: readonly number[]): number {
  const largest = returns.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return deviation <= 4 * Number.EPSILON * (1 + largest) ? 0 : deviation;
}

/**
 * How much of an index's move a series takes along: their covariance over the index's variance, on the same days. Null
 * with fewer than two days, when the index never moved, and beyond all numbers.
 */
export function betaOf(returns: readonly number[], index: readonly number[]): number | null {
  const covariance = sampleCovariance(returns, index);
  const deviation = returnDeviation(index);
  return over(over(covariance, deviation), deviation);
}

/** The quotient; null when there is none or no number could hold it. */
export function over(numerator: number | null | undefined, denominator: number | null | undefined): number | null {
  if (numerator == null || denominator == null || denominator === 0) return null;
  return finite(numerator / denominator);
}

export function finite(value: number | null | undefined): number | null {
  return value != null && Number.isFinite(value) ? value : null;
}

/** `r_i = e_i / e_(i-1) - 1`. @throws InvariantError for a value that is not above 0. */
export function dailyReturns(curve: readonly number[]): readonly number[] {
  invariant(curve.every((value) => value > 0), 'the values of a curve are above 0');
  return Array.from({ length: Math.max(curve.length - 1, 0) }, (_, i) => {
    return (curve[i + 1] as number) / (curve[i] as number) - 1;
  });
}
