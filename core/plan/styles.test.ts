import { describe, expect, it } from 'vitest';
import { STYLE_NAMES } from './line.ts';
import { fraction } from './plan.fixture.ts';
import { DEFAULT_STYLES, styleNamed } from './styles.ts';

const BEST_FIVE = { style: 'bestFive', rest: 'limit', bound: fraction('0.01') } as const;

describe('the style that a signal names', () => {
  it('has the account’s parameters where the account uses it', () => {
    const configured = { style: 'callAuction', offset: fraction('0.05'), then: BEST_FIVE } as const;
    expect(styleNamed('callAuction', configured)).toBe(configured);
    expect(styleNamed('bestFive', configured)).toBe(BEST_FIVE);
    expect(styleNamed('limit', configured)).toEqual({ style: 'limit', price: null });
    expect(styleNamed('bestFive', { ...configured, then: null })).toBe(DEFAULT_STYLES.bestFive);
  });

  it('goes on after the auction as the account would', () => {
    expect(styleNamed('callAuction', BEST_FIVE)).toEqual({ style: 'callAuction', offset: fraction('0.02'), then: BEST_FIVE });
  });

  it('must exist', () => {
    expect(styleNamed('tvap', BEST_FIVE)).toBeNull();
    for (const name of STYLE_NAMES) expect(styleNamed(name, BEST_FIVE)?.style).toBe(name);
  });
});
