import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuantity, maxOrderQuantity, roundBuyQuantity, roundSellQuantity } from './lots.ts';
import { rulesFor, shares } from './market.fixture.ts';
import { type OrderType, type TradingRules } from './rules.ts';

const DAY = '2024-05-06';
const RULES = {
  main: rulesFor('600519.SH', DAY),
  chinext: rulesFor('300750.SZ', DAY),
  star: rulesFor('688981.SH', DAY),
  bse: rulesFor('920002.BJ', DAY),
  fund: rulesFor('510300.SH', DAY),
  bond: rulesFor('123046.SZ', DAY),
};
type Which = keyof typeof RULES;

function check(
  rules: TradingRules,
  side: 'buy' | 'sell',
  amount: number,
  sellable = 0,
  type: OrderType = 'limit',
): string | null {
  return checkQuantity(rules, side, type, shares(amount), shares(sellable))?.code ?? null;
}

describe('roundBuyQuantity', () => {
  it.each<[Which, number, number]>([
    ['main', 99, 0],
    ['main', 100, 100],
    ['main', 299, 200],
    ['star', 199, 0],
    ['star', 200, 200],
    ['star', 301, 301],
    ['bse', 99, 0],
    ['bse', 101, 101],
    ['fund', 12_345, 12_300],
    ['bond', 9, 0],
    ['bond', 25, 20],
  ])('%s: of %i buys %i', (which, wanted, bought) => {
    expect(roundBuyQuantity(RULES[which], shares(wanted))).toBe(bought);
  });
});

describe('roundSellQuantity', () => {
  it.each<[Which, number, number, number]>([
    ['main', 250, 300, 200],
    ['main', 299, 299, 299],
    ['main', 400, 299, 299],
    ['main', 250, 299, 200],
    ['main', 50, 50, 50],
    ['main', 30, 50, 0],
    ['star', 150, 150, 150],
    ['star', 149, 150, 0],
    ['star', 250, 350, 250],
    ['star', 150, 350, 0],
    ['bse', 150, 180, 150],
    ['bond', 15, 18, 10],
  ])('%s: wanting %i of %i sells %i', (which, wanted, sellable, sold) => {
    expect(roundSellQuantity(RULES[which], shares(wanted), shares(sellable))).toBe(sold);
  });
});

describe('maxOrderQuantity', () => {
  it('is less for orders that say no price where the board says so', () => {
    expect(maxOrderQuantity(RULES.chinext, 'limit')).toBe(300_000);
    expect(maxOrderQuantity(RULES.chinext, 'bestFiveCancel')).toBe(150_000);
    expect(maxOrderQuantity(RULES.star, 'ownBest')).toBe(50_000);
    expect(maxOrderQuantity(RULES.main, 'oppositeBest')).toBe(1_000_000);
  });
});

describe('checkQuantity', () => {
  it.each<[Which, number, string | null]>([
    ['main', 0, 'quantity.notPositive'],
    ['main', 50, 'quantity.belowMinimum'],
    ['main', 150, 'quantity.offStep'],
    ['main', 1_000_000, null],
    ['main', 1_000_100, 'quantity.aboveMaximum'],
    ['star', 199, 'quantity.belowMinimum'],
    ['star', 201, null],
    ['star', 100_001, 'quantity.aboveMaximum'],
    ['bse', 101, null],
    ['bond', 15, 'quantity.offStep'],
  ])('%s: buying %i: %s', (which, amount, problem) => {
    expect(check(RULES[which], 'buy', amount)).toBe(problem);
  });

  it('caps market orders on their own', () => {
    expect(check(RULES.chinext, 'buy', 200_000)).toBeNull();
    expect(check(RULES.chinext, 'buy', 200_000, 0, 'ownBest')).toBe('quantity.aboveMaximum');
  });

  it('takes of 299 shares what the exchange takes', () => {
    for (const amount of [99, 100, 199, 200, 299]) expect(check(RULES.main, 'sell', amount, 299)).toBeNull();
    for (const amount of [1, 98, 101, 198, 298])
      expect(check(RULES.main, 'sell', amount, 299)).toBe('quantity.oddLotSplit');
  });

  it.each<[Which, number, number, string | null]>([
    ['main', 100, 300, null],
    ['main', 150, 300, 'quantity.offStep'],
    ['main', 50, 300, 'quantity.belowMinimum'],
    ['main', 30, 60, 'quantity.oddLotSplit'],
    ['main', 60, 60, null],
    ['star', 150, 150, null],
    ['star', 100, 150, 'quantity.oddLotSplit'],
    ['star', 100, 350, 'quantity.belowMinimum'],
    ['star', 201, 350, null],
    ['bse', 99, 99, null],
    ['bse', 50, 99, 'quantity.oddLotSplit'],
  ])('%s: selling %i of %i: %s', (which, amount, sellable, problem) => {
    expect(check(RULES[which], 'sell', amount, sellable)).toBe(problem);
  });

  it('leaves it to others whether so much is there', () => {
    expect(check(RULES.main, 'sell', 500, 299)).toBeNull();
  });

  it('says which numbers it compared', () => {
    expect(checkQuantity(RULES.star, 'buy', 'ownBest', shares(60_000), shares(0))).toEqual({
      code: 'quantity.aboveMaximum',
      params: { quantity: 60_000, max: 50_000, type: 'ownBest' },
    });
    expect(checkQuantity(RULES.star, 'sell', 'limit', shares(100), shares(150))).toEqual({
      code: 'quantity.oddLotSplit',
      params: { quantity: 100, sellable: 150, oddLot: 150 },
    });
  });
});

describe('rounding', () => {
  const anyRules = fc.constantFrom(...Object.values(RULES));
  const amount = fc.integer({ min: 0, max: 40_000 });

  it('never overshoots, and the exchange takes what it gives', () => {
    fc.assert(
      fc.property(anyRules, amount, (rules, wanted) => {
        const bought = roundBuyQuantity(rules, shares(wanted));
        expect(bought).toBeLessThanOrEqual(wanted);
        expect(bought > 0 ? check(rules, 'buy', bought) : wanted < rules.lot.value.buyMin).toBe(
          bought > 0 ? null : true,
        );
      }),
    );
  });

  it('never sells more than wanted or held, and the exchange takes what it gives', () => {
    fc.assert(
      fc.property(anyRules, amount, amount, (rules, wanted, sellable) => {
        const sold = roundSellQuantity(rules, shares(wanted), shares(sellable));
        expect(sold).toBeLessThanOrEqual(Math.min(wanted, sellable));
        expect(sold > 0 ? check(rules, 'sell', sold, sellable) : null).toBeNull();
        expect(sold === sellable || wanted < sellable).toBe(true);
      }),
    );
  });

  it('is done after one step', () => {
    fc.assert(
      fc.property(anyRules, amount, (rules, wanted) => {
        const once = roundBuyQuantity(rules, shares(wanted));
        expect(roundBuyQuantity(rules, once)).toBe(once);
      }),
    );
  });
});
