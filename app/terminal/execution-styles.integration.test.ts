import { describe, expect, it } from 'vitest';
import { type MarketMark, executionQuality, midPrice, standingPrices } from '../../core/analytics/execution-quality.ts';
import { type EpochMs, timeOfDay, timeOfDayOf } from '../../core/kernel/time.ts';
import { RATE_ONE, type Rate, UNITS_PER_YUAN, quantity } from '../../core/kernel/units.ts';
import { bareInstrument } from '../../core/market/instrument.ts';
import { minuteOf } from '../../core/market/minute-tape.ts';
import { phaseAt } from '../../core/market/session.ts';
import { hasSharedData } from '../../core/market/shared-data.fixture.ts';
import { tradingRules } from '../../core/market/trading-rules.ts';
import { MARKET_CURVE, curveOfDays } from '../../core/market/volume-curve.ts';
import { type Command } from '../../core/oms/command.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type Side, isFinal } from '../../core/orders/order.ts';
import { type ExecutionStyle, type PlanLine, type SlicedStyle, type StyleName } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import {
  type DayOutcome,
  averageOf,
  marketTwap,
  marketVwap,
  quotesOf,
  runStyledDay,
  tradedByBucket,
  worstParticipation,
} from './styled-day.fixture.ts';

const FIRST = { date: '2022-06-01', quotes: 'quotes/2022-06-01.quotes.csv.gz' };
const SECOND = { date: '2023-02-01', quotes: 'quotes/2023-02-01.quotes.csv.gz' };
const STOCKS = [
  { ...FIRST, instrument: '000400.SZ', shares: 23_000 },
  { ...FIRST, instrument: '300122.SZ', shares: 23_000 },
  { ...FIRST, instrument: '300274.SZ', shares: 23_000 },
  { ...FIRST, instrument: '300288.SZ', shares: 12_000 },
  { ...FIRST, instrument: '300918.SZ', shares: 8_000 },
  { ...SECOND, instrument: '000333.SZ', shares: 23_000 },
  { ...SECOND, instrument: '600519.SH', shares: 6_000 },
];
const WINDOWS = [
  ['09:35:00', '14:55:00'],
  ['10:00:00', '11:00:00'],
] as const;
const SIDES: readonly Side[] = ['buy', 'sell'];

/** A bound that no price of the day reaches, and a cap of five percent. */
function sliced(style: 'twap' | 'vwap', from: string, until: string): SlicedStyle {
  const base = DEFAULT_STYLES[style] as SlicedStyle;
  return { ...base, start: timeOfDay(from), end: timeOfDay(until), bound: 19_000_000 as Rate, cap: 5_000_000 as Rate };
}

function lineOf({ state }: DayOutcome): PlanLine {
  const [line] = state.lines.values();
  if (line === undefined) throw new Error('no line');
  return line;
}

/** How much worse than `benchmark` the line traded, in basis points. */
function slippage(outcome: DayOutcome, side: Side, benchmark: number): number {
  return (averageOf(outcome.state.fills) / benchmark - 1) * 10_000 * (side === 'buy' ? 1 : -1);
}

function rulesOf(instrument: string, date: string): Parameters<typeof phaseAt>[0] {
  const rules = tradingRules(bareInstrument(instrument as never), date as never);
  if (!rules.ok) throw new Error(rules.error.code);
  return rules.value;
}

/** What must hold of every line, whatever its style. */
function audit(outcome: DayOutcome, instrument: string, date: string): void {
  const { state, records } = outcome;
  const rules = rulesOf(instrument, date);
  for (const { event, at } of records) {
    const phase = phaseAt(rules, timeOfDayOf(at));
    if (event.type === 'orderIntended') expect(phase.entry).toBe(true);
    if (event.type === 'cancelIntended') expect(phase.cancel).toBe(true);
    if (event.type === 'reportReceived') expect(event.report.kind).not.toBe('rejected');
    if (event.type === 'reportReceived') expect(event.report.kind).not.toBe('cancelRejected');
  }
  const line = lineOf(outcome);
  expect(['done', 'expired']).toContain(line.state);
  expect(line.reason).not.toBeNull();
  expect(line.filled).toBeLessThanOrEqual(line.plannedQuantity);
  expect(state.fills.reduce((sum, fill) => sum + fill.quantity, 0)).toBe(line.filled);
  expect([...state.orders.values()].every((order) => isFinal(order.state))).toBe(true);
  expect(state.halted).toBeNull();
  expect(rebuild(records).lines).toEqual(state.lines);
}

