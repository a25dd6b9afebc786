import { describe, expect, it } from 'vitest';
import { type OrderRulesRow } from '../../preload/contract.ts';
import { type Means, fractionQuantity, stepPrice, stepQuantity } from './quantity.ts';

const MAIN: OrderRulesRow = {
  tick: 100,
  buyMin: 100,
  buyStep: 100,
  sellMin: 100,
  sellStep: 100,
  maxLimitQuantity: 1_000_000,
  maxMarketQuantity: 1_000_000,
  auctionTypes: ['limit'],
  continuousTypes: ['limit'],
  settlement: 'T+1',
};
const STAR: OrderRulesRow = { ...MAIN, buyMin: 200, buyStep: 1, sellMin: 200, sellStep: 1 };

function means(change: Partial<Means>): Means {
  return { side: 'buy', price: 100_000, available: 1_000_000_000, sellable: 0, rules: MAIN, ...change };
}

describe('a fraction of the cash', () => {
  it('buys whole lots and leaves room for fees', () => {
    expect(fractionQuantity(1, means({}))).toBe(9_900);
    expect(fractionQuantity(1 / 3, means({}))).toBe(3_300);
  });

  it('counts single shares above the least on STAR', () => {
    expect(fractionQuantity(1, means({ rules: STAR }))).toBe(9_989);
  });

  it('is nothing when one lot costs more', () => {
    expect(fractionQuantity(1, means({ price: 18_000_000 }))).toBe(0);
    expect(fractionQuantity(1, means({ price: 0 }))).toBe(0);
  });
});

describe('a fraction of the holding', () => {
  it('sells whole lots, and all with the odd lot', () => {
    expect(fractionQuantity(0.5, means({ side: 'sell', sellable: 750 }))).toBe(300);
    expect(fractionQuantity(1, means({ side: 'sell', sellable: 750 }))).toBe(750);
  });

  it('sells an odd lot only whole', () => {
    expect(fractionQuantity(0.5, means({ side: 'sell', sellable: 60 }))).toBe(0);
    expect(fractionQuantity(1, means({ side: 'sell', sellable: 60 }))).toBe(60);
  });
});

describe('steps', () => {
  it('keep quantities on lots', () => {
    expect(stepQuantity(0, 1, 'buy', MAIN)).toBe(100);
    expect(stepQuantity(250, 1, 'buy', MAIN)).toBe(300);
    expect(stepQuantity(100, -1, 'buy', MAIN)).toBe(100);
    expect(stepQuantity(200, 1, 'buy', STAR)).toBe(201);
  });

  it('keep prices on ticks and within the limits', () => {
    expect(stepPrice(100_050, 1, 100, 90_000, 110_000)).toBe(100_200);
    expect(stepPrice(110_000, 1, 100, 90_000, 110_000)).toBe(110_000);
    expect(stepPrice(90_000, -10, 100, 90_000, 110_000)).toBe(90_000);
    expect(stepPrice(100, -10, 100, 0, 0)).toBe(100);
  });
});
