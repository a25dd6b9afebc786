import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan } from '../kernel/decimal.ts';
import { UNITS_PER_CENT, ZERO_MONEY, addMoney, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type Side, addFees } from '../orders/order.ts';
import { type FeeTerms, NO_FEES, estimateFees, feesOfFill, totalFees } from './fees.ts';

/** 0.025 % with at least 5 yuan, stamp tax 0.05 %, transfer fee 0.001 %. */
const TERMS: FeeTerms = {
  commission: { rate: rate(25_000), minimum: money(50_000) },
  stampTax: rate(50_000),
  transferFee: rate(1_000),
};

function estimated(side: Side, yuan: number, shares: number): readonly string[] {
  const fees = estimateFees({ side, price: price(Math.round(yuan * 10_000)), quantity: quantity(shares), ...TERMS });
  return [fees.commission, fees.stampTax, fees.transferFee].map(formatYuan);
}

describe('estimateFees', () => {
  it.each([
    ['buy', 1_850, 100, ['46.25', '0.00', '1.85']],
    ['sell', 1_850, 100, ['46.25', '92.50', '1.85']],
    ['buy', 200, 100, ['5.00', '0.00', '0.20']], // 20,000 yuan: exactly the minimum
    ['buy', 200.02, 100, ['5.00', '0.00', '0.20']], // 5.0005 rounds down
    ['buy', 200.2, 100, ['5.01', '0.00', '0.20']], // 5.005 rounds up
    ['sell', 2.31, 100, ['5.00', '0.12', '0.00']], // 0.1155 up, 0.00231 down
    ['sell', 1, 100, ['5.00', '0.05', '0.00']],
    ['sell', 5, 100, ['5.00', '0.25', '0.01']], // a half cent rounds up
    ['buy', 10, 0, ['0.00', '0.00', '0.00']],
  ] as const)('%s %f × %i', (side, yuan, shares, expected) => {
    expect(estimated(side, yuan, shares)).toEqual(expected);
  });

  it('rounds once: 0.0049995 yuan is no cent, though it rounds to 0.005 first', () => {
    const fees = estimateFees({ side: 'buy', price: price(4_999_500), quantity: quantity(1), ...TERMS });
    expect(fees.transferFee).toBe(0);
  });
});

const trades = fc.array(
  fc.record({ price: fc.integer({ min: 1, max: 20_000_000 }), quantity: fc.integer({ min: 1, max: 100_000 }) }),
  { minLength: 1, maxLength: 20 },
);
const termsOf = fc.record({
  commission: fc.record({
    rate: fc.integer({ min: 0, max: 300_000 }).map(rate),
    minimum: fc.integer({ min: 0, max: 2_000 }).map((cents) => money(cents * UNITS_PER_CENT)),
  }),
  stampTax: fc.constantFrom(0, 50_000, 100_000).map(rate),
  transferFee: fc.constantFrom(0, 1_000, 2_000).map(rate),
});

describe('feesOfFill', () => {
  it('charges the minimum with the first fill and no more until the rate has caught up', () => {
    const fill = { side: 'buy', price: price(1_000_000), quantity: quantity(100), ...TERMS } as const;
    let before = { turnover: ZERO_MONEY, fees: NO_FEES };
    const commissions = Array.from({ length: 4 }, () => {
      const fees = feesOfFill({ ...fill, before });
      before = { turnover: money(before.turnover + 100_000_000), fees: addFees(before.fees, fees) };
      return formatYuan(fees.commission);
    });
    expect(commissions).toEqual(['5.00', '0.00', '2.50', '2.50']);
  });

  it('adds up to the fees of the whole order, whatever the split', () => {
    fc.assert(
      fc.property(trades, termsOf, fc.constantFrom<Side>('buy', 'sell'), (split, terms, side) => {
        let charged = { turnover: ZERO_MONEY, fees: NO_FEES };
        for (const trade of split) {
          const fill = { side, price: price(trade.price), quantity: quantity(trade.quantity) };
          const fees = feesOfFill({ ...fill, ...terms, before: charged });
          for (const fee of Object.values(fees)) {
            expect(fee).toBeGreaterThanOrEqual(0);
            expect(fee % UNITS_PER_CENT).toBe(0);
          }
          charged = {
            turnover: addMoney(charged.turnover, turnoverOf(fill.price, fill.quantity)),
            fees: addFees(charged.fees, fees),
          };
        }
        const whole = estimateFees({ side, price: price(charged.turnover), quantity: quantity(1), ...terms });
        expect(charged.fees).toEqual(whole);
        expect(totalFees(charged.fees)).toBe(whole.commission + whole.stampTax + whole.transferFee);
      }),
    );
  });
});
