import { describe, expect, it } from 'vitest';
import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Rate, ZERO_MONEY, money, quantity, rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { bookActions } from './action-booking.ts';
import { type TaxParcel, type TaxedDay, dividendTaxRate, taxDay } from './dividend-tax.ts';

const SHARE = '600519.SH' as InstrumentId;
const A = 'a' as StrategyId;
const B = 'b' as StrategyId;
const date = (text: string): TradeDate => text as TradeDate;

describe('dividendTaxRate', () => {
  it.each([
    // 财税〔2012〕85号 counts by the calendar; the examples are those of its explanation by the tax authority.
    ['2016-01-08', '2016-02-08', 0.2],
    ['2016-01-08', '2016-02-09', 0.1],
    ['2016-01-08', '2017-01-08', 0.1],
    ['2016-01-08', '2017-01-09', 0],
    ['2026-01-31', '2026-02-28', 0.2],
    ['2026-01-31', '2026-03-01', 0.1],
    ['2024-02-29', '2025-02-28', 0.1],
    ['2024-02-29', '2025-03-01', 0],
    ['2026-05-06', '2026-05-06', 0.2],
  ])('of shares from %s sold on %s is %f', (acquired, sold, expected) => {
    expect(dividendTaxRate(date(acquired), date(sold))).toBe(expected * 100_000_000);
  });

  it('does not reckon what was withheld at payment before September 2015', () => {
    expect(dividendTaxRate(date('2015-08-20'), date('2015-09-01'))).toBe(0);
  });
});

function parcel(acquired: string, shares: number, untaxed = 0): TaxParcel {
  return { instrument: SHARE, acquired: date(acquired), quantity: quantity(shares), untaxed: money(untaxed) };
}

const trade = (side: 'buy' | 'sell', shares: number, strategyId = A) => ({ instrument: SHARE, side, quantity: quantity(shares), strategyId });

function ended(day: string, opening: readonly TaxParcel[], held: number, fills: readonly ReturnType<typeof trade>[] = []): TaxedDay {
  return taxDay({ date: date(day), opening, held: new Map([[SHARE, held]]), bookings: [], fills });
}

describe('taxDay', () => {
  const OPENING = [parcel('2026-04-20', 100, 1_000_000), parcel('2026-05-20', 100, 1_000_000)];

  it('withholds by the time for which what was bought first was held', () => {
    const { taxes, parcels } = ended('2026-06-10', OPENING, 50, [trade('sell', 150)]);
    expect(taxes).toEqual([{ instrument: SHARE, amount: 200_000, parts: [{ strategyId: A, amount: 200_000 }] }]);
    expect(parcels).toEqual([parcel('2026-05-20', 50, 500_000)]);
  });

  it('takes the shares of which nothing is known for the oldest, and makes nothing up for them', () => {
    expect(ended('2026-06-10', OPENING, 200, [trade('sell', 300)])).toEqual({ taxes: [], parcels: OPENING });
  });

  it('counts what a day adds or takes in all, and lets who sold bear the tax', () => {
    expect(ended('2026-06-10', OPENING, 200, [trade('sell', 100), trade('buy', 100, B)]).taxes).toEqual([]);
    const { taxes } = ended('2026-06-10', OPENING, 100, [trade('sell', 150), trade('sell', 50, B), trade('buy', 100, B)]);
    expect(taxes).toMatchObject([{ amount: 100_000, parts: [{ strategyId: A, amount: 75_000 }, { strategyId: B, amount: 25_000 }] }]);
  });

  it('begins a parcel with what was bought, and forgets what is held for more than a year', () => {
    const { parcels } = ended('2026-06-10', [parcel('2025-06-09', 10, 5), parcel('2025-06-10', 20)], 130, [trade('buy', 100)]);
    expect(parcels).toEqual([parcel('2025-06-10', 20), parcel('2026-06-10', 100)]);
  });

  it('puts dividends on the shares that they were paid for, bonus shares at their par, and begins a parcel with new shares', () => {
    const today = date('2026-06-10');
    const account = { cash: ZERO_MONEY, positions: [{ instrument: SHARE, strategyId: A, quantity: quantity(200), sellable: quantity(200), cost: ZERO_MONEY }] };
    const nothing = { instrument: SHARE, exDate: today, listDate: today, transfer: 0 as Rate, split: null, rights: null };
    const bookings = bookActions(account, [{ ...nothing, cash: rate(50_000_000), bonus: rate(10_000_000) }]);
    const { parcels } = taxDay({ date: today, opening: [parcel('2026-05-20', 100)], held: new Map([[SHARE, 220]]), bookings, fills: [] });
    expect(parcels).toEqual([parcel('2026-05-20', 100, 600_000), parcel('2026-06-10', 20)]);
  });
});
