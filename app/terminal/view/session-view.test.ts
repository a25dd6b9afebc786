import { beforeEach, describe, expect, it } from 'vitest';
import { type LineId } from '../../../core/kernel/ids.ts';
import { refusal } from '../../../core/kernel/result.ts';
import { atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { money, price, quantity } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type ViewUpdate, SessionView } from './session-view.ts';
import { DATE, FakeSession, MAOTAI, PINGAN, aFill, aLine, aQuote, anOrder } from './session.fixture.ts';

let session: FakeSession;
let wall: number;
let view: SessionView;

beforeEach(() => {
  session = new FakeSession();
  wall = 1_000_000;
  view = new SessionView(session, () => wall);
});

/** What changed but the session clock. */
function changes(): Omit<ViewUpdate, 'status' | 'reset'> | null {
  const { status: _status, reset: _reset, ...rest } = view.changes() ?? { reset: false };
  return Object.keys(rest).length === 0 ? null : rest;
}

function propose(...ids: readonly string[]): void {
  for (const id of ids) session.state.lines.set(id as LineId, aLine(id));
  session.emit([{ type: 'planProposed', lines: ids.map((id) => aLine(id)), warnings: [], source: 'file' }]);
}

describe('the snapshot', () => {
  it('shows the account, the plan, orders, fills and positions as they stand', () => {
    session.hold(PINGAN, 500, 45_000_000);
    session.state.lines.set('L1' as LineId, aLine('L1'));
    const order = anOrder('O1', { lineId: 'L1' as LineId });
    session.state.orders.set(order.id, order);
    session.state.fills.push(aFill('F1', order, 100, 100_000));
    const snapshot = view.snapshot();
    expect(snapshot.reset).toBe(true);
    expect(snapshot.lines?.map(({ id, avgPrice }) => ({ id, avgPrice }))).toEqual([{ id: 'L1', avgPrice: 100_000 }]);
    expect(snapshot.orders).toHaveLength(1);
    expect(snapshot.fills?.[0]).toMatchObject({ id: 'F1', name: '平安银行', value: 10_000_000 });
    expect(snapshot.positions?.[0]).toMatchObject({ instrument: PINGAN, quantity: 500, mark: 100_000 });
    expect(snapshot.instruments?.map(({ id }) => id)).toEqual([MAOTAI, PINGAN]);
    expect(snapshot.status).toMatchObject({ mode: 'paper', date: DATE, halted: null, settled: false });
    expect(snapshot.status?.phases.map(({ name }) => name)).toContain('openingCall');
  });

  it('leaves nothing to be told afterwards', () => {
    propose('L1');
    view.snapshot();
    expect(changes()).toBeNull();
  });
});

