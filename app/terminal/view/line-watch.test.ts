import { expect, it } from 'vitest';
import { type LineId, type OrderId } from '../../../core/kernel/ids.ts';
import { atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { money, price, quantity } from '../../../core/kernel/units.ts';
import { type OmsEvent } from '../../../core/oms/events.ts';
import { type Order } from '../../../core/orders/order.ts';
import { type TimelineRow } from '../../preload/contract.ts';
import { DATE, FakeSession, PINGAN, aFill, aLine, aQuote, anOrder } from './session.fixture.ts';
import { SessionView } from './session-view.ts';

const LINE = 'L1' as LineId;
const clock = (time: string) => atTime(DATE, timeOfDay(time));

/** A quote at a time, with the shares and the turnover of the day so far. */
function tick(session: FakeSession, time: string, last: number, shares: number, events: readonly OmsEvent[] = []): void {
  session.clock = clock(time);
  session.emit(events, [aQuote(PINGAN, last, { time: session.clock, volume: quantity(shares), turnover: money(last * shares) })]);
}

function intended(order: Order): OmsEvent {
  return { type: 'orderIntended', order, terms: order.terms, verdicts: [], basis: null, token: null };
}

function watched(): { readonly session: FakeSession; readonly view: SessionView; readonly wall: { now: number } } {
  const session = new FakeSession();
  session.state.setLine(aLine('L1', { state: 'working' }));
  const wall = { now: 0 };
  return { session, view: new SessionView(session, () => wall.now), wall };
}

it('measures a line from its first order on, against the market of its own window', () => {
  const { session, view } = watched();
  const order = anOrder('O1', { lineId: LINE, id: 'O1' as OrderId });
  tick(session, '09:31:00', 100_000, 10_000);
  expect(view.watchLine(LINE)).toMatchObject({ lineId: LINE, window: null, quality: null, points: [{ price: 100_000 }] });
  session.state.setOrder(order);
  tick(session, '09:40:00', 100_000, 10_000, [intended(order)]);
  session.state.fills.push(aFill('F1', order, 500, 100_000));
  tick(session, '09:41:00', 102_000, 20_000);
  const row = view.watchLine(LINE);
  expect(row?.window).toEqual({ from: clock('09:40:00'), until: clock('09:41:00') });
  // The market traded 10,000 shares for 104,000 yuan after the line had come.
  expect(row?.quality).toMatchObject({ filled: 500, arrivalPrice: 100_000, marketVwap: 104_000, participation: 5_000_000, overVwap: 3_846_154 });
  tick(session, '09:50:00', 90_000, 30_000, [{ type: 'lineDone', lineId: LINE, reason: { code: 'line.filled', params: {} } }]);
  tick(session, '10:00:00', 80_000, 40_000);
  expect(view.watchLine(LINE)?.window?.until).toBe(clock('09:50:00'));
});

it('is told twice a second at most, each time with the minutes that are new', () => {
  const { session, view, wall } = watched();
  tick(session, '09:31:00', 100_000, 10_000);
  tick(session, '09:32:00', 100_100, 20_000);
  view.watchLine(LINE);
  view.changes();
  const told: (TimelineRow | undefined)[] = [];
  for (let second = 1; second <= 8; second += 1) {
    wall.now += 250;
    tick(session, `09:33:0${second}`, 100_200, 20_000 + second);
    told.push(view.changes()?.timeline);
  }
  expect(told.map((row) => row?.points.length)).toEqual([undefined, 2, undefined, 1, undefined, 1, undefined, 1]);
  view.watchLine(null);
  wall.now += 1_000;
  tick(session, '09:34:00', price(100_300), 30_000);
  expect(view.changes()?.timeline).toBeUndefined();
});

it('gives the whole day again to a window that asks anew', () => {
  const { session, view } = watched();
  tick(session, '09:31:00', 100_000, 10_000);
  tick(session, '09:32:00', 100_100, 20_000);
  view.watchLine(LINE);
  expect(view.snapshot().timeline?.points).toHaveLength(2);
});
