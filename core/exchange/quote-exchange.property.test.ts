import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrderId } from '../kernel/ids.ts';
import { type TimeOfDay, type TradeDate, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate, RATE_ONE } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Level, type Quote } from '../market/quote.ts';
import { ORDER_TYPES, type OrderType } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { type ExecutionReport, type OrderRequest, type Side } from '../orders/order.ts';
import { request, rulesFor, yuan } from './quote-exchange.fixture.ts';
import { createQuoteExchange } from './quote-exchange.ts';

const DATE = '2024-06-03' as TradeDate;
const INSTRUMENT = '000001.SZ' as InstrumentId;
const RULES = rulesFor(INSTRUMENT, DATE);
const CAP = (RATE_ONE / 4) as Rate;
const TICK = 100;

const WAIT = fc.integer({ min: 0, max: 400_000 });
const QUOTE = fc.record({
  does: fc.constant('quote' as const),
  wait: WAIT,
  best: fc.integer({ min: 995, max: 1005 }),
  spread: fc.integer({ min: 1, max: 3 }),
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }),
  trade: fc.integer({ min: 0, max: 80 }),
  at: fc.integer({ min: -3, max: 3 }),
  indicative: fc.boolean(),
});
const ORDER = fc.record({
  does: fc.constant('order' as const),
  wait: WAIT,
  side: fc.constantFrom<Side>('buy', 'sell'),
  type: fc.constantFrom<OrderType>(...ORDER_TYPES, 'limit', 'limit'),
  ticks: fc.integer({ min: 992, max: 1008 }),
  lots: fc.integer({ min: 1, max: 60 }),
});
const CANCEL = fc.record({ does: fc.constant('cancel' as const), wait: WAIT, which: fc.nat(20) });
const TIME = fc.record({ does: fc.constant('time' as const), wait: WAIT });

/** One step of an invented day: time passes, then something happens. */
const STEP = fc.oneof(
  { weight: 4, arbitrary: QUOTE },
  { weight: 3, arbitrary: ORDER },
  { weight: 1, arbitrary: CANCEL },
  { weight: 1, arbitrary: TIME },
);
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;
const STEPS: fc.Arbitrary<Step[]> = fc.array(STEP, { maxLength: 120 });

interface Told {
  readonly report: ExecutionReport;
  /** Index of the step that it answers. */
  readonly step: number;
}

interface Run {
  readonly orders: ReadonlyMap<OrderId, OrderRequest>;
  readonly told: readonly Told[];
  /** For each step: the most that may fill in it. */
  readonly ceiling: readonly number[];
}

/** Plays the steps through a fresh exchange, from before the opening to after the close if there are enough. */
function play(steps: readonly Step[]): Run {
  const exchange = createQuoteExchange({
    date: DATE,
    idTag: 'prop',
    volumeCap: CAP,
    rulesOf: () => RULES,
    referenceOf: () => undefined,
  });
  const orders = new Map<OrderId, OrderRequest>();
  const told: Told[] = [];
  const ceiling: number[] = [];
  let now: TimeOfDay = timeOfDay('09:14:00');
  let [volume, turnover, shown] = [0, 0, 0];
  steps.forEach((step, index) => {
    now = Math.min(now + step.wait, timeOfDay('15:00:10')) as TimeOfDay;
    const moment = atTime(DATE, now);
    let traded = 0;
    if (step.does === 'quote') {
      const quote = quoteOf(step, now, volume, turnover);
      traded = quote.volume - volume;
      [volume, turnover] = [quote.volume, quote.turnover];
      const displayed = [...quote.bids, ...quote.asks].reduce((sum, level) => sum + level.volume, 0);
      exchange.quote(quote);
      // What waited may meet the snapshot before as well as this one.
      ceiling.push(shown + displayed + Math.floor(traded / 4));
      shown = displayed;
    } else {
      if (step.does === 'order') {
        const id = `O${orders.size + 1}`;
        const order = request(id, INSTRUMENT, step.side, step.lots * 100, (step.ticks * TICK) as Price, step.type);
        orders.set(order.id, order);
        exchange.submit(order, moment);
      }
      if (step.does === 'cancel') exchange.cancel(`O${step.which}` as OrderId, moment);
      if (step.does === 'time') exchange.time(moment);
      ceiling.push(shown);
    }
    for (const report of exchange.drain()) told.push({ report, step: index });
  });
  exchange.endOfDay(atTime(DATE, timeOfDay('15:30:00')));
  for (const report of exchange.drain()) told.push({ report, step: steps.length });
  ceiling.push(0);
  return { orders, told, ceiling };
}

