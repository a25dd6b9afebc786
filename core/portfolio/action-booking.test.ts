import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Rate, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type CorporateAction } from '../market/corporate-action.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OpeningAccount } from './account.ts';
import { bookActions, shareOut } from './action-booking.ts';
import { createLedger } from './books.ts';
import { type MutableLedger, sellableOf } from './ledger.ts';

const SHARE = '600519.SH' as InstrumentId;
const A = 'a' as StrategyId;
const DAY = '2026-06-18' as TradeDate;
const NEXT = '2026-06-22' as TradeDate;

function action(change: Partial<CorporateAction>): CorporateAction {
  return { instrument: SHARE, exDate: DAY, listDate: DAY, cash: rate(0), bonus: rate(0), transfer: rate(0), split: null, rights: null, ...change };
}

function account(a: number, unassigned: number): OpeningAccount {
  const position = (strategyId: StrategyId, shares: number) => ({ instrument: SHARE, strategyId, quantity: quantity(shares), sellable: quantity(shares), cost: money(shares * 100_000) });
  return { cash: money(0), positions: [position(A, a), position(UNASSIGNED_STRATEGY, unassigned)] };
}

function booked(opening: OpeningAccount, change: Partial<CorporateAction>): MutableLedger {
  const ledger = createLedger(opening);
  for (const booking of bookActions(opening, [action(change)])) ledger.distribute(booking);
  return ledger;
}

/** 10 派 276.24 元. */
const MAOTAI_DIVIDEND = rate(2_762_400_000);

describe('a corporate action', () => {
  it('pays dividends to the cent, to each strategy by its shares', () => {
    const [booking] = bookActions(account(100, 33), [action({ cash: MAOTAI_DIVIDEND })]);
    expect(booking).toMatchObject({ entitled: 133, dividend: 36_739_900, taxable: 36_739_900, shares: 0 });
    expect(booking?.parts.map(({ cash }) => cash)).toEqual([27_623_900, 9_116_000]);
  });

  it('gives bonus and transferred shares for nothing, whole ones, sellable when they are listed', () => {
    const opening = account(101, 50);
    const same = booked(opening, { bonus: rate(20_000_000), transfer: rate(30_000_000) });
    expect(same.positions.get(SHARE)).toMatchObject({ quantity: 226, sellable: 226, cost: 15_100_000 });
    expect(booked(opening, { transfer: rate(50_000_000), listDate: NEXT }).positions.get(SHARE)).toMatchObject({ quantity: 226, sellable: 151 });
  });

  it('splits and merges shares at the cost that they had', () => {
    expect(booked(account(100, 3), { split: rate(200_000_000) }).positions.get(SHARE)).toMatchObject({ quantity: 206, cost: 10_300_000 });
    const merged = booked(account(100, 3), { split: rate(50_000_000) });
    expect(merged.positions.get(SHARE)).toMatchObject({ quantity: 51, cost: 10_300_000 });
    expect(sellableOf(merged, SHARE)).toBe(51);
  });

  it('books rights only as far as they were taken up', () => {
    const rights = { ratio: rate(30_000_000), price: price(50_000), taken: quantity(40) };
    const ledger = booked(account(100, 100), { rights, listDate: NEXT });
    expect(ledger.cash.balance).toBe(-2_000_000);
    expect(ledger.positions.get(SHARE)).toMatchObject({ quantity: 240, sellable: 200, cost: 22_000_000 });
    expect(booked(account(100, 100), { rights: { ...rights, taken: quantity(0) } }).positions.get(SHARE)?.quantity).toBe(200);
  });

  it('changes what the account is worth at the ex-price by nothing but rounding', () => {
    const ratio = fc.integer({ min: 0, max: 10 }).map((tenths) => rate(tenths * 10_000_000));
    const given = fc.record({ cash: fc.integer({ min: 0, max: 500_000_000 }).map((units) => units as Rate), bonus: ratio, transfer: ratio });
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1_000_000), fc.integer({ min: 200_000, max: 20_000_000 }), (change, a, b, close) => {
        const opening = account(a, b);
        const ledger = booked(opening, change);
        const more = 1 + (change.bonus + change.transfer) / 100_000_000;
        const exPrice = price(Math.round((close - change.cash / 10_000) / more));
        const position = ledger.positions.get(SHARE);
        const worth = ledger.cash.balance + turnoverOf(exPrice, position?.quantity ?? quantity(0));
        // Half a unit of the ex-price a share, a fraction of one share, half a cent of the dividend.
        expect(Math.abs(worth - close * (a + b))).toBeLessThanOrEqual(0.5 * (position?.quantity ?? 0) + exPrice + 51);
        expect([...(position?.lots.values() ?? [])].reduce((sum, lot) => sum + lot.quantity, 0)).toBe(position?.quantity);
        expect([...(position?.lots.values() ?? [])].reduce<Money>((sum, lot) => money(sum + lot.cost), money(0))).toBe(position?.cost);
      }),
      { numRuns: 300 },
    );
  });
});

describe('shareOut', () => {
  it('gives all away, to nobody more than a whole one off their share', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }).filter((weights) => weights.some((weight) => weight > 0)), (total, weights) => {
        const parts = shareOut(total, weights);
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        for (const [at, part] of parts.entries()) expect(Math.abs(part - (total * (weights[at] ?? 0)) / whole)).toBeLessThan(1);
      }),
    );
  });
});
