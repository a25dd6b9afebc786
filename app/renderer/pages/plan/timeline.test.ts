import { describe, expect, it } from 'vitest';
import { type FillRow, type LineRow, type OrderRow, type TimelineRow } from '../../../preload/contract.ts';
import { timelineOf } from './timeline.ts';

const MINUTE = 60_000;
const TEN = 10 * 60 * MINUTE;
/** The place of ten o'clock: half an hour after the opening. */
const AT_TEN = 30;
const moment = (minutes: number): number => Date.UTC(2026, 8, 1, 2, minutes);

const LINE = { plannedQuantity: 1_000, filled: 0 } as LineRow;
const ROW: TimelineRow = {
  lineId: 'L1',
  points: [0, 1, 2, 3].map((minute) => ({ time: moment(minute), price: 100_000, average: 100_000, volume: 2_000 })),
  schedule: [],
  slices: [],
  waits: null,
  window: null,
  quality: null,
};
const order = (minute: number, quantity: number, more: Partial<OrderRow> = {}): OrderRow =>
  ({ created: moment(minute), updated: moment(minute), quantity, filled: 0, final: false, ...more }) as OrderRow;
const fill = (minute: number, quantity: number): FillRow => ({ time: moment(minute), quantity }) as FillRow;

describe('a timeline', () => {
  it('steps along the schedule, past slices and coming ones alike', () => {
    const schedule = [{ due: TEN, cumulative: 300 }, { due: TEN + 2 * MINUTE, cumulative: 800 }];
    const { planned } = timelineOf(LINE, { ...ROW, schedule }, [], []);
    // 200 of the line were filled before this schedule began.
    expect(planned.slice(AT_TEN - 1, AT_TEN + 4)).toEqual([null, 500, 500, 1_000, 1_000]);
    expect(planned.at(-1)).toBe(1_000);
  });

  it('shows what would be sent while no schedule has begun, without the rests', () => {
    const slice = { kind: 'slice', until: 0, orderQuantity: 0, bound: null, share: null } as const;
    const slices = [
      { ...slice, from: TEN + MINUTE, quantity: 600, rest: false },
      { ...slice, from: TEN + 3 * MINUTE, quantity: 400, rest: false },
      { ...slice, from: TEN + 4 * MINUTE, quantity: 1_000, rest: true },
    ];
    expect(timelineOf(LINE, { ...ROW, slices }, [], []).planned.slice(AT_TEN, AT_TEN + 5)).toEqual([null, 600, 600, 1_000, 1_000]);
  });

  it('tells what was sent, filled and taken back, and our share of each minute', () => {
    const orders = [order(0, 500, { updated: moment(2), filled: 300, final: true }), order(3, 200)];
    const { sent, filled, ours, participation } = timelineOf(LINE, ROW, orders, [fill(0, 200), fill(1, 100)]);
    const around = <T>(steps: readonly T[]): readonly T[] => steps.slice(AT_TEN - 1, AT_TEN + 5);
    expect(around(sent)).toEqual([null, 500, 500, 300, 500, null]);
    expect(around(filled)).toEqual([null, 200, 300, 300, 300, null]);
    expect(around(ours)).toEqual([0, 200, 100, 0, 0, 0]);
    expect(around(participation)).toEqual([null, 0.1, 0.05, null, null, null]);
  });
});
