import { invariant } from '../kernel/invariant.ts';
import { type Random, normal } from '../kernel/random.ts';

/**
 * A number of Student's t distribution with more than two degrees of freedom, scaled to mean 0 and deviation 1. With
 * infinitely many degrees it is a standard normal one.
 * @throws InvariantError when a deviation does not exist.
 */
export function standardStudentT(random: Random, degrees: number): number {
  invariant(degrees > 2, `a t distribution has a deviation above 2 degrees of freedom, not with ${degrees}`);
  const z = normal(random);
  if (degrees === Infinity) return z;
  const chiSquared = 2 * gamma(random, degrees / 2);
  return z * Math.sqrt((degrees - 2) / chiSquared);
}

/** A gamma number of the given shape, at least 1, and scale 1 (Marsaglia and Tsang, ACM TOMS 26, 2000, 363-372). */
function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Degrees of freedom of the t distribution with that excess kurtosis, which is 6 / (degrees - 4); without heavy tails
 * infinitely many, a normal distribution.
 */
export function degreesOfKurtosis(excess: number | null): number {
  return excess === null || excess <= 0 ? Infinity : 4 + 6 / excess;
}
