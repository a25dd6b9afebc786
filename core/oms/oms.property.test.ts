import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FillId } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { price, quantity } from '../kernel/units.ts';
import { type Order, isFinal, leaves } from '../orders/order.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const TIMES = ['09:15:00', '09:20:00', '09:25:00', '09:30:00', '11:30:00', '13:00:00', '14:57:00'] as const;

/** What the world does next; `pick` chooses among what there is, `share` how much of it. */
const step = fc.record({
  what: fc.constantFrom('quote', 'quote', 'accept', 'fill', 'fill', 'cancelled', 'reject', 'cancelRejected', 'correct', 'correct', 'pause', 'resume', 'cancel', 'cancelAll', 'line', 'ticket', 'time'),
  pick: fc.nat(),
  share: fc.integer({ min: 1, max: 100 }),
});

/** What the lines wait for: nothing, something that comes and goes, something that has to last, something unknown. */
const condition = fc.constantFrom(null, null, 'price >= 60', 'price > 59.50 for 6s', 'price < 61 and ma(5) > 1', 'price >= 60 or ma(5) > 1');

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function openOrders(desk: Desk): readonly Order[] {
  return [...desk.oms.state.orders.values()].filter((order) => !isFinal(order.state));
}

/** Lets the broker answer one of the open orders; a cancel is only confirmed where one was asked for. */
function answer(desk: Desk, { what, pick, share }: Step): void {
  const open = openOrders(desk);
  const order = open[pick % Math.max(1, open.length)];
  if (order === undefined) return;
  if (what === 'accept' && order.state === 'pendingNew') desk.report(order.id, { kind: 'accepted' });
  if (what === 'fill') {
    const shares = Math.max(1, Math.floor((leaves(order) * Math.min(100, share + 20)) / 100));
    desk.report(order.id, { kind: 'filled', fillId: `F${pick}-${desk.records.length}` as FillId, price: order.price, quantity: quantity(shares) });
  }
  if (what === 'cancelled' && order.state === 'pendingCancel') desk.report(order.id, { kind: 'cancelled', reason: null });
  if (what === 'cancelRejected' && order.state === 'pendingCancel') {
    desk.report(order.id, { kind: 'cancelRejected', reason: { code: 'exchange.tooLate', params: {} } });
  }
  if (what === 'reject' && order.state === 'pendingNew') {
    desk.report(order.id, { kind: 'rejected', reason: { code: 'exchange.refused', params: {} } });
  }
}

/** A buy was less than was said, a sale dearer; nothing of it comes back to the market. */
function correct(desk: Desk, { pick, share }: Step): void {
  const { fills, orders } = desk.oms.state;
  const fill = fills[pick % Math.max(1, fills.length)];
  const order = fill === undefined ? undefined : orders.get(fill.orderId);
  if (fill === undefined || order === undefined || (fill.side === 'buy' && !isFinal(order.state))) return;
  const is =
    fill.side === 'buy'
      ? { price: fill.price, quantity: quantity(Math.floor((fill.quantity * (share - 1)) / 100)) }
      : { price: price(fill.price + share * 100), quantity: fill.quantity };
  desk.report(order.id, { kind: 'fillCorrected', fillId: fill.id, ...is, reason: refusal('broker.corrected') });
}

function interfere(desk: Desk, { what, pick, share }: Step): void {
  const lines = [...desk.oms.state.lines.values()];
  const line = lines[pick % Math.max(1, lines.length)];
  const open = openOrders(desk);
  const order = open[pick % Math.max(1, open.length)];
  if (what === 'pause') desk.do({ type: 'setPauses', pauses: { buys: pick % 2 === 0, sells: pick % 3 === 0 } });
  if (what === 'resume') desk.do({ type: 'setPauses', pauses: { buys: false, sells: false } });
  if (what === 'cancel' && order !== undefined) desk.do({ type: 'cancelOrder', orderId: order.id });
  if (what === 'cancelAll') desk.do({ type: 'cancelAll' });
  if (what === 'line' && line !== undefined) desk.do({ type: line.paused ? 'resumeLine' : 'pauseLine', lineId: line.id });
  if (what === 'ticket') {
    const ticket = { instrument: MIDEA, side: pick % 2 === 0 ? 'buy' : 'sell', type: 'limit', price: yuan(60), quantity: quantity(share * 100) } as const;
    desk.do({ type: 'placeOrder', ticket, token: `t${pick}` });
  }
}

function check(desk: Desk): void {
  const { state } = desk.oms;
  const { cash, positions } = state.ledger;
  expect(cash.available).toBeGreaterThanOrEqual(0);
  expect(cash.balance).toBe(cash.available + cash.frozen);
  for (const position of positions.values()) expect(position.sellable).toBeGreaterThanOrEqual(0);
  for (const line of state.lines.values()) {
    const orders = [...state.orders.values()].filter((order) => order.lineId === line.id);
    const reach = orders.reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
    expect(reach).toBeLessThanOrEqual(line.plannedQuantity);
    expect(line.filled).toBe(orders.reduce((sum, order) => sum + order.filled, 0));
  }
  expect(new Set(desk.sent.map(({ order }) => order.id)).size).toBe(desk.sent.length);
  if (openOrders(desk).length === 0) expect(cash.frozen).toBe(0);
}

it('keeps the books, the parents and the journal whole, whatever happens in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), fc.integer({ min: 0, max: 600 }), condition, (steps, held, waitsFor) => {
      const desk = new Desk({ cash: 300_000, positions: [holding(MAOTAI, held, 1700), holding(MIDEA, 500, 60, 300)] });
      desk.plan({ [MIDEA]: 60, [MAOTAI]: 20 }, waitsFor);
      let next = 0;
      for (const taken of steps) {
        if (taken.what === 'time' && next < TIMES.length) {
          desk.at(TIMES[next] ?? '14:57:00');
          next += 1;
        }
        if (taken.what === 'quote') {
          desk.now = (desk.now + 3_000) as typeof desk.now;
          desk.quote(MIDEA, 59 + (taken.share % 3), 59.01 + (taken.share % 3), taken.share * 10);
          desk.quote(MAOTAI, 1699, 1700, taken.share);
        }
        answer(desk, taken);
        if (taken.what === 'correct') correct(desk, taken);
        interfere(desk, taken);
        check(desk);
      }
      expect(desk.oms.state.halted).toBeNull();
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 150 },
  );
});
