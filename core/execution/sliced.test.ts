import { describe, expect, it } from 'vitest';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { type Quantity, quantity, rate } from '../kernel/units.ts';
import { MARKET_CURVE } from '../market/volume-curve.ts';
import { type Order } from '../orders/order.ts';
import { type SlicedStyle } from '../plan/line.ts';
import { nextMove } from './next-move.ts';
import { type Slice, type SliceJob, planSlices } from './slices.ts';
import { type ContextChange, contextFor, openOrder } from './style.fixture.ts';

const PERCENT = 1_000_000;

/** Ten slices of six minutes over one hour, no cap, no chance. */
const TWAP: SlicedStyle = {
  style: 'twap',
  start: timeOfDay('10:00:00'),
  end: timeOfDay('11:00:00'),
  slices: 10,
  intervalMs: 60_000,
  cap: null,
  bound: rate(3 * PERCENT),
  sizeJitter: rate(0),
  timeJitter: rate(0),
  catchUp: 'atOnce',
  rest: 'cancel',
};

function move(change: ContextChange, style: Partial<SlicedStyle> = {}): ReturnType<typeof nextMove> {
  return nextMove({ ...TWAP, ...style }, contextFor({ started: '10:00:00', ...change }));
}

/** An order of the line that ended with so many shares filled. */
function done(created: string, filled: number): Order {
  return { ...openOrder(created, 'filled'), type: 'bestFiveCancel', quantity: quantity(filled), filled: quantity(filled) };
}

function slices(params: Partial<SliceJob['params']>, more: Partial<SliceJob> = {}): readonly Slice[] {
  const { rules } = contextFor({});
  return planSlices({ params: { ...TWAP, ...params }, begin: timeOfDay('10:00:00'), total: quantity(10_000), curve: null, rules, seed: 'L1', ...more });
}

function texts(times: readonly TimeOfDay[]): readonly string[] {
  return times.map((time) => new Date(time).toISOString().slice(11, 19));
}

describe('a schedule', () => {
  it('gives every stretch of time the same, in lots, and the last slice what rounding left', () => {
    expect(slices({ slices: 3 }).map((slice) => slice.shares)).toEqual([3_300, 3_300, 3_400]);
    expect(texts(slices({ slices: 3 }).map((slice) => slice.due))).toEqual(['10:00:00', '10:20:00', '10:40:00']);
  });

  it('makes a slice of every interval where no number is said', () => {
    expect(slices({ slices: null, intervalMs: 60_000 })).toHaveLength(60);
    expect(slices({ slices: null, intervalMs: 7_200_000 })).toHaveLength(1);
  });

  it('knows no lunch', () => {
    const over = slices({ end: timeOfDay('13:30:00'), slices: 4 });
    expect(texts(over.map((slice) => slice.due))).toEqual(['10:00:00', '10:30:00', '11:00:00', '13:00:00']);
    expect(slices({ end: timeOfDay('13:00:00') }, { begin: timeOfDay('11:30:00') })).toEqual([]);
  });

  it('ends with the continuous session, however late its window', () => {
    const late = slices({ end: timeOfDay('15:30:00'), slices: 2 }, { begin: timeOfDay('14:55:00') });
    expect(texts(late.map((slice) => slice.due))).toEqual(['14:55:00', '14:56:00']);
  });

  it('leaves no share out and adds none, however it is shuffled', () => {
    for (const seed of ['a', 'b', 'c']) {
      const shuffled = slices({ slices: 7, sizeJitter: rate(50 * PERCENT), timeJitter: rate(90 * PERCENT) }, { seed });
      expect(shuffled.reduce((sum, slice) => sum + slice.shares, 0)).toBe(10_000);
      expect(shuffled.map((slice) => slice.due)).toEqual(shuffled.map((slice) => slice.due).toSorted((a, b) => a - b));
      expect(shuffled).toEqual(slices({ slices: 7, sizeJitter: rate(50 * PERCENT), timeJitter: rate(90 * PERCENT) }, { seed }));
    }
    expect(slices({ slices: 7, sizeJitter: rate(50 * PERCENT) }, { seed: 'a' })).not.toEqual(slices({ slices: 7, sizeJitter: rate(50 * PERCENT) }, { seed: 'b' }));
  });

  it('spreads evenly over a stretch that the curve gives no volume', () => {
    const still = [{ from: timeOfDay('09:30:00'), until: timeOfDay('10:00:00'), share: 1 }];
    const planned = slices({ end: timeOfDay('10:10:00'), slices: 2 }, { curve: still });
    expect(planned.map(({ cumulative }) => cumulative)).toEqual([5_000, 10_000]);
  });

  it('follows the curve of the day', () => {
    const day = slices({ end: timeOfDay('14:57:00'), slices: 16 }, { begin: timeOfDay('09:30:00'), curve: MARKET_CURVE, total: quantity(100_000) });
    expect(day[0]?.shares).toBeGreaterThan(2 * Number(day[8]?.shares));
    expect(day.at(-1)?.cumulative).toBe(100_000);
  });
});

