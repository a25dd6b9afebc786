import { invariant } from '../../kernel/invariant.ts';
import { normalDensity, normalQuantile } from '../../statistics/normal-distribution.ts';
import { type Ascending, mean, quantile, quantilePosition, sampleDeviation } from '../../statistics/sample.ts';

/** The return of a day that is bad, and the mean return of the days that are at least as bad; losses are negative. */
export interface TailRisk {
  readonly var: number;
  readonly cvar: number;
}

/**
 * Value at risk as it was: the (1 - confidence) quantile of the returns, and the mean of those at or below it. Null
 * without returns.
 *
 * Which returns are at or below is decided by rank, so that rounding in the interpolation cannot move one across.
 * @throws InvariantError when the confidence is not between 0 and 1.
 */
export function historicalRisk(returns: Ascending, confidence: number): TailRisk | null {
  const tail = tailOf(confidence);
  const atRisk = quantile(returns, tail);
  if (atRisk === null) return null;
  const below = returns[Math.floor(quantilePosition(returns.length, tail))] as number;
  const shortfall = mean(returns.subarray(0, countUpTo(returns, below)));
  return finiteRisk(atRisk, shortfall ?? below);
}

/**
 * Value at risk if returns were normal with the mean and deviation of these. Null with fewer than two returns, which
 * have no deviation.
 * @throws InvariantError when the confidence is not between 0 and 1.
 */
export function parametricRisk(returns: readonly number[], confidence: number): TailRisk | null {
  const centre = mean(returns);
  const deviation = sampleDeviation(returns);
  return centre === null || deviation === null ? null : parametricRiskOf(centre, deviation, confidence);
}

/**
 * Value at risk of a normal distribution.
 * @throws InvariantError when the confidence is not between 0 and 1.
 */
export function parametricRiskOf(centre: number, deviation: number, confidence: number): TailRisk | null {
  const tail = tailOf(confidence);
  const z = normalQuantile(tail);
  return finiteRisk(centre + z * deviation, centre - (deviation * normalDensity(z)) / tail);
}

/** Whether the number is between 0 and 1, and not so near to them that no tail or nothing but a tail is left. */
export function isConfidence(value: number): boolean {
  const tail = 1 - value;
  return value < 1 && tail < 1;
}

function tailOf(confidence: number): number {
  invariant(isConfidence(confidence), `a confidence is between 0 and 1, was ${confidence}`);
  return 1 - confidence;
}

/** Returns near the largest numbers have no mean that a number could hold. */
function finiteRisk(atRisk: number, shortfall: number): TailRisk | null {
  return Number.isFinite(atRisk) && Number.isFinite(shortfall) ? { var: atRisk, cvar: shortfall } : null;
}

/** How many of the numbers are at most `limit`. */
function countUpTo(values: Ascending, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
