import { expect, it } from 'vitest';
import { type FillId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { ZERO_MONEY, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Side } from '../orders/order.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type PastDay, type PastFill } from './past-day.ts';
import { RoundTrips } from './round-trips.ts';

const A = 'a' as StrategyId;
const B = 'b' as StrategyId;
const SHARE = '600519.SH' as InstrumentId;
const yuan = (amount: number) => money(amount * 10_000);

function fill(orderId: string, strategyId: StrategyId, side: Side, [shares, at]: readonly [number, number], reason = ''): PastFill {
  const fees = { ...NO_FEES, commission: yuan(5) };
  return { id: orderId as FillId, orderId: orderId as OrderId, strategyId, instrument: SHARE, side, price: price(at * 10_000), quantity: quantity(shares), time: 0 as EpochMs, fees, reason, style: 'limit' };
}

function day(date: string, ...fills: PastFill[]): PastDay {
  return { date: date as TradeDate, opening: { cash: ZERO_MONEY, positions: [] }, openingEquity: ZERO_MONEY, cash: ZERO_MONEY, marketValue: ZERO_MONEY, holdings: [], fills, transfers: [], income: [] };
}

it('sells the oldest shares first and says why they were bought and sold', () => {
  const trips = new RoundTrips();
  trips.take(day('2026-09-01', fill('O1', A, 'buy', [100, 10], 'cheap')));
  trips.take(day('2026-09-02', fill('O2', A, 'buy', [100, 12])));
  const ended = trips.take(day('2026-09-03', fill('O3', A, 'sell', [150, 13], 'dear')));
  expect(ended.trips).toMatchObject([
    { quantity: 100, entry: { date: '2026-09-01', orderId: 'O1', reason: 'cheap' }, exit: { orderId: 'O3', reason: 'dear' }, cost: yuan(1000), proceeds: yuan(1300) },
    { quantity: 50, entry: { orderId: 'O2' }, cost: yuan(600), proceeds: yuan(650) },
  ]);
  expect(ended.trips.map(({ fees }) => fees)).toEqual([83_333, 41_667]);
  expect(trips.open).toMatchObject([{ quantity: 50, cost: yuan(600), fees: yuan(2.5) }]);
});

it('makes one trip of the many fills of two orders', () => {
  const trips = new RoundTrips();
  trips.take(day('2026-09-01', fill('O1', A, 'buy', [100, 10]), fill('O1', A, 'buy', [100, 11])));
  const ended = trips.take(day('2026-09-02', fill('O2', A, 'sell', [60, 12]), fill('O2', A, 'sell', [140, 12])));
  expect(ended.trips).toMatchObject([{ quantity: 200, cost: yuan(2100), proceeds: yuan(2400), fees: yuan(20), profit: yuan(280) }]);
});

it('gives a trip to whose shares they were, whoever sold them', () => {
  const trips = new RoundTrips();
  trips.take(day('2026-09-01', fill('O1', B, 'buy', [100, 10])));
  const ended = trips.take(day('2026-09-02', fill('O2', A, 'sell', [100, 12])));
  expect(ended.trips).toMatchObject([{ strategyId: B, profit: yuan(190) }]);
});

it('takes shares that came without a trade to have cost nothing', () => {
  const trips = new RoundTrips();
  const ended = trips.take(day('2026-09-01', fill('O1', A, 'sell', [100, 10])));
  expect(ended.trips).toMatchObject([{ entry: { orderId: null }, cost: 0, profit: yuan(995) }]);
});
