import { describe, expect, it } from 'vitest';
import {
  formatAverage,
  formatCompact,
  formatMoney,
  formatMoneyCompact,
  formatPercent,
  formatPrice,
  formatQuantity,
  signed,
} from './number.ts';

describe('prices and money', () => {
  it('group thousands and keep the digits of the tick', () => {
    expect(formatPrice(19_380_000)).toBe('1,938.00');
    expect(formatPrice(12_340, 3)).toBe('1.234');
    expect(formatPrice(12_345)).toBe('1.2345');
    expect(formatMoney(12_345_678_912)).toBe('1,234,567.89');
    expect(formatMoney(-500)).toBe('−0.05');
    expect(formatAverage(193_849)).toBe('19.385');
  });

  it('show that there is no price', () => {
    expect(formatPrice(0)).toBe('—');
    expect(formatAverage(0)).toBe('—');
  });
});

describe('percent', () => {
  it('rounds to a hundredth', () => {
    expect(formatPercent(12_345_678)).toBe('12.35%');
    expect(formatPercent(-5_000)).toBe('0.00%');
    expect(signed(1, formatPercent(10_000_000))).toBe('+10.00%');
    expect(signed(-1, formatPercent(-10_000_000))).toBe('−10.00%');
  });
});

describe('compact counts', () => {
  it('follow the language', () => {
    expect(formatCompact(123_456_789, 'zh')).toBe('1.23亿');
    expect(formatCompact(123_456_789, 'en')).toBe('123.46M');
    expect(formatCompact(9_999, 'zh')).toBe('9,999');
    expect(formatMoneyCompact(456_000_000, 'zh')).toBe('4.56万');
  });

  it('leave shares whole', () => {
    expect(formatQuantity(1_234_500)).toBe('1,234,500');
  });
});
