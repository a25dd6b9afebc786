import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../kernel/time.ts';
import { RATE_ONE, type Price, UNITS_PER_YUAN, money, price, quantity, rate } from '../../kernel/units.ts';
import { type Holding, type WatchContext, type WatchName, type WatchSetting, hasFired, hasRecovered, readingOf } from './watch.ts';
import { WATCHES } from './watches.ts';

function cny(amount: number): ReturnType<typeof money> {
  return money(Math.round(amount * UNITS_PER_YUAN));
}

function yuan(amount: number): Price {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

function percent(amount: number): number {
  return (amount * RATE_ONE) / 100;
}

const HELD: Holding = { cost: cny(10_000), worth: cny(10_000), quantity: quantity(1_000), opened: '2024-03-01' as TradeDate, high: yuan(12) };

/** A thousand shares that cost 10 yuan each, on a Wednesday, in an account of 100,000 yuan that was at 110,000. */
const FINE: WatchContext = {
  scope: 'instrument',
  date: '2024-03-06' as TradeDate,
  price: yuan(10),
  holding: HELD,
  equity: cny(100_000),
  openingEquity: cny(100_000),
  equityHigh: cny(110_000),
  breadth: null,
  indexChange: null,
};

function at(level: number, rearm: number | null = null): WatchSetting {
  return { at: level, rearm, action: 'alert', execution: null };
}

function priced(last: number): Partial<WatchContext> {
  return { price: yuan(last), holding: { ...HELD, worth: cny(last * 1_000) } };
}

function strategy(worth: number, high: number | null = null): Partial<WatchContext> {
  return { scope: 'strategy', price: null, holding: { ...HELD, worth: cny(worth), high: high === null ? null : cny(high) } };
}

function market(limitDown: number, falling: number, quoted = 1_000): Partial<WatchContext> {
  return { scope: 'market', price: null, breadth: { quoted, rising: quoted - falling, falling, limitUp: 0, limitDown } };
}

type Row = readonly [watch: WatchName, what: string, level: number, context: Partial<WatchContext>, fires: boolean | null];

const TEN = percent(10);

const ROWS: readonly Row[] = [
  ['stopLoss', 'a tick above', TEN, priced(9.01), false],
  ['stopLoss', 'there', TEN, priced(9), true],
  ['stopLoss', 'below', TEN, priced(8.99), true],
  ['stopLoss', 'no price yet', TEN, { price: null }, null],
  ['stopLoss', 'nothing held', TEN, { holding: { ...HELD, quantity: quantity(0), cost: cny(0) } }, null],
  ['stopLoss', 'a strategy a cent above', TEN, strategy(9_000.01), false],
  ['stopLoss', 'a strategy there', TEN, strategy(9_000), true],
  ['trailingStop', 'a tick above 10 % under 12', TEN, priced(10.81), false],
  ['trailingStop', 'there', TEN, priced(10.8), true],
  ['trailingStop', 'no high yet', TEN, { holding: { ...HELD, high: null } }, null],
  ['trailingStop', 'at a new high', TEN, priced(13), false],
  ['trailingStop', 'a strategy that gave back a cent less', TEN, strategy(14_000.01, 5_000), false],
  ['trailingStop', 'a strategy that gave back 10 % of its cost', TEN, strategy(14_000, 5_000), true],
  ['takeProfit', 'a tick below', TEN, priced(10.99), false],
  ['takeProfit', 'there', TEN, priced(11), true],
  ['takeProfit', 'a strategy a cent below', TEN, strategy(10_999.99), false],
  ['takeProfit', 'a strategy there', TEN, strategy(11_000), true],
  ['timeStop', 'Friday to Wednesday is three sessions', 4, {}, false],
  ['timeStop', 'there', 3, {}, true],
  ['timeStop', 'beyond', 2, {}, true],
  ['timeStop', 'nobody knows since when', 2, { holding: { ...HELD, opened: null } }, null],
  ['limitBroken', 'exactly the limit is within it', TEN, priced(10), false],
  ['limitBroken', 'a tick above', TEN, priced(10.01), true],
  ['dayDrawdown', 'a cent above 10 % under 110,000', TEN, { scope: 'account', equity: cny(99_000.01) }, false],
  ['dayDrawdown', 'there', TEN, { scope: 'account', equity: cny(99_000) }, true],
  ['dayDrawdown', 'the opening is the high', TEN, { scope: 'account', equity: cny(90_000), equityHigh: cny(0) }, true],
  ['limitDownCount', 'one less', 50, market(49, 500), false],
  ['limitDownCount', 'there', 50, market(50, 500), true],
  ['limitDownCount', 'too few quoted', 50, market(50, 500, 999), null],
  ['limitDownCount', 'nobody counts', 50, { breadth: null }, null],
  ['fallingStocks', 'one less than 80 %', percent(80), market(0, 799), false],
  ['fallingStocks', 'there', percent(80), market(0, 800), true],
  ['indexFall', 'a basis point above', percent(3), { indexChange: rate(-percent(2.99)) }, false],
  ['indexFall', 'there', percent(3), { indexChange: rate(-percent(3)) }, true],
  ['indexFall', 'rising', percent(3), { indexChange: rate(percent(3)) }, false],
  ['indexFall', 'not quoted', percent(3), {}, null],
];

it.each(ROWS)('%s: %s', (watch, _, level, change, fires) => {
  const measure = WATCHES[watch].measure({ ...FINE, ...change });
  expect(measure === null ? null : hasFired(readingOf(measure, at(level)))).toBe(fires);
});

describe('a watch that has fired', () => {
  const stop = (last: number, rearm: number | null) => {
    const measure = WATCHES.stopLoss.measure({ ...FINE, ...priced(last) });
    return measure !== null && hasRecovered(readingOf(measure, at(TEN, rearm)));
  };

  it('is clear of its limit only beyond what it must come back, not at it', () => {
    expect([9, 9.2, 9.21].map((last) => stop(last, percent(2)))).toEqual([false, false, true]);
  });

  it('stays as it is for the day where nothing arms it again', () => {
    expect(stop(20, null)).toBe(false);
  });
});

it('names every watch as the policy does', () => {
  for (const [name, watch] of Object.entries(WATCHES)) expect(watch.name).toBe(name);
});
