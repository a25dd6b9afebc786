import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, formatRate, formatYuan, parseDecimal } from './decimal.ts';
import { money, price, rate } from './units.ts';

describe('parseDecimal', () => {
  it.each([
    ['19.38', 193_800],
    ['0.0001', 1],
    ['1845.76000', 18_457_600],
    ['-0.5', -5_000],
    ['+7', 70_000],
    ['5.', 50_000],
    ['-0', 0],
  ])('reads %s', (text, value) => {
    expect(parseDecimal(text, 4)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'notANumber'],
    ['.5', 'notANumber'],
    ['1e3', 'notANumber'],
    ['1,000', 'notANumber'],
    ['０.5', 'notANumber'],
    [' 1', 'notANumber'],
    ['NaN', 'notANumber'],
    ['0.00001', 'tooManyDecimals'],
    ['999999999999999999', 'tooLarge'],
  ])('refuses %j: %s', (text, error) => {
    expect(parseDecimal(text, 4)).toEqual({ ok: false, error });
  });

  it('reads back what formatDecimal writes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (value, scale, digits) => {
        const text = formatDecimal(value, scale, Math.min(digits, scale));
        expect(parseDecimal(text, scale)).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
    );
  });
});

describe('formats', () => {
  it('keep two decimals of money and no residue', () => {
    expect(formatYuan(money(193_800))).toBe('19.38');
    expect(formatYuan(money(-5))).toBe('-0.0005');
    expect(formatYuan(price(10_000_000))).toBe('1000.00');
    expect(formatYuan(money(1_000))).toBe('0.10');
  });

  it('write rates as fractions', () => {
    expect(formatRate(rate(25_000))).toBe('0.00025');
    expect(formatRate(rate(100_000_000))).toBe('1');
  });
});
