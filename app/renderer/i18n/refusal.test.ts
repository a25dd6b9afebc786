import { describe as group, expect, it } from 'vitest';
import { describe } from './refusal.ts';

group('a refusal in words', () => {
  const short = { code: 'cash.short', params: { need: 62_340_000, available: 48_340_000, allowed: 400 } };

  it('carries its numbers in their units', () => {
    expect(describe(short, 'zh')).toBe('资金不足：需要 6,234.00，可用 4,834.00，最多 400 股');
    expect(describe(short, 'en')).toBe('Needs 6,234.00, available 4,834.00: at most 400 shares');
  });

  it('says words of closed sets in the language', () => {
    const refusal = { code: 'session.noEntry', params: { phase: 'lunch' } };
    expect(describe(refusal, 'zh')).toBe('午间休市不接受委托');
    expect(describe(refusal, 'en')).toBe('Lunch break: no orders are taken');
  });

  it('shows a missing number as missing', () => {
    expect(describe({ code: 'line.belowLot', params: {} }, 'zh')).toBe('剩余 — 股不足一手，结束');
  });

  it('shows an unknown code and its numbers, never a blank', () => {
    expect(describe({ code: 'new.rule', params: { most: 5, name: 'x' } }, 'zh')).toBe('new.rule (most=5, name=x)');
    expect(describe({ code: 'new.rule', params: {} }, 'en')).toBe('new.rule');
  });
});
