import { seededRandom } from '../../kernel/random.ts';
import { ascending, mean, sampleDeviation, sampleExcessKurtosis } from '../../statistics/sample.ts';
import { degreesOfKurtosis, standardStudentT } from '../../statistics/student-t.ts';
import { type TailRisk, historicalRisk, parametricRiskOf } from './value-at-risk.ts';

/**
 * How a risk is estimated. `historical`: every stretch of so many days there was, days compounded. `parametric`: normal
 * returns, mean times days and deviation times the root of days. `monteCarlo`: days drawn from a t distribution with the
 * returns' mean, deviation and tails, compounded.
 */
export const RISK_METHODS = ['historical', 'parametric', 'monteCarlo'] as const;
export type RiskMethod = (typeof RISK_METHODS)[number];

export const RISK_CONFIDENCES = [0.95, 0.99] as const;
/** Trading days ahead. */
export const RISK_HORIZONS = [1, 5, 10] as const;

export interface RiskFigure {
  readonly method: RiskMethod;
  readonly confidence: number;
  readonly days: number;
  /** Returns over the whole horizon, losses negative; null when there are too few returns for it. */
  readonly risk: TailRisk | null;
}

/** A simulation that anyone can repeat. */
export interface Simulation {
  readonly seed: number;
  /** How many futures are drawn. */
  readonly paths: number;
}

export const USUAL_SIMULATION: Simulation = { seed: 1, paths: 20_000 };

/** Every method, confidence and horizon, for daily returns in the order of their days. */
export function riskFigures(returns: readonly number[], simulation = USUAL_SIMULATION): readonly RiskFigure[] {
  return RISK_METHODS.flatMap((method) =>
    RISK_HORIZONS.flatMap((days) => {
      const riskAt = estimate(returns, days, method, simulation);
      return RISK_CONFIDENCES.map((confidence): RiskFigure => ({ method, confidence, days, risk: riskAt(confidence) }));
    }),
  );
}

function estimate(
  returns: readonly number[],
  days: number,
  method: RiskMethod,
  simulation: Simulation,
): (confidence: number) => TailRisk | null {
  if (method === 'parametric') return parametric(returns, days);
  const sample = ascending(method === 'historical' ? stretches(returns, days) : futures(returns, days, simulation));
  return (confidence) => historicalRisk(sample, confidence);
}

function parametric(returns: readonly number[], days: number): (confidence: number) => TailRisk | null {
  const centre = mean(returns);
  const deviation = sampleDeviation(returns);
  if (centre === null || deviation === null) return () => null;
  return (confidence) => parametricRiskOf(centre * days, deviation * Math.sqrt(days), confidence);
}

/** The compounded return of every stretch of `days` days; they overlap. */
export function stretches(returns: readonly number[], days: number): number[] {
  return Array.from({ length: Math.max(0, returns.length - days + 1) }, (_, from) =>
    compounded(days, (day) => returns[from + day] as number),
  );
}

/** Compounded returns of futures that were never seen; none without at least two returns. */
function futures(returns: readonly number[], days: number, { seed, paths }: Simulation): number[] {
  const centre = mean(returns);
  const deviation = sampleDeviation(returns);
  if (centre === null || deviation === null) return [];
  const degrees = degreesOfKurtosis(sampleExcessKurtosis(returns));
  const random = seededRandom(seed);
  // No day loses more than everything.
  const draw = (): number => Math.max(-1, centre + deviation * standardStudentT(random, degrees));
  return Array.from({ length: paths }, () => compounded(days, draw));
}

function compounded(days: number, returnOf: (day: number) => number): number {
  let growth = 1;
  for (let day = 0; day < days; day += 1) growth *= 1 + returnOf(day);
  return growth - 1;
}