describe('changes', () => {
  beforeEach(() => {
    view.snapshot();
  });

  it('are null while nothing happens, but for the session clock four times a second', () => {
    expect(view.changes()).toBeNull();
    wall += 250;
    expect(view.changes()).toMatchObject({ reset: false, status: { now: session.clock } });
    expect(view.changes()).toBeNull();
  });

  it('hold only the lines that changed, and the plan with them', () => {
    propose('L1', 'L2');
    expect(changes()?.lines?.map(({ id }) => id)).toEqual(['L1', 'L2']);
    session.state.lines.set('L2' as LineId, aLine('L2', { state: 'approved' }));
    session.emit([{ type: 'linesApproved', lineIds: ['L2' as LineId] }]);
    const update = changes();
    expect(update?.lines?.map(({ id, state }) => [id, state])).toEqual([['L2', 'approved']]);
    expect(update?.plan?.counts).toMatchObject({ proposed: 1, approved: 1 });
  });

  it('tell what a line waits for in plain words, and when it has come', () => {
    const line = aLine('L1', { condition: 'not limit_up' });
    session.state.lines.set(line.id, line);
    session.emit([{ type: 'planProposed', lines: [line], warnings: [], source: 'file' }]);
    const words = { zh: '未涨停', en: 'it is not at limit-up' };
    expect(changes()?.lines?.[0]?.condition).toEqual({ text: 'not limit_up', words, met: false });
    session.state.conditionsMet.set(line.id, session.clock);
    session.emit([{ type: 'conditionMet', lineId: line.id, condition: 'not limit_up', why: [] }]);
    expect(changes()?.lines?.[0]?.condition?.met).toBe(true);
  });

  it('tell which quantities the exchange takes', () => {
    session.state.lines.set('L1' as LineId, aLine('L1'));
    session.state.lines.set('L2' as LineId, aLine('L2', { instrument: '688981.SH' as InstrumentId }));
    expect(view.snapshot().lines?.map(({ lot }) => lot)).toEqual([
      { min: 100, step: 100 },
      { min: 200, step: 1 },
    ]);
  });

  it('name the lines that a new import replaced', () => {
    propose('L1', 'L2');
    view.changes();
    session.state.lines.delete('L1' as LineId);
    session.emit([{ type: 'planProposed', lines: [], warnings: [], source: 'file' }]);
    expect(changes()?.removedLines).toEqual(['L1']);
    propose('L3');
    expect(changes()?.removedLines).toBeUndefined();
  });

  it('follow an order, its line, its position and the account', () => {
    propose('L1');
    view.changes();
    const order = anOrder('O1', { lineId: 'L1' as LineId, state: 'filled', filled: quantity(1_000), turnover: money(100_000_000) });
    session.state.orders.set(order.id, order);
    session.state.fills.push(aFill('F1', order, 1_000, 100_000));
    session.hold(PINGAN, 1_000, 100_000_000);
    const report = { reportId: 'r1', orderId: order.id, time: session.clock, kind: 'accepted' } as const;
    session.emit([{ type: 'reportReceived', report, fees: null }]);
    const update = changes();
    expect(update?.orders).toMatchObject([{ id: 'O1', state: 'filled', avgPrice: 100_000, final: true }]);
    expect(update?.fills).toMatchObject([{ id: 'F1' }]);
    expect(update?.lines).toMatchObject([{ id: 'L1', avgPrice: 100_000 }]);
    expect(update?.positions).toMatchObject([{ instrument: PINGAN, quantity: 1_000 }]);
    expect(update?.account?.fees.commission).toBe(50_000);
    expect(changes()).toBeNull();
  });

  it('tell of a fill once', () => {
    const order = anOrder('O1');
    session.state.orders.set(order.id, order);
    for (const id of ['F1', 'F2']) {
      session.state.fills.push(aFill(id, order, 100, 100_000));
      expect(changes()?.fills?.map((fill) => fill.id)).toEqual([id]);
    }
  });

  it('say at once that the account is halted', () => {
    session.state.halted = refusal('account.halted', { why: 'journal' });
    session.emit([{ type: 'accountHalted', reason: session.state.halted }]);
    expect(view.changes()?.status?.halted).toEqual({ code: 'account.halted', params: { why: 'journal' } });
  });

  it('say as well why the session itself cannot go on', () => {
    session.failure = refusal('session.failed', { message: 'disk full' });
    wall += 250;
    expect(view.changes()?.status?.halted).toEqual({ code: 'session.failed', params: { message: 'disk full' } });
  });

  it('give the result of the day when it is settled', () => {
    const fees = { commission: money(0), stampTax: money(0), transferFee: money(0) };
    const sums = { cash: money(5), marketValue: money(0), equity: money(5), openingEquity: money(5) };
    const result = { ...sums, fees, marks: [], differences: [] };
    session.state.settled = result;
    session.emit([{ type: 'daySettled', result }]);
    const update = view.changes();
    expect(update?.day).toEqual({ ...sums, fees, differences: [], open: 0, final: false });
    expect(update?.status?.settled).toBe(true);
  });
});

it('starts anew when another day is opened', () => {
  propose('L1');
  session.state.fills.push(aFill('F1', anOrder('O1'), 100, 100_000));
  session.emit([], [aQuote(PINGAN, 101_000)]);
  view.watch(PINGAN);
  view.snapshot();
  session.openNextDay();

  const update = view.changes();
  expect(update).toMatchObject({ reset: true, lines: [], fills: [], quotes: [], watched: { quote: null, points: [] } });
  expect(update?.account?.fees.commission).toBe(0);
  session.state.fills.push(aFill('F2', anOrder('O2'), 100, 100_000));
  expect(changes()?.fills?.map(({ id }) => id)).toEqual(['F2']);
});

describe('quotes', () => {
  it('are sent of planned, ordered and held instruments only', () => {
    propose('L1');
    view.snapshot();
    session.emit([], [aQuote(PINGAN, 101_000), aQuote(MAOTAI, 17_100_000)]);
    expect(changes()?.quotes?.map(({ instrument }) => instrument)).toEqual([PINGAN]);
  });

  it('are sent of the whole market while it is subscribed, all of them at first', () => {
    view.snapshot();
    session.emit([], [aQuote(PINGAN, 101_000), aQuote(MAOTAI, 17_100_000)]);
    view.changes();
    view.subscribeMarket(true);
    expect(changes()?.quotes).toHaveLength(2);
    session.emit([], [aQuote(MAOTAI, 17_200_000)]);
    expect(changes()?.quotes).toMatchObject([{ instrument: MAOTAI, last: 17_200_000, bid: 17_199_900, ask: 17_200_100 }]);
    view.subscribeMarket(false);
    session.emit([], [aQuote(MAOTAI, 17_300_000)]);
    expect(changes()).toBeNull();
  });

  it('move the positions and the account that rest on them', () => {
    session.hold(PINGAN, 1_000, 90_000_000);
    view.snapshot();
    session.emit([], [aQuote(PINGAN, 105_000)]);
    const update = changes();
    expect(update?.positions).toMatchObject([{ mark: 105_000, unrealizedPnl: 15_000_000, dayPnl: 5_000_000 }]);
    expect(update?.account).toMatchObject({ marketValue: 105_000_000, dayPnl: 5_000_000 });
  });

  it('carry the time at which the last one came, by the wall clock', () => {
    wall = 7_000_000;
    session.emit([], [aQuote(PINGAN, 101_000)]);
    expect(view.changes()?.status?.lastQuoteArrival).toBe(7_000_000);
  });
});

