import { invariant } from '../kernel/invariant.ts';

/** Chebyshev coefficients of erfc, from W. H. Press et al., "Numerical Recipes", 3rd edition (2007), section 6.2.2. */
const ERFC = [
  -1.3026537197817094, 0.6419697923564902, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4,
  3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.30365583558e-6, 1.5626441722e-8,
  -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12,
  -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
];

/**
 * The probability that a chi-squared number with one degree of freedom is at least `x`: that of a standard normal
 * number being √x or more away from 0. Exact to about 1e-15.
 * @throws InvariantError when `x` is negative.
 */
export function chiSquaredTail(x: number): number {
  invariant(x >= 0, `a chi-squared number is not negative, was ${x}`);
  return erfc(Math.sqrt(x / 2));
}

/** The complementary error function of a number that is not negative, by Clenshaw's recurrence. */
function erfc(z: number): number {
  const t = 2 / (2 + z);
  const [last, ...rest] = ERFC.toReversed() as [number, ...number[]];
  const first = rest.pop() as number;
  let current = last;
  let before = 0;
  for (const coefficient of rest) [current, before] = [(4 * t - 2) * current - before + coefficient, current];
  return t * Math.exp(-z * z + 0.5 * (first + (4 * t - 2) * current) - before);
}
