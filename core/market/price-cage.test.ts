import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan } from '../kernel/decimal.ts';
import { type Price } from '../kernel/units.ts';
import { px, rulesFor, shares } from './market.fixture.ts';
import { type CageBook, cageBand, cageReference } from './price-cage.ts';

const DAY = '2024-05-06';
const MAIN = rulesFor('600519.SH', DAY);
const STAR = rulesFor('688981.SH', DAY);
const BSE = rulesFor('920002.BJ', DAY);
const FUND = rulesFor('510300.SH', DAY);

function level(price: string | null): CageBook['bids'] {
  return price === null ? [] : [{ price: px(price), volume: shares(100) }];
}

function book(bid: string | null, ask: string | null, last = '0', prevClose = '0'): CageBook {
  return { bids: level(bid), asks: level(ask), last: px(last), prevClose: px(prevClose) };
}

/** The reference of a buy and of a sell. */
function references(at: CageBook): readonly (string | null)[] {
  return (['buy', 'sell'] as const).map((side) => {
    const price = cageReference(at, side);
    return price === null ? null : formatYuan(price);
  });
}

function band(rules: typeof MAIN, at: CageBook, side: 'buy' | 'sell'): string | null {
  const bound = cageBand(rules, at, side);
  return bound === null ? null : formatYuan(bound);
}

describe('cageReference', () => {
  it('goes from the opposite side to the own side, the last trade and the previous close', () => {
    expect(references(book('9.99', '10.01', '10.00', '9.50'))).toEqual(['10.01', '9.99']);
    expect(references(book('9.99', null, '10.00', '9.50'))).toEqual(['9.99', '9.99']);
    expect(references(book(null, '10.01', '10.00', '9.50'))).toEqual(['10.01', '10.01']);
    expect(references(book(null, null, '10.00', '9.50'))).toEqual(['10.00', '10.00']);
    expect(references(book(null, null, '0', '9.50'))).toEqual(['9.50', '9.50']);
    expect(references(book(null, null))).toEqual([null, null]);
  });
});

describe('cageBand', () => {
  it('is two percent on the main board', () => {
    const at = book('49.99', '50.00');
    expect(band(MAIN, at, 'buy')).toBe('51.00');
    expect(band(MAIN, at, 'sell')).toBe('48.99');
  });

  it('is ten ticks where two percent is less', () => {
    const at = book('2.99', '3.00');
    expect(band(MAIN, at, 'buy')).toBe('3.10');
    expect(band(MAIN, at, 'sell')).toBe('2.89');
  });

  it('has no floor in ticks on STAR', () => {
    const at = book('2.99', '3.00');
    expect(band(STAR, at, 'buy')).toBe('3.06');
    expect(band(STAR, at, 'sell')).toBe('2.93');
  });

  it('is five percent or ten ticks on the BSE', () => {
    expect(band(BSE, book('19.99', '20.00'), 'buy')).toBe('21.00');
    expect(band(BSE, book('0.99', '1.00'), 'buy')).toBe('1.10');
  });

  it('rounds half up to the tick', () => {
    expect(band(MAIN, book(null, '25.75'), 'buy')).toBe('26.27');
    expect(band(MAIN, book(null, '25.25'), 'buy')).toBe('25.76');
  });

  it('never asks a sell for less than a tick', () => {
    expect(band(MAIN, book('0.05', null), 'sell')).toBe('0.01');
  });

  it('does not exist for funds, before its time, or with nothing to measure from', () => {
    expect(band(FUND, book('3.000', '3.001'), 'buy')).toBeNull();
    expect(band(rulesFor('600519.SH', '2023-04-07'), book('9.99', '10.00'), 'buy')).toBeNull();
    expect(band(MAIN, book(null, null), 'sell')).toBeNull();
  });

  it('always holds the reference, on whole ticks', () => {
    fc.assert(
      fc.property(fc.constantFrom(MAIN, STAR, BSE), fc.integer({ min: 1, max: 300_000 }), (rules, ticks) => {
        const price = (ticks * rules.tick.value) as Price;
        const at: CageBook = {
          bids: [{ price, volume: shares(1) }],
          asks: [{ price, volume: shares(1) }],
          last: price,
          prevClose: price,
        };
        const [high, low] = [cageBand(rules, at, 'buy') ?? 0, cageBand(rules, at, 'sell') ?? 0];
        expect(high).toBeGreaterThanOrEqual(price);
        expect(low).toBeLessThanOrEqual(price);
        expect([high % rules.tick.value, low % rules.tick.value]).toEqual([0, 0]);
      }),
    );
  });
});
