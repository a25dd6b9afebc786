import { describe, expect, it } from 'vitest';
import { money, quantity } from '../../../core/kernel/units.ts';
import { accountRow } from './account.ts';
import { DayTrades } from './day-trades.ts';
import { positionRow } from './positions.ts';
import { FakeSession, MAOTAI, PINGAN, aFill, aQuote, anOrder } from './session.fixture.ts';

/** An account in the middle of its day; prices in 1/10000 yuan. */
function traded(): { readonly session: FakeSession; readonly trades: DayTrades } {
  const session = new FakeSession();
  const trades = new DayTrades();
  // Held overnight: 600 shares, of which 200 are sold at 10.50; 300 are bought at 10.20. Previous close 10.00.
  const sell = anOrder('O1', { side: 'sell' });
  const buy = anOrder('O2');
  session.state.fills.push(aFill('F1', sell, 200, 105_000), aFill('F2', buy, 300, 102_000));
  session.hold(PINGAN, 700, 68_000_000);
  session.market.update(aQuote(PINGAN, 104_000));
  trades.catchUp(session.state.fills);
  return { session, trades };
}

describe('the profit of the day', () => {
  it('counts the holding from the previous close and trades from their prices, fees taken off', () => {
    const { session, trades } = traded();
    const cash = session.state.ledger.cash.balance;
    const row = accountRow(session, trades);
    // 400 kept: +0.40; 200 sold: +0.50; 300 bought: +0.20; two commissions of 5 yuan.
    const profit = 400 * 4_000 + 200 * 5_000 + 300 * 2_000 - 100_000;
    expect(row.dayPnl).toBe(profit);
    expect(row.equity).toBe(cash + 700 * 104_000);
    expect(row.openingEquity).toBe(row.equity - profit);
    expect(row.fees).toEqual({ commission: 100_000, stampTax: 0, transferFee: 0 });
  });

  it('is the sum of the positions, before fees', () => {
    const { session, trades } = traded();
    const row = positionRow(session, trades, PINGAN, money(10_000_000_000));
    expect(row.dayPnl).toBe(400 * 4_000 + 200 * 5_000 + 300 * 2_000);
    expect(row).toMatchObject({ quantity: 700, avgCost: 97_143, marketValue: 72_800_000, weight: 728_000 });
  });

  it('stays visible when all was sold', () => {
    const session = new FakeSession();
    const trades = new DayTrades();
    trades.catchUp([aFill('F1', anOrder('O1', { side: 'sell', instrument: MAOTAI }), 100, 17_100_000)]);
    const row = positionRow(session, trades, MAOTAI, money(1));
    expect(row).toMatchObject({ quantity: 0, dayPnl: 10_000_000, avgCost: 0, weight: 0, lots: [] });
  });

  it('is zero of a hundred percent when the account opened empty', () => {
    const session = new FakeSession();
    session.openWith(money(0));
    expect(accountRow(session, new DayTrades())).toMatchObject({ dayPnl: 0, dayPnlRate: 0, equity: 0 });
  });
});

describe('the day’s trades', () => {
  it('are counted once, however often the list is looked at', () => {
    const trades = new DayTrades();
    const fills = [aFill('F1', anOrder('O1'), 100, 100_000)];
    trades.catchUp(fills);
    trades.catchUp(fills);
    fills.push(aFill('F2', anOrder('O1'), 50, 110_000));
    trades.catchUp(fills);
    expect(trades.of(PINGAN)).toEqual({
      bought: quantity(150),
      boughtFor: money(15_500_000),
      sold: quantity(0),
      soldFor: money(0),
    });
    expect(trades.of(MAOTAI).bought).toBe(0);
  });
});
