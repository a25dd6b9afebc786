import { describe, expect, it } from 'vitest';
import { seededRandom } from '../kernel/random.ts';
import { ascending, quantile, sampleDeviation, sampleExcessKurtosis } from './sample.ts';
import { degreesOfKurtosis, standardStudentT } from './student-t.ts';

function draws(degrees: number): number[] {
  const random = seededRandom(20_241_108);
  return Array.from({ length: 200_000 }, () => standardStudentT(random, degrees));
}

describe('numbers of a t distribution', () => {
  it.each([
    // scipy 1.17: t.ppf(p, degrees) * sqrt((degrees - 2) / degrees), and norm.ppf
    [6, 0.01, -2.56598],
    [6, 0.05, -1.5866],
    [10, 0.01, -2.47199],
    [Infinity, 0.01, -2.32635],
  ])('with %d degrees lie below their %d quantile that often', (degrees, p, expected) => {
    const numbers = ascending(draws(degrees));
    expect(numbers.filter((number) => number < expected).length / numbers.length).toBeCloseTo(p, 2);
    expect(quantile(numbers, p)).toBeCloseTo(expected, 1);
  });

  it('have deviation 1 and the tails that were asked for', () => {
    const numbers = draws(degreesOfKurtosis(1));
    expect(sampleDeviation(numbers)).toBeCloseTo(1, 2);
    expect(sampleExcessKurtosis(numbers)).toBeCloseTo(1, 0);
  });

  it('are the same from the same seed', () => {
    expect(draws(5).slice(0, 9)).toEqual(draws(5).slice(0, 9));
  });
});

it('a sample without heavy tails is normal', () => {
  expect([degreesOfKurtosis(-0.3), degreesOfKurtosis(0), degreesOfKurtosis(null)]).toEqual([Infinity, Infinity, Infinity]);
  expect(() => standardStudentT(seededRandom(1), 2)).toThrow('not with 2');
});
