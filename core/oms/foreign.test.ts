import { describe, expect, it } from 'vitest';
import { type OrderId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { quantity } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const PHONE = 'X1' as OrderId;

/** The broker shows an order that the trader made on the phone. */
function onPhone(desk: Desk, side: Side, shares: number): void {
  desk.oms.onReport({ kind: 'foreign', reportId: 'P1', orderId: PHONE, time: desk.now, instrument: MIDEA, side, type: 'limit', price: yuan(60), quantity: quantity(shares) });
  desk.report(PHONE, { kind: 'accepted' });
}

const order = (desk: Desk) => desk.oms.state.orders.get(PHONE);

describe('an order made elsewhere', () => {
  it('sets aside its cash, and its fills are booked to no strategy', () => {
    const desk = new Desk({ cash: 100_000 });
    desk.at('09:30:00');
    onPhone(desk, 'buy', 500);
    expect(order(desk)).toMatchObject({ origin: 'foreign', state: 'working', lineId: null, strategyId: UNASSIGNED_STRATEGY });
    expect(desk.oms.state.ledger.cash.frozen).toBeGreaterThan(0);
    expect(desk.oms.exposure.ofInstrument(MIDEA)).toBe(yuan(60) * 500);
    desk.fill(PHONE, 500, yuan(59.9));
    expect(desk.oms.state.ledger.cash.frozen).toBe(0);
    expect(desk.oms.state.ledger.positions.get(MIDEA)?.lots.get(UNASSIGNED_STRATEGY)?.quantity).toBe(500);
    expect(desk.sent).toEqual([]);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('is booked though cash or shares are short, and nothing stops for it', () => {
    const desk = new Desk({ cash: 10_000, positions: [holding(MAOTAI, 200, 1700, 100)] });
    desk.at('09:30:00');
    onPhone(desk, 'buy', 500);
    expect(desk.oms.state.ledger.cash.available).toBe(0);
    desk.oms.onReport({ kind: 'foreign', reportId: 'P2', orderId: 'X2' as OrderId, time: desk.now, instrument: MAOTAI, side: 'sell', type: 'limit', price: yuan(1700), quantity: quantity(200) });
    expect(desk.oms.state.ledger.positions.get(MAOTAI)).toMatchObject({ sellable: 0, frozen: 100 });
    desk.report('X2' as OrderId, { kind: 'cancelled', reason: null });
    expect(desk.oms.state.ledger.positions.get(MAOTAI)).toMatchObject({ sellable: 100, frozen: 0 });
    expect(desk.oms.state.halted).toBeNull();
  });

  it('is seen once, and can be cancelled', () => {
    const desk = new Desk();
    desk.at('09:30:00');
    onPhone(desk, 'buy', 500);
    const seen = desk.records.length;
    onPhone(desk, 'buy', 500);
    expect(desk.types().slice(seen)).toEqual(['reportReceived']);
    expect(desk.do({ type: 'cancelOrder', orderId: PHONE }).ok).toBe(true);
    expect(desk.cancels).toEqual([PHONE]);
  });
});

describe('taking it over', () => {
  it('puts what it fills from now on under a line, which goes on from there', () => {
    const desk = new Desk();
    desk.plan({ [MIDEA]: 6 });
    const { id } = desk.line(MIDEA);
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    desk.at('09:30:00');
    onPhone(desk, 'buy', 400);
    desk.fill(PHONE, 100, yuan(60));
    expect(desk.do({ type: 'takeOver', orderId: PHONE, line: id }).ok).toBe(true);
    desk.fill(PHONE, 300, yuan(60));
    expect(desk.oms.state.lines.get(id)).toMatchObject({ state: 'working', filled: 300 });
    expect(desk.oms.state.ledger.positions.get(MIDEA)?.lots.get(UNASSIGNED_STRATEGY)?.quantity).toBe(100);
    desk.do({ type: 'setPauses', pauses: { buys: false } });
    desk.at('09:30:10');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.lastOrder()).toMatchObject({ lineId: id, quantity: desk.line(MIDEA).plannedQuantity - 300 });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('makes a line of its own where none is named, whose end stops the order', () => {
    const desk = new Desk();
    desk.at('09:30:00');
    onPhone(desk, 'buy', 400);
    expect(desk.do({ type: 'takeOver', orderId: PHONE, line: null }).ok).toBe(true);
    const line = desk.line(MIDEA);
    expect(line).toMatchObject({ source: 'takeOver', state: 'working', plannedQuantity: 400, style: { style: 'limit', price: yuan(60) } });
    expect(desk.sent).toEqual([]);
    desk.do({ type: 'finishLine', lineId: line.id });
    expect(desk.cancels).toEqual([PHONE]);
    desk.report(PHONE, { kind: 'cancelled', reason: null });
    expect(desk.oms.state.lines.get(line.id)).toMatchObject({ state: 'done', reason: { code: 'line.finishedByPerson' } });
  });

  it('is refused where the line trades something else, is too small or busy, and a second time', () => {
    const desk = new Desk({ cash: 10_000_000, positions: [holding(MAOTAI, 200, 1700)] });
    desk.plan({ [MIDEA]: 6, [MAOTAI]: 0 });
    const take = (line: ReturnType<Desk['line']>['id'] | null) => desk.do({ type: 'takeOver', orderId: PHONE, line });
    const code = (done: ReturnType<typeof take>) => (done.ok ? null : done.error.code);
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    desk.at('09:30:00');
    expect(code(take(null))).toBe('order.unknown');
    onPhone(desk, 'buy', 50_000);
    expect(code(take(desk.line(MAOTAI).id))).toBe('takeOver.otherTrade');
    expect(code(take(desk.line(MIDEA).id))).toBe('takeOver.exceedsLine');
    desk.do({ type: 'setPauses', pauses: { buys: false } });
    desk.quote(MIDEA, 59.99, 60);
    expect(code(take(desk.line(MIDEA).id))).toBe('takeOver.lineBusy');
    expect(code(take(null))).toBe(null);
    expect(code(take(null))).toBe('takeOver.notForeign');
  });
});