describe('a sliced line', () => {
  it('begins at its start and in the continuous session, and says when', () => {
    expect(nextMove(TWAP, contextFor({ time: '09:50:00' }))).toMatchObject({ kind: 'wait', reason: { code: 'style.awaitsStart', params: { start: '10:00:00' } } });
    expect(nextMove(TWAP, contextFor({ time: '10:00:00' }))).toEqual({ kind: 'start' });
    expect(nextMove({ ...TWAP, start: null }, contextFor({ time: '09:20:00' }))).toMatchObject({ reason: { code: 'style.awaitsContinuous' } });
    expect(nextMove({ ...TWAP, end: timeOfDay('14:00:00') }, contextFor({ time: '12:00:00' }))).toMatchObject({ reason: { code: 'style.awaitsContinuous' } });
  });

  it('sends a slice, then waits for the next', () => {
    expect(move({ time: '10:00:00' })).toMatchObject({ kind: 'send', type: 'bestFiveCancel', quantity: 100 });
    expect(move({ time: '10:05:59', orders: [done('10:00:00', 100)], remaining: 900 })).toMatchObject({ reason: { code: 'style.awaitsSlice' } });
    expect(move({ time: '10:06:00', orders: [done('10:00:00', 100)], remaining: 900 })).toMatchObject({ kind: 'send', quantity: 100 });
  });

  it('never has two orders out', () => {
    expect(move({ time: '10:06:00', openOrders: [openOrder('10:00:00')], remaining: 900 })).toMatchObject({ kind: 'cancel', reason: { code: 'style.sliceOver' } });
    expect(move({ time: '10:00:01', openOrders: [openOrder('10:00:00')], remaining: 900 })).toMatchObject({ reason: { code: 'style.orderWorking' } });
    expect(move({ time: '10:06:00', openOrders: [openOrder('10:00:00', 'unknown')] })).toMatchObject({ reason: { code: 'style.awaitsOutcome' } });
  });

  it.each([
    ['atOnce', 500],
    ['gradual', 200],
    ['skip', 100],
  ] as const)('after four missed slices sends %s: %i', (catchUp, shares) => {
    expect(move({ time: '10:24:00' }, { catchUp })).toMatchObject({ kind: 'send', quantity: shares });
  });

  it('skips a slice once, not at every quote', () => {
    expect(move({ time: '10:25:00', orders: [done('10:24:00', 100)], remaining: 900 }, { catchUp: 'skip' })).toMatchObject({ reason: { code: 'style.awaitsSlice' } });
    expect(move({ time: '10:30:00', orders: [done('10:24:00', 100)], remaining: 900 }, { catchUp: 'skip' })).toMatchObject({ kind: 'send', quantity: 100 });
  });

  it('spreads only what an earlier style left', () => {
    const before = done('09:20:00', 500);
    expect(move({ time: '10:12:00', orders: [before], remaining: 500 })).toMatchObject({ kind: 'send', quantity: 100 });
  });

  it('takes no more than its share of what the minute has traded', () => {
    const cap = rate(10 * PERCENT);
    expect(move({ time: '10:24:00', minuteVolume: 3_000 }, { cap })).toMatchObject({ kind: 'send', quantity: 300 });
    expect(move({ time: '10:24:00', minuteVolume: 999 }, { cap })).toMatchObject({ reason: { code: 'style.capReached', params: { wanted: 500, allowed: 99 } } });
    const ours = done('10:24:00', 200);
    expect(move({ time: '10:24:10', minuteVolume: 3_000, orders: [ours], remaining: 800 }, { cap })).toMatchObject({ kind: 'send', quantity: 100 });
    expect(move({ time: '10:24:10', minuteVolume: 2_000, orders: [ours], remaining: 800 }, { cap })).toMatchObject({ kind: 'wait' });
  });

  it('leaves no rest that is too little for an order', () => {
    const star = { instrument: '688001.SH', time: '10:54:00', started: '10:00:00' };
    expect(move({ ...star, remaining: 350 }, { slices: 2 })).toMatchObject({ kind: 'send', quantity: 350 });
    expect(move({ ...star, time: '10:29:00', remaining: 1_000 }, { slices: 4, catchUp: 'skip' })).toMatchObject({ kind: 'send', quantity: 250 });
  });

  it('pays no more than its bound', () => {
    const asks = [{ price: contextFor({}).reference.limitUp, volume: 1_000 as Quantity }];
    expect(move({ time: '10:00:00', asks })).toMatchObject({ reason: { code: 'style.beyondBound' } });
  });
});

describe('when its window is over', () => {
  const late = { time: '11:00:00', remaining: 400 };

  it('gives the rest up, carries on or keeps it for the closing auction', () => {
    expect(move(late)).toMatchObject({ kind: 'finish', reason: { code: 'style.windowOver', params: { remaining: 400 } } });
    expect(move(late, { rest: 'carryOn' })).toMatchObject({ kind: 'send', type: 'bestFiveCancel', quantity: 400 });
    expect(move({ ...late, time: '14:57:00' }, { rest: 'carryOn' })).toMatchObject({ kind: 'finish' });
    expect(move(late, { rest: 'closingAuction' })).toMatchObject({ reason: { code: 'style.awaitsAuction' } });
    expect(move({ ...late, time: '14:57:00' }, { rest: 'closingAuction' })).toMatchObject({ kind: 'send', type: 'limit', quantity: 400 });
  });

  it('does not begin any more', () => {
    expect(nextMove(TWAP, contextFor({ time: '11:10:00' }))).toMatchObject({ kind: 'finish' });
  });

  it('carries on under the cap', () => {
    expect(move({ ...late, minuteVolume: 2_000 }, { rest: 'carryOn', cap: rate(5 * PERCENT) })).toMatchObject({ kind: 'send', quantity: 100 });
  });
});

it('vwap sends more at the open than at noon', () => {
  const wide = { style: 'vwap', start: timeOfDay('09:30:00'), end: timeOfDay('14:57:00'), slices: 8, catchUp: 'skip' } as const;
  const sent = (time: string): unknown => nextMove({ ...TWAP, ...wide }, contextFor({ time, started: '09:30:00' }));
  expect(sent('09:30:00')).toMatchObject({ kind: 'send', quantity: 200 });
  expect(sent('11:29:00')).toMatchObject({ kind: 'send', quantity: 100 });
});
