import { invariant } from '../kernel/invariant.ts';

const SQRT_TWO_PI = 2.5066282746310002;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((z * z) / -2) / SQRT_TWO_PI;
}

/** Numerator and denominator of a rational approximation, constant terms first. */
interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** Around the median, |p - 0.5| <= 0.425. */
const CENTRE: Rational = {
  over: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  under: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};

/** Down to tails of e^-25, about 1.4e-11. */
const TAIL: Rational = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

const FAR_TAIL: Rational = {
  over: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  under: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/**
 * The `z` below which a standard normal number falls with probability `p`, exact to about 1e-16 of its value.
 *
 * Algorithm AS 241, PPND16: M. J. Wichura, "The percentage points of the normal distribution", Applied Statistics 37
 * (1988), 477-484. R's `qnorm` and Python's `statistics` use it too.
 * @throws InvariantError when `p` is not between 0 and 1.
 */
export function normalQuantile(p: number): number {
  invariant(p > 0 && p < 1, `a probability is between 0 and 1, was ${p}`);
  const fromMedian = p - 0.5;
  if (Math.abs(fromMedian) <= 0.425) return fromMedian * rational(CENTRE, 0.180625 - fromMedian * fromMedian);
  const depth = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const distance = depth <= 5 ? rational(TAIL, depth - 1.6) : rational(FAR_TAIL, depth - 5);
  return fromMedian < 0 ? -distance : distance;
}

function rational({ over, under }: Rational, x: number): number {
  return polynomial(over, x) / polynomial(under, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
