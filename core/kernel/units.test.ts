import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from './invariant.ts';
import {
  RATE_ONE,
  type Rounding,
  applyRate,
  averagePrice,
  money,
  mulDiv,
  price,
  quantity,
  ratioOf,
  rate,
  roundToCent,
  subtractQuantity,
  turnoverOf,
} from './units.ts';

/** The same division by BigInt, written the plain way. */
function exact(value: bigint, numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const product = value * numerator;
  const floor = product / denominator - (product % denominator < 0n ? 1n : 0n);
  if (rounding === 'floor') return floor;
  if (rounding === 'ceil') return product % denominator === 0n ? floor : floor + 1n;
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return product < 0n ? -rounded : rounded;
}

describe('mulDiv', () => {
  it('is exact for every size and sign, in each rounding', () => {
    const whole = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(whole, fc.integer({ min: -9_000, max: 9_000 }), fc.integer({ min: 1, max: 1_000_000_000 }), (a, b, c) => {
        for (const rounding of ['floor', 'ceil', 'halfUp'] as const) {
          expect(mulDiv(a, b, c, rounding)).toBe(Number(exact(BigInt(a), BigInt(b), BigInt(c), rounding)));
        }
      }),
    );
  });

  it('goes through BigInt where a product leaves the safe integers', () => {
    expect(mulDiv(9_007_199_254_740_991, RATE_ONE, RATE_ONE, 'halfUp')).toBe(9_007_199_254_740_991);
    expect(() => mulDiv(9_007_199_254_740_991, 3, 1, 'floor')).toThrow(InvariantError);
    expect(() => mulDiv(1, 1, 0, 'floor')).toThrow('denominator');
  });

  it('rounds a half away from zero, as settlement does', () => {
    expect(mulDiv(5, 1, 10, 'halfUp')).toBe(1);
    expect(mulDiv(-5, 1, 10, 'halfUp')).toBe(-1);
    expect(mulDiv(4, 1, 10, 'halfUp')).toBe(0);
  });
});

describe('units', () => {
  it('refuse what they cannot be', () => {
    expect(() => price(-1)).toThrow('price is negative');
    expect(() => quantity(0.5)).toThrow('safe integer');
    expect(() => money(Number.NaN)).toThrow('safe integer');
    expect(() => subtractQuantity(quantity(1), quantity(2))).toThrow('quantity is negative');
    expect(() => turnoverOf(price(18_457_600), quantity(1_000_000_000))).toThrow('safe integer');
  });

  it('multiply a price by shares without loss', () => {
    expect(turnoverOf(price(18_457_600), quantity(100))).toBe(1_845_760_000);
  });

  it('take a rate of an amount and round to cents', () => {
    expect(applyRate(money(1_845_760_000), rate(25_000), 'halfUp')).toBe(461_440);
    expect(roundToCent(money(461_450))).toBe(461_500);
    expect(roundToCent(money(-461_450))).toBe(-461_500);
    expect(roundToCent(money(461_449))).toBe(461_400);
  });

  it('average and compare', () => {
    expect(averagePrice(money(1_000), quantity(3))).toBe(333);
    expect(averagePrice(money(0), quantity(0))).toBe(0);
    expect(ratioOf(1, 3)).toBe(33_333_333);
    expect(ratioOf(1, 0)).toBe(0);
  });
});