describe.skipIf(!hasSharedData(FIRST.quotes) || !hasSharedData(SECOND.quotes))('on real days', () => {
  it.each(STOCKS)('TWAP of $instrument stays within 10 basis points of the market’s, the spread paid, and under its cap', (stock) => {
    for (const side of SIDES) {
      for (const [from, until] of WINDOWS) {
        const outcome = runStyledDay({ ...stock, side, style: sliced('twap', from, until) });
        audit(outcome, stock.instrument, stock.date);
        expect(lineOf(outcome)).toMatchObject({ state: 'done', filled: stock.shares });
        expect(worstParticipation(outcome.quotes, outcome.state.fills)).toBeLessThanOrEqual(0.05);
        const off = slippage(outcome, side, marketTwap(outcome.quotes, timeOfDay(from), timeOfDay(until)));
        expect(Math.abs(off)).toBeLessThan(10);
      }
    }
  });

  it.each(STOCKS)('VWAP of $instrument: within 25 basis points with the day’s own curve, 120 with the market-wide one', (stock) => {
    const own = curveOfDays(MARKET_CURVE, [tradedByBucket(quotesOf(stock.quotes, stock.instrument))]);
    for (const side of SIDES) {
      for (const [from, until] of WINDOWS) {
        for (const [curve, most] of [[own, 25], [MARKET_CURVE, 120]] as const) {
          if (curve === null) throw new Error('no volume');
          const outcome = runStyledDay({ ...stock, side, curve, style: sliced('vwap', from, until) });
          audit(outcome, stock.instrument, stock.date);
          expect(worstParticipation(outcome.quotes, outcome.state.fills)).toBeLessThanOrEqual(0.05);
          const off = slippage(outcome, side, marketVwap(outcome.quotes, timeOfDay(from), timeOfDay(until)));
          expect(Math.abs(off)).toBeLessThan(most);
        }
      }
    }
  });

  it.each(STOCKS)('TWAP of $instrument sends the very slices that its dry run shows, in their time and within their bound', (stock) => {
    const style: SlicedStyle = { ...sliced('twap', '09:35:00', '14:55:00'), cap: null, slices: 20 };
    const { planned, records, state } = runStyledDay({ ...stock, side: 'buy', style });
    const sent = records.flatMap(({ event, at }) => (event.type === 'orderIntended' ? [{ order: event.order, time: timeOfDayOf(at) }] : []));
    const slices = planned.filter(({ rest }) => !rest);
    expect(slices).toHaveLength(20);
    for (const { from, until, quantity: shares, bound } of slices) {
      const within = sent.filter(({ time }) => time >= from && time < until);
      expect(within[0]?.order.quantity).toBe(shares);
      expect(within.reduce((sum, { order }) => sum + (state.orders.get(order.id)?.filled ?? 0), 0)).toBe(shares);
      expect(within.every(({ order }) => order.price === bound)).toBe(true);
    }
  });

  it.each(STOCKS)('measures the same of $instrument from marks and minutes as from every quote', (stock) => {
    const style = sliced('twap', '09:35:00', '14:55:00');
    const { quotes, records, state } = runStyledDay({ ...stock, side: 'sell', style });
    const began = records.find(({ event }) => event.type === 'lineStarted')?.at;
    const ended = records.find(({ event }) => event.type === 'lineDone')?.at;
    const mark = (at: EpochMs | undefined): MarketMark => {
      const quote = quotes.findLast(({ time }) => time <= (at ?? 0));
      if (quote === undefined) throw new Error('no quote yet');
      return { time: quote.time, price: midPrice(quote), volume: quote.volume, turnover: quote.turnover };
    };
    const [arrival, end] = [mark(began), mark(ended)];
    const minutes = new Map(quotes.filter(({ time }) => time >= minuteOf(arrival.time) && time <= end.time).map((quote) => [minuteOf(quote.time), quote.last]));
    const points = [...minutes].map(([time, price]) => ({ time, price }));
    const prices = standingPrices(points, arrival.time, end.time, rulesOf(stock.instrument, stock.date));
    const planned = quantity(stock.shares);
    const quality = executionQuality({ side: 'sell', planned, fills: state.fills, arrival, end, prices });
    const window = [timeOfDayOf(arrival.time), timeOfDayOf(end.time)] as const;
    expect(quality).toMatchObject({ filled: stock.shares, fillRate: RATE_ONE });
    expect(quality.average / UNITS_PER_YUAN).toBeCloseTo(averageOf(state.fills), 3);
    expect(quality.marketVwap / UNITS_PER_YUAN).toBeCloseTo(marketVwap(quotes, ...window), 3);
    // The last price of a minute stands for the whole of it: two basis points apart at most.
    expect(Math.abs(quality.marketTwap / UNITS_PER_YUAN / marketTwap(quotes, ...window) - 1)).toBeLessThan(0.0002);
    expect(quality.participation).toBeLessThan(0.05 * RATE_ONE);
  });

  it('keeps a cap that is in its way, and says so', () => {
    const style: SlicedStyle = { ...sliced('twap', '10:00:00', '10:30:00'), cap: 2_000_000 as Rate, rest: 'cancel' };
    const outcome = runStyledDay({ ...FIRST, instrument: '300918.SZ', side: 'buy', shares: 50_000, style });
    audit(outcome, '300918.SZ', FIRST.date);
    expect(worstParticipation(outcome.quotes, outcome.state.fills)).toBeLessThanOrEqual(0.02);
    expect(outcome.records.some(({ event }) => event.type === 'lineWaiting' && event.reason.code === 'style.capReached')).toBe(true);
    expect(lineOf(outcome)).toMatchObject({ state: 'done', reason: { code: 'style.windowOver' } });
    expect(lineOf(outcome).filled).toBeGreaterThan(1_000);
  });

  it('fills opening and closing auction lines at the real auction prices', () => {
    const opening: ExecutionStyle = { style: 'callAuction', offset: 0 as Rate, then: null, from: 'limitUp' };
    const bought = runStyledDay({ ...FIRST, instrument: '300274.SZ', side: 'buy', shares: 2_000, style: opening });
    audit(bought, '300274.SZ', FIRST.date);
    expect(bought.state.fills.map(({ price }) => price)).toEqual(bought.state.fills.map(() => 795_500));
    expect(lineOf(bought)).toMatchObject({ state: 'done', filled: 2_000 });
    for (const from of ['last', 'limitDown'] as const) {
      const closing: ExecutionStyle = { style: 'closingAuction', offset: 2_000_000 as Rate, from, price: null };
      const sold = runStyledDay({ ...SECOND, instrument: '000333.SZ', side: 'sell', shares: 2_000, style: closing });
      audit(sold, '000333.SZ', SECOND.date);
      expect(new Set(sold.state.fills.map(({ price }) => price))).toEqual(new Set([555_000]));
      expect(lineOf(sold)).toMatchObject({ state: 'done', filled: 2_000 });
    }
  });

  it.each<[string, Partial<ExecutionStyle> & { readonly style: StyleName }]>([
    ['pegged to its own side, following', { style: 'pegged', ticks: 0, repriceMs: 5_000 }],
    ['pegged to the other side', { style: 'pegged', to: 'opposite', repriceMs: null }],
    ['iceberg', { style: 'iceberg', shown: 500 as never }],
    ['iceberg, refilled early', { style: 'iceberg', shown: 500 as never, refillAt: 50_000_000 as Rate }],
    ['best five', { style: 'bestFive' }],
    ['auction, then TWAP', { style: 'callAuction', from: 'limitDown', then: DEFAULT_STYLES.twap as SlicedStyle }],
    ['VWAP, the rest at the close', { style: 'vwap', rest: 'closingAuction', cap: 10_000 as Rate }],
    ['TWAP at random', { style: 'twap', sizeJitter: 40_000_000 as Rate, timeJitter: 80_000_000 as Rate, cap: null }],
  ])('%s ends filled and breaks nothing', (_, style) => {
    for (const side of SIDES) {
      const whole = { ...DEFAULT_STYLES[style.style], ...style } as ExecutionStyle;
      const outcome = runStyledDay({ ...SECOND, instrument: '000333.SZ', side, shares: 4_000, style: whole });
      audit(outcome, '000333.SZ', SECOND.date);
      expect(lineOf(outcome)).toMatchObject({ state: 'done', filled: 4_000 });
    }
  });

  it('catches up after a pause within twice its pace, and ends with the day when it stays paused', () => {
    const style = { ...sliced('twap', '10:00:00', '14:00:00'), cap: null };
    const base = { ...SECOND, instrument: '000333.SZ', side: 'buy', shares: 18_000, style } as const;
    const paused = { at: '10:30:00', command: (): Command => ({ type: 'setPauses', pauses: { buys: true, sells: false } }) };
    const resumed = { at: '13:10:00', command: (): Command => ({ type: 'setPauses', pauses: { buys: false, sells: false } }) };
    const outcome = runStyledDay({ ...base, hand: [paused, resumed] });
    audit(outcome, base.instrument, base.date);
    expect(lineOf(outcome)).toMatchObject({ state: 'done', filled: 18_000 });
    const halted = outcome.state.fills.filter(({ time }) => timeOfDayOf(time) > timeOfDay('10:30:03') && timeOfDayOf(time) < timeOfDay('13:09:50'));
    expect(halted).toEqual([]);
    const never = runStyledDay({ ...base, hand: [paused] });
    expect(lineOf(never)).toMatchObject({ state: 'expired', reason: { code: 'line.dayEnded' } });
  });
});
