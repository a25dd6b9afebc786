import { invariant } from '../../kernel/invariant.ts';
import { chiSquaredTail } from '../../statistics/chi-squared.ts';
import { type TailRisk } from './value-at-risk.ts';

/** How often losses went beyond the value at risk that had been said the day before. */
export interface RiskBacktest {
  /** Days that had a value at risk from the days before them. */
  readonly days: number;
  readonly exceptions: number;
  /** How many there should have been. */
  readonly expected: number;
  readonly kupiec: KupiecTest | null;
}

/** Whether as many exceptions as these are chance, if the value at risk is right. */
export interface KupiecTest {
  /** -2 ln of the likelihood ratio; chi-squared with one degree of freedom if it is right. */
  readonly ratio: number;
  /** The probability of so odd a number of exceptions; below 0.05 the model is commonly rejected. */
  readonly pValue: number;
}

/**
 * Says each day's value at risk from the `window` returns before it, and counts the days that lost more.
 * @throws InvariantError when the window is empty.
 */
export function backtestRisk(
  returns: readonly number[],
  window: number,
  confidence: number,
  riskOf: (returns: readonly number[], confidence: number) => TailRisk | null,
): RiskBacktest {
  invariant(window > 0, `a window holds at least one return, was ${window}`);
  let days = 0;
  let exceptions = 0;
  for (let day = window; day < returns.length; day += 1) {
    const risk = riskOf(returns.slice(day - window, day), confidence);
    if (risk === null) continue;
    days += 1;
    if ((returns[day] as number) < risk.var) exceptions += 1;
  }
  return { days, exceptions, expected: days * (1 - confidence), kupiec: kupiecTest(days, exceptions, confidence) };
}

/**
 * Kupiec's test of the proportion of failures; null without days.
 *
 * P. H. Kupiec, "Techniques for Verifying the Accuracy of Risk Measurement Models", Journal of Derivatives 3 (1995),
 * 73-84.
 */
export function kupiecTest(days: number, exceptions: number, confidence: number): KupiecTest | null {
  if (days === 0) return null;
  const seen = logLikelihood(days, exceptions, exceptions / days);
  const said = logLikelihood(days, exceptions, 1 - confidence);
  const ratio = Math.max(0, 2 * (seen - said));
  return { ratio, pValue: chiSquaredTail(ratio) };
}

/** Of `exceptions` in `days` when each day is one with probability `p`; 0 times the logarithm of 0 is 0. */
function logLikelihood(days: number, exceptions: number, p: number): number {
  const of = (count: number, probability: number): number => (count === 0 ? 0 : count * Math.log(probability));
  return of(days - exceptions, 1 - p) + of(exceptions, p);
}