describe('the watched instrument', () => {
  it('comes with its whole day at first, then with the minutes that changed', () => {
    const at = (time: string): Partial<ReturnType<typeof aQuote>> => ({ time: atTime(DATE, timeOfDay(time)) });
    view.snapshot();
    session.emit([], [aQuote(PINGAN, 101_000, at('09:30:03'))]);
    session.emit([], [aQuote(PINGAN, 102_000, { ...at('09:31:03'), volume: quantity(3_000), turnover: money(305_000_000) })]);
    const answer = view.watch(PINGAN);
    expect(answer?.watched.points.map(({ price: last, volume }) => [last, volume])).toEqual([
      [101_000, 1_000],
      [102_000, 2_000],
    ]);
    expect(answer?.watched.asks).toEqual([{ price: 102_100, volume: 700 }]);
    expect(answer?.rules).toMatchObject({ tick: 100, buyMin: 100, settlement: 'T+1' });
    session.emit([], [aQuote(PINGAN, 103_000, { ...at('09:31:06'), volume: quantity(4_000), turnover: money(408_000_000) })]);
    expect(changes()?.watched?.points).toEqual([
      { time: atTime(DATE, timeOfDay('09:31:00')), price: 103_000, average: 102_000, volume: 3_000 },
    ]);
  });

  it('is told of whether or not the market is subscribed, and no more once nothing is watched', () => {
    view.snapshot();
    view.watch(MAOTAI);
    session.emit([], [aQuote(MAOTAI, 17_000_000)]);
    expect(changes()?.watched?.quote?.last).toBe(17_000_000);
    expect(view.watch(null)).toBeNull();
    session.emit([], [aQuote(MAOTAI, 17_000_100)]);
    expect(changes()).toBeNull();
  });
});

describe('what the rules say of a line', () => {
  const short = { rule: 'cash', kind: 'deny', code: 'cash.short', params: {} } as const;
  const closed = { rule: 'session', kind: 'deny', code: 'session.closed', params: {} } as const;

  it('leaves out what concerns this very moment', () => {
    session.verdicts = [closed, short];
    propose('L1');
    expect(changes()?.lines?.[0]?.verdicts).toEqual([short]);
  });

  it('is asked again when the price has moved, at most once a second, and sent when it differs', () => {
    propose('L1');
    view.changes();
    session.verdicts = [short];
    session.emit([], [aQuote(PINGAN, 109_000)]);
    expect(changes()?.lines).toBeUndefined();
    wall += 1_000;
    session.emit([], [aQuote(PINGAN, 109_000)]);
    expect(changes()?.lines?.[0]?.verdicts).toEqual([short]);
    wall += 1_000;
    session.emit([], [aQuote(PINGAN, 109_000)]);
    expect(changes()?.lines).toBeUndefined();
  });

  it('is what the gate said of its last order once the line works: its own orders hold what the rest would lack', () => {
    session.verdicts = [short];
    const tick = { rule: 'priceTick', kind: 'pass', code: 'priceTick', params: {} } as const;
    const order = anOrder('O1', { lineId: 'L1' as LineId });
    session.state.lines.set('L1' as LineId, aLine('L1', { state: 'working' }));
    session.state.orders.set(order.id, order);
    session.state.verdicts.set(order.id, [tick]);
    session.emit([{ type: 'orderIntended', order, terms: order.terms, verdicts: [tick], basis: null, token: null }]);
    expect(changes()?.lines?.[0]?.verdicts).toEqual([tick]);
    expect(new SessionView(session, () => wall).snapshot().lines?.[0]?.verdicts).toEqual([tick]);
  });

  it('is empty once the line is over', () => {
    session.verdicts = [short];
    session.state.lines.set('L1' as LineId, aLine('L1', { state: 'done' }));
    expect(view.snapshot().lines?.[0]).toMatchObject({ verdicts: [], approvalExpiry: null });
  });
});

describe('the explanation of an order', () => {
  it('has verdicts, quote values, the signal and the slippage', () => {
    propose('L1');
    const order = anOrder('O1', { lineId: 'L1' as LineId, filled: quantity(100), turnover: money(10_100_000) });
    session.state.orders.set(order.id, order);
    session.state.verdicts.set(order.id, [{ rule: 'cash', kind: 'pass', code: 'cash', params: {} }]);
    const basis = { time: session.clock, last: price(100_000), bid: price(99_900), ask: price(100_100) };
    session.emit([{ type: 'orderIntended', order, terms: order.terms, verdicts: [], basis, token: null }]);
    const explained = view.explain(order.id);
    expect(explained.ok && explained.value).toMatchObject({ signalReason: 'momentum', basis, slippage: -1_000_000 });
    expect(explained.ok && explained.value.verdicts).toHaveLength(1);
  });

  it('of an unknown order is refused', () => {
    expect(view.explain(anOrder('O9').id)).toEqual({ ok: false, error: { code: 'order.notFound', params: { orderId: 'O9' } } });
  });
});

it('hears nothing any more once it is closed', () => {
  view.snapshot();
  view.close();
  session.emit([], [aQuote(PINGAN, 101_000)]);
  expect(changes()).toBeNull();
});
