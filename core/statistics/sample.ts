import { type Nominal } from '../kernel/units.ts';

// Plain statistics over plain, finite numbers. What a series is too short for is null. All of them are loops over the
// series: a million numbers are too many for an argument list.

type Numbers = readonly number[] | Float64Array;

/**
 * Sum of a term per value, with the lost low digits carried along (Neumaier, 1974): its error does not grow with the
 * length.
 */
export function sum(values: Numbers, term: (value: number, index: number) => number = (value) => value): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = term(values[i] as number, i);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** The mean; of equal numbers it is that number to the last digit, so that their deviation is exactly 0. */
export function mean(values: Numbers): number | null {
  const count = values.length;
  if (count === 0) return null;
  const first = sum(values) / count;
  return first + sum(values, (value) => value - first) / count;
}

/** Standard deviation of a sample (n - 1). */
export function sampleDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  return Math.sqrt(sum(values, (value) => (value - centre) ** 2) / (values.length - 1));
}

/** Covariance of a sample (n - 1); the two are equally long. */
export function sampleCovariance(a: readonly number[], b: readonly number[]): number | null {
  const centreOfA = mean(a);
  const centreOfB = mean(b);
  if (centreOfA === null || centreOfB === null || a.length < 2) return null;
  return sum(a, (value, i) => (value - centreOfA) * ((b[i] as number) - centreOfB)) / (a.length - 1);
}

/** How lopsided a sample is, negative with a long left tail: the adjusted coefficient G1 of spreadsheets and pandas. */
export function sampleSkewness(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 3) return null;
  const moments = standardized(values, 3);
  return moments === null ? null : (moments * Math.sqrt(n * (n - 1))) / (n - 2);
}

/** How heavy a sample's tails are beyond a normal distribution's (0): the adjusted G2 of spreadsheets and pandas. */
export function sampleExcessKurtosis(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 4) return null;
  const moments = standardized(values, 4);
  return moments === null ? null : ((n - 1) * ((n + 1) * (moments - 3) + 6)) / ((n - 2) * (n - 3));
}

/** Central moment of the given order in units of the population's deviation; null without deviation. */
function standardized(values: readonly number[], order: number): number | null {
  const centre = mean(values);
  if (centre === null) return null;
  const deviation = Math.sqrt(sum(values, (value) => (value - centre) ** 2) / values.length);
  if (deviation === 0) return null;
  return sum(values, (value) => ((value - centre) / deviation) ** order) / values.length;
}

/** Numbers in rising order; only {@link ascending} makes them. */
export type Ascending = Nominal<Float64Array, 'Ascending'>;

export function ascending(values: readonly number[]): Ascending {
  return Float64Array.from(values).toSorted() as Ascending;
}

/**
 * Where among `count` numbers in rising order the quantile `p` lies: 2.25 is a quarter of the way from the third to the
 * fourth. A position that only rounding keeps from a number is that number: 1 - 0.9 is a little less than 0.1.
 */
export function quantilePosition(count: number, p: number): number {
  const position = (count - 1) * p;
  const nearest = Math.round(position);
  return Math.abs(position - nearest) <= count * Number.EPSILON ? nearest : position;
}

/** The quantile `p` with linear interpolation between neighbours (type 7 of Hyndman and Fan, the usual one). */
export function quantile(values: Ascending, p: number): number | null {
  if (values.length === 0) return null;
  const position = quantilePosition(values.length, p);
  const below = Math.floor(position);
  const share = position - below;
  const lower = values[below] as number;
  return share === 0 ? lower : lower + ((values[below + 1] as number) - lower) * share;
}
