import { afterAll, describe, expect, it } from 'vitest';
import { type TradeDate, atTime, timeOfDay } from '../../core/kernel/time.ts';
import { money, price, quantity } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { openAccountDatabase } from './account-database.ts';
import { type MarketHistory, type SessionRecord, openMarketHistory } from './market-history.ts';
import { ScratchDatabases, openedDatabase } from './scratch.fixture.ts';

const scratch = new ScratchDatabases();
afterAll(() => scratch.remove());

const MIDEA = '000333.SZ' as InstrumentId;
const DAYS = ['2024-03-01', '2024-03-04', '2024-03-05'] as TradeDate[];

function record(date: TradeDate, close: number): SessionRecord {
  const flat = price(close);
  const bar = { date, open: flat, high: flat, low: flat, close: flat, prevClose: flat, volume: quantity(300), turnover: money(close * 300) };
  return { instrument: MIDEA, bar, volumes: [100, 200] };
}

function opened(path: string): MarketHistory {
  const history = openMarketHistory(path);
  if (!history.ok) throw new Error(history.error.code);
  return history.value;
}

describe('what is remembered of the market', () => {
  it('is there again when it is opened again, oldest first and only before the day that is asked', () => {
    const path = scratch.fresh();
    const first = opened(path);
    first.keep(DAYS.map((date, i) => record(date, 600_000 + i)));
    first.close();
    const again = opened(path);
    const [, second, third] = DAYS;
    expect(again.sessions(MIDEA, '2024-03-06' as TradeDate, 2).map(({ date }) => date)).toEqual([second, third]);
    expect(again.sessions(MIDEA, third ?? ('' as TradeDate), 9)).toEqual(DAYS.slice(0, 2).map((date, i) => record(date, 600_000 + i).bar));
    expect(again.volumes(MIDEA, third ?? ('' as TradeDate), 1)).toEqual([[100, 200]]);
    expect(again.sessions('600519.SH' as InstrumentId, '2024-03-06' as TradeDate, 9)).toEqual([]);
    again.close();
  });

  it('has the minutes of a day for those who want to look at it again, and none where nobody does', () => {
    const history = opened(scratch.fresh());
    const [date = '' as TradeDate, next = '' as TradeDate] = DAYS;
    const minutes = ['09:30:00', '15:00:00'].map((time, at) => ({ minute: atTime(date, timeOfDay(time)), price: price(600_000 + at) }));
    history.keep([{ ...record(date, 1), minutes }, record(next, 1)]);
    expect(history.minutes(MIDEA, date)).toEqual(minutes);
    expect(history.minutes(MIDEA, next)).toEqual([]);
    history.close();
  });

  it('keeps the later word on a session', () => {
    const history = opened(scratch.fresh());
    const [date = '' as TradeDate] = DAYS;
    history.keep([record(date, 1)]);
    history.keep([record(date, 2)]);
    expect(history.sessions(MIDEA, '2024-03-06' as TradeDate, 9)).toEqual([record(date, 2).bar]);
    history.close();
  });

  it('is no account, nor is an account the market', () => {
    const [market, account] = [scratch.fresh(), scratch.fresh()];
    opened(market).close();
    openedDatabase(account).close();
    expect(openAccountDatabase(market, { account: 'demo', mode: 'paper' })).toMatchObject({ error: { code: 'database.notKaipan' } });
    expect(openMarketHistory(account)).toMatchObject({ error: { code: 'database.notKaipan' } });
  });
});