function quoteOf(step: Extract<Step, { does: 'quote' }>, now: TimeOfDay, volume: number, turnover: number): Quote {
  const phase = phaseAt(RULES, now);
  const collecting = phase.matching === 'auction';
  const shares = collecting || now < timeOfDay('09:25:00') ? 0 : step.trade * 100;
  const price = (step.best + step.at) * TICK;
  const level = (ticks: number, size: number): Level => ({ price: (ticks * TICK) as Price, volume: (size * 100) as Quantity });
  const half = Math.ceil(step.sizes.length / 2);
  const [bids, asks] = [step.sizes.slice(0, half), step.sizes.slice(half)];
  return {
    instrument: INSTRUMENT,
    time: atTime(DATE, now),
    prevClose: yuan(10),
    open: (volume + shares > 0 ? price : 0) as Price,
    high: yuan(11),
    low: yuan(9),
    last: price as Price,
    volume: (volume + shares) as Quantity,
    turnover: (turnover + shares * price) as Money,
    limitUp: yuan(11),
    limitDown: yuan(9),
    bids: collecting ? [] : bids.map((size, index) => level(step.best - index, size)),
    asks: collecting ? [] : asks.map((size, index) => level(step.best + step.spread + index, size)),
    auction:
      collecting && step.indicative
        ? { price: price as Price, matched: (step.trade * 100) as Quantity, unmatched: 0 as Quantity, unmatchedSide: null }
        : null,
  };
}

function fillsOf(run: Run, id: OrderId): Extract<ExecutionReport, { kind: 'filled' }>[] {
  return run.told.flatMap(({ report }) => (report.kind === 'filled' && report.orderId === id ? [report] : []));
}

function everyRun(check: (run: Run) => void): void {
  fc.assert(fc.property(STEPS, (steps) => check(play(steps))), { numRuns: 400 });
}

describe('whatever the market does', () => {
  it('an order never fills beyond its quantity, nor worse than its price', () => {
    everyRun((run) => {
      for (const [id, order] of run.orders) {
        const fills = fillsOf(run, id);
        expect(fills.reduce((sum, fill) => sum + fill.quantity, 0)).toBeLessThanOrEqual(order.quantity);
        for (const fill of fills) {
          expect(fill.quantity).toBeGreaterThan(0);
          if (order.side === 'buy') expect(fill.price).toBeLessThanOrEqual(order.price);
          else expect(fill.price).toBeGreaterThanOrEqual(order.price);
        }
      }
    });
  });

  it('nothing fills while an auction collects, over lunch or before the opening', () => {
    everyRun(({ told }) => {
      for (const { report } of told) {
        if (report.kind !== 'filled') continue;
        const phase = phaseAt(RULES, timeOfDayOf(report.time));
        expect(['openingPause', 'morning', 'afternoon', 'closed']).toContain(phase.name);
      }
    });
  });

  it('all fills of a moment stay within what was displayed and the capped part of what traded', () => {
    everyRun(({ told, ceiling }) => {
      const filled = ceiling.map(() => 0);
      for (const { report, step } of told) {
        if (report.kind === 'filled') filled[step] = (filled[step] ?? 0) + report.quantity;
      }
      filled.forEach((shares, step) => expect(shares).toBeLessThanOrEqual(ceiling[step] ?? 0));
    });
  });

  it('every order is answered once and ends once, with nothing after its end', () => {
    everyRun((run) => {
      for (const [id, order] of run.orders) {
        const kinds = run.told.flatMap(({ report }) => (report.orderId === id ? [report.kind] : [])).filter((kind) => kind !== 'cancelRejected');
        const [first, ...rest] = kinds;
        expect(['accepted', 'rejected']).toContain(first);
        const filled = fillsOf(run, id).reduce((sum, fill) => sum + fill.quantity, 0);
        const ends = rest.filter((kind) => kind !== 'filled');
        expect(ends.length).toBe(first === 'rejected' || filled === order.quantity ? 0 : 1);
        if (ends.length > 0) expect(ends[0]).toBe(rest.at(-1));
      }
    });
  });

  it('every cancel is answered once, by its end or by a rejection', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const { told } = play(steps);
        const cancels = steps.filter((step) => step.does === 'cancel').length;
        const answers = told.filter(({ report, step }) => steps[step]?.does === 'cancel' && report.kind.startsWith('cancel'));
        expect(answers.length).toBe(cancels);
      }),
    );
  });

  it('the same inputs give the same reports, with ids that never repeat and times that never go back', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const { told } = play(steps);
        expect(play(steps).told).toEqual(told);
        expect(new Set(told.map(({ report }) => report.reportId)).size).toBe(told.length);
        told.forEach(({ report }, index) => expect(report.time).toBeGreaterThanOrEqual(told[index - 1]?.report.time ?? 0));
      }),
    );
  });
});
