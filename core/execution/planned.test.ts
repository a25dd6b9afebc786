import { describe, expect, it } from 'vitest';
import { formatTimeOfDay, timeOfDay } from '../kernel/time.ts';
import { type Rate, quantity } from '../kernel/units.ts';
import { type ExecutionStyle, type SlicedStyle } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { begunSchedule, plannedSlices } from './planned.ts';
import { type PlannedSlice } from './planned-slice.ts';
import { type ContextChange, contextFor, openOrder, yuan } from './style.fixture.ts';

const TWAP: SlicedStyle = { ...(DEFAULT_STYLES.twap as SlicedStyle), cap: null, start: timeOfDay('10:00:00'), end: timeOfDay('11:00:00'), slices: 4 };

function plan(style: ExecutionStyle, change: ContextChange = {}): readonly PlannedSlice[] {
  return plannedSlices(style, contextFor(change));
}

function told(slices: readonly PlannedSlice[]): readonly string[] {
  return slices.map(({ kind, from, until, quantity: shares, rest }) =>
    [kind, formatTimeOfDay(from).slice(0, 5), formatTimeOfDay(until).slice(0, 5), shares, ...(rest ? ['rest'] : [])].join(' '));
}

describe('the dry run of a style', () => {
  it.each<[string, ExecutionStyle, string, readonly string[]]>([
    ['opening auction, then best five', DEFAULT_STYLES.callAuction, '09:10:00', ['openingAuction 09:15 09:25 1000', 'taking 09:30 14:57 1000 rest']],
    ['opening auction that is over', DEFAULT_STYLES.callAuction, '10:00:00', ['taking 10:00 14:57 1000']],
    ['opening auction alone, too late', { ...DEFAULT_STYLES.callAuction, then: null } as ExecutionStyle, '10:00:00', []],
    ['closing auction', DEFAULT_STYLES.closingAuction, '10:00:00', ['closingAuction 14:57 15:00 1000']],
    ['pegged in the lunch break', DEFAULT_STYLES.pegged, '12:00:00', ['resting 13:00 14:57 1000']],
    ['a limit at the best, after the session', DEFAULT_STYLES.limit, '14:58:00', []],
    ['TWAP before its window', TWAP, '09:10:00', ['slice 10:00 10:15 200', 'slice 10:15 10:30 300', 'slice 10:30 10:45 200', 'slice 10:45 11:00 300', 'carryOn 11:00 14:57 1000 rest']],
    ['TWAP after its window', { ...TWAP, rest: 'closingAuction' }, '13:00:00', ['closingAuction 14:57 15:00 1000']],
    ['TWAP after its window, nothing left to do', { ...TWAP, rest: 'cancel' }, '13:00:00', []],
  ])('%s', (_, style, time, expected) => {
    expect(told(plan(style, { time }))).toEqual(expected);
  });

  it('names the worst price of every order, and the most of each', () => {
    expect(plan({ ...DEFAULT_STYLES.bestFive, bound: 1_000_000 as Rate } as ExecutionStyle)).toMatchObject([{ bound: yuan(60.6) }]);
    expect(plan({ style: 'callAuction', offset: 0 as Rate, then: null, from: 'limitUp' }, { time: '09:10:00' })).toMatchObject([{ bound: yuan(66) }]);
    expect(plan({ ...DEFAULT_STYLES.iceberg, shown: quantity(300) } as ExecutionStyle)).toMatchObject([{ quantity: 1_000, orderQuantity: 300 }]);
    expect(plan({ style: 'limit', price: yuan(59) }, { time: '09:10:00' })).toMatchObject([{ bound: yuan(59), from: timeOfDay('09:15:00'), until: timeOfDay('15:00:00') }]);
  });

  it('plans what is left of a schedule that has begun: after a pause, a fill and a restart alike', () => {
    const first = { ...openOrder('10:00:01', 'filled'), quantity: quantity(200), filled: quantity(200) };
    const change = { time: '10:31:00', started: '10:00:00', orders: [first], remaining: 800 };
    expect(told(plan(TWAP, change))).toEqual(['slice 10:31 10:45 500', 'slice 10:45 11:00 300', 'carryOn 11:00 14:57 800 rest']);
    expect(begunSchedule(TWAP, contextFor(change)).map(({ cumulative }) => cumulative)).toEqual([200, 500, 700, 1_000]);
    expect(begunSchedule(TWAP, contextFor({}))).toEqual([]);
  });

  it('sends nothing once nothing is left', () => {
    expect(plan(TWAP, { remaining: 0 })).toEqual([]);
  });
});
