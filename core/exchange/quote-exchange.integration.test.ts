import { describe, expect, it } from 'vitest';
import { type TradeDate, atTime, formatLocalTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { RATE_ONE, type Rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Quote } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { hasSharedData } from '../market/shared-data.fixture.ts';
import { type ExecutionReport, type OrderRequest, type Side } from '../orders/order.ts';
import { describeReport, request, rulesFor, yuan } from './quote-exchange.fixture.ts';
import { type FeedProblem, createQuoteExchange } from './quote-exchange.ts';
import { realQuotes } from './real-day.fixture.ts';

const DAYS = [
  ['2022-06-01', 'quotes/2022-06-01.quotes.csv.gz'],
  ['2023-02-01', 'quotes/2023-02-01.quotes.csv.gz'],
  ['2021-12-01', 'quotes/2021-12-01_morning.quotes.csv.gz'],
] as const;

interface Day {
  readonly orders: readonly OrderRequest[];
  readonly reports: readonly ExecutionReport[];
  readonly problems: readonly FeedProblem[];
  readonly quotes: readonly Quote[];
}

type Plan = readonly { readonly at: string; readonly orders: (latest: ReadonlyMap<InstrumentId, Quote>) => readonly OrderRequest[] }[];

/** Runs a real day through the exchange and places the plan's orders, each lot at the first quote from its time on. */
function run(date: string, path: string, plan: Plan, volumeCap = RATE_ONE / 4): Day {
  const known = new Map<InstrumentId, TradingRules>();
  const rulesOf = (id: InstrumentId): TradingRules => {
    const rules = known.get(id) ?? rulesFor(id, date);
    known.set(id, rules);
    return rules;
  };
  const exchange = createQuoteExchange({
    date: date as TradeDate,
    idTag: 'real',
    volumeCap: volumeCap as Rate,
    rulesOf,
    referenceOf: () => undefined,
  });
  const quotes = [...realQuotes(path)];
  const latest = new Map<InstrumentId, Quote>();
  const orders: OrderRequest[] = [];
  let next = 0;
  for (const quote of quotes) {
    for (let due = plan[next]; due !== undefined && timeOfDayOf(quote.time) >= timeOfDay(due.at); due = plan[next]) {
      next += 1;
      exchange.time(quote.time);
      for (const order of due.orders(latest)) {
        orders.push(order);
        exchange.submit(order, quote.time);
      }
    }
    exchange.quote(quote);
    latest.set(quote.instrument, quote);
  }
  exchange.endOfDay(atTime(date as TradeDate, timeOfDay('15:30:00')));
  return { orders, reports: exchange.drain(), problems: exchange.drainProblems(), quotes };
}

function one(id: string, instrument: string, side: Side, shares: number, price: number): OrderRequest[] {
  return [request(id, instrument as InstrumentId, side, shares, yuan(price))];
}

const first = DAYS[0][1];
describe.skipIf(!hasSharedData(first))('real call auctions', () => {
  it('an order of the opening call fills at 79.55, the price at which 300274.SZ opened on 2022-06-01', () => {
    const { reports } = run(...DAYS[0], [
      { at: '09:24:00', orders: () => one('O1', '300274.SZ', 'buy', 5000, 80) },
      { at: '09:24:40', orders: () => one('O2', '300274.SZ', 'buy', 100_000, 79.6) },
      { at: '09:24:50', orders: () => one('O3', '300274.SZ', 'buy', 1000, 79.54) },
    ]);
    const opening = reports.filter((report) => formatLocalTime(report.time) === '2022-06-01T09:25:03.000');
    // 500 shares stayed unmatched at 79.55; of the 117,700 that traded a quarter, 29,425 less an odd lot, is ours at most.
    expect(opening.map(describeReport)).toEqual(['O1 filled 5000@79.55', 'O2 filled 24900@79.55']);
  });

  it('an order of the closing call fills at 55.50, the close of 000333.SZ on 2023-02-01', () => {
    const { reports } = run(...DAYS[1], [
      { at: '14:58:00', orders: () => [...one('O1', '000333.SZ', 'buy', 3000, 55.6), ...one('O2', '000333.SZ', 'sell', 2000, 55.4)] },
      { at: '14:59:00', orders: () => one('O3', '000333.SZ', 'buy', 3000, 55.49) },
    ]);
    expect(reports.map(describeReport)).toEqual([
      'O1 accepted',
      'O2 accepted',
      'O3 accepted',
      'O1 filled 3000@55.50',
      'O2 filled 2000@55.50',
      'O3 expired',
    ]);
  });
});

describe.each(DAYS)('%s', (date, path) => {
  it.skipIf(!hasSharedData(path))('orders all through the day never fill beyond what the market allows', () => {
    let count = 0;
    const times = ['09:16:00', '09:24:00', '09:31:00', '09:45:00', '10:15:00', '13:05:00', '14:30:00', '14:58:00'];
    const around = (latest: ReadonlyMap<InstrumentId, Quote>): OrderRequest[] =>
      [...latest].flatMap(([id, quote]) =>
        [-3, 0, 3].flatMap((ticks) =>
          (['buy', 'sell'] as const).map((side) => {
            count += 1;
            const price = (quote.last > 0 ? quote.last : quote.prevClose) + ticks * yuan(0.01);
            return request(`O${count}`, id, side, 1000, price as OrderRequest['price']);
          }),
        ),
      );
    const { orders, reports, problems, quotes } = run(date, path, times.map((at) => ({ at, orders: around })));

    expect(problems).toEqual([]);
    const byId = new Map(orders.map((order) => [order.id, order]));
    const filled = new Map<string, number>();
    const ranges = rangesOf(quotes);
    for (const report of reports) {
      if (report.kind !== 'filled') continue;
      const order = byId.get(report.orderId);
      if (order === undefined) throw new RangeError(report.orderId);
      filled.set(order.id, (filled.get(order.id) ?? 0) + report.quantity);
      expect(filled.get(order.id)).toBeLessThanOrEqual(order.quantity);
      expect(order.side === 'buy' ? report.price <= order.price : report.price >= order.price).toBe(true);
      const phase = phaseAt(rulesFor(order.instrument, date), timeOfDayOf(report.time));
      expect(['openingPause', 'morning', 'afternoon', 'closed']).toContain(phase.name);
      const range = ranges.get(order.instrument);
      expect(report.price).toBeGreaterThanOrEqual(range?.low ?? Infinity);
      expect(report.price).toBeLessThanOrEqual(range?.high ?? 0);
    }
    expect(filled.size).toBeGreaterThan(orders.length / 4);
    expect(reports.filter((report) => report.kind === 'accepted').length).toBe(orders.length);
  });
});

/** The lowest and highest price that each instrument showed or traded at. */
function rangesOf(quotes: readonly Quote[]): Map<InstrumentId, { low: number; high: number }> {
  const ranges = new Map<InstrumentId, { low: number; high: number }>();
  for (const quote of quotes) {
    const range = ranges.get(quote.instrument) ?? { low: Infinity, high: 0 };
    const traded = quote.last > 0 ? [quote.low, quote.high] : [];
    const seen = [...traded, ...quote.bids.map((level) => level.price), ...quote.asks.map((level) => level.price)];
    ranges.set(quote.instrument, { low: Math.min(range.low, ...seen), high: Math.max(range.high, ...seen) });
  }
  return ranges;
}
