import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FillId, type StrategyId } from '../kernel/ids.ts';
import { atTime, timeOfDay } from '../kernel/time.ts';
import { quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Order, isFinal, leaves } from '../orders/order.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { DATE, Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const TIMES = ['09:15:00', '09:20:00', '09:25:00', '09:30:00', '13:00:00'] as const;
const OPENING = atTime(DATE, timeOfDay('09:30:00'));
const BETA = 'beta' as StrategyId;

const step = fc.record({
  what: fc.constantFrom('time', 'quote', 'quote', 'quote', 'fill', 'fill', 'accept', 'end', 'refuse', 'pause', 'ticket', 'cancelAll'),
  pick: fc.nat(),
  share: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const steps = fc.array(step, { maxLength: 60 });
const quotes = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 20 });
const style = fc.constantFrom(
  DEFAULT_STYLES.bestFive,
  DEFAULT_STYLES.limit,
  DEFAULT_STYLES.pegged,
  DEFAULT_STYLES.twap,
  DEFAULT_STYLES.iceberg,
  DEFAULT_STYLES.callAuction,
);

function openOrders(desk: Desk): readonly Order[] {
  return [...desk.oms.state.orders.values()].filter((order) => !isFinal(order.state));
}

/** The broker's side: it answers what is open, a cancel too late or in time. */
function answer(desk: Desk, { what, pick, share }: Step): void {
  const open = openOrders(desk);
  const order = open[pick % Math.max(1, open.length)];
  if (order === undefined) return;
  if (what === 'accept' && order.state === 'pendingNew') desk.report(order.id, { kind: 'accepted' });
  if (what === 'fill') {
    const shares = quantity(Math.max(1, Math.floor((leaves(order) * share) / 100)));
    desk.report(order.id, { kind: 'filled', fillId: `F${desk.records.length}` as FillId, price: order.price, quantity: shares });
  }
  if (what === 'end' && order.state === 'pendingCancel') desk.report(order.id, { kind: 'cancelled', reason: null });
  if (what === 'refuse' && order.state === 'pendingCancel') {
    desk.report(order.id, { kind: 'cancelRejected', reason: { code: 'exchange.tooLate', params: {} } });
  }
  if (what === 'refuse' && order.state === 'pendingNew') desk.report(order.id, { kind: 'rejected', reason: { code: 'exchange.refused', params: {} } });
}

function interfere(desk: Desk, { what, pick, share }: Step): void {
  if (what === 'pause') desk.do({ type: 'setPauses', pauses: { buys: pick % 2 === 0, sells: pick % 3 === 0 } });
  if (what === 'cancelAll' && pick % 3 === 0) desk.do({ type: 'cancelAll' });
  if (what !== 'ticket') return;
  const ticket = { instrument: MIDEA, side: pick % 2 === 0 ? 'buy' : 'sell', type: 'limit', price: yuan(60), quantity: quantity(share * 100) } as const;
  desk.do({ type: 'placeOrder', ticket, token: `t${pick}` });
}

function quote(desk: Desk, share: number): void {
  desk.now = (desk.now + 3_000) as typeof desk.now;
  desk.quote(MIDEA, 59 + (share % 3), 59.01 + (share % 3), share * 10, 1_000_000 + desk.records.length * 1_000);
  desk.quote(MAOTAI, 1699, 1700, share, 1_000_000 + desk.records.length * 1_000);
}

/** No instrument has more on sale than is held, whatever fills and cancels cross. */
function check(desk: Desk): void {
  for (const [instrument, position] of desk.oms.state.ledger.positions) {
    const onSale = openOrders(desk).filter((order) => order.side === 'sell' && order.instrument === instrument);
    expect(onSale.reduce((sum, order) => sum + leaves(order), 0)).toBeLessThanOrEqual(position.quantity);
    expect(position.sellable).toBeGreaterThanOrEqual(0);
  }
  expect(desk.oms.state.halted).toBeNull();
}

/** The market goes on and the broker answers, until the day is over. */
function playOut(desk: Desk, shares: readonly number[]): void {
  for (const share of shares) {
    quote(desk, share);
    for (const order of openOrders(desk)) {
      if (order.state === 'pendingCancel') desk.report(order.id, { kind: 'cancelled', reason: null });
      else desk.report(order.id, { kind: 'filled', fillId: `F${desk.records.length}` as FillId, price: order.price, quantity: leaves(order) });
    }
    check(desk);
  }
  desk.at('15:00:00');
  for (const order of openOrders(desk)) desk.report(order.id, { kind: 'expired' });
  desk.oms.closeDay();
}

interface Holding {
  readonly instrument: InstrumentId;
  readonly strategyId: StrategyId;
  readonly shares: number;
}

function holdingsOf(desk: Desk): readonly Holding[] {
  return [...desk.oms.state.ledger.positions].flatMap(([instrument, { lots }]) =>
    [...lots].map(([strategyId, lot]) => ({ instrument, strategyId, shares: lot.quantity })),
  );
}

/** What was not sold is named: by the line that has not sold it, or by what cut the line. */
function expectReason(desk: Desk, { instrument, strategyId, shares }: Holding): void {
  const line = [...desk.oms.state.lines.values()].find(
    (one) => one.source === 'liquidation' && one.instrument === instrument && one.strategyId === strategyId,
  );
  expect(line).toBeDefined();
  expect(line?.reason).not.toBeNull();
  if (line !== undefined && line.plannedQuantity < shares) expect([line.blocked, ...line.adjustments].some((why) => why !== null)).toBe(true);
}

it('sells out at any moment: never a share twice, never a buy, and a reason for each share that stays', () => {
  fc.assert(
    fc.property(steps, style, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 500 }), quotes, (taken, chosen, held, sellable, rest) => {
      const positions = [holding(MAOTAI, held, 1700), holding(MIDEA, 500, 60, sellable), { ...holding(MIDEA, 250, 60), strategyId: BETA }];
      const desk = new Desk({ cash: 300_000, positions });
      desk.plan({ [MIDEA]: 30, [MAOTAI]: 5 });
      let next = 0;
      for (const one of taken) {
        if (one.what === 'time' && next < TIMES.length) {
          desk.at(TIMES[next] ?? '13:00:00');
          next += 1;
        }
        if (one.what === 'quote') quote(desk, one.share);
        answer(desk, one);
        interfere(desk, one);
        check(desk);
      }
      if (desk.now < OPENING) desk.at('09:30:00');
      const holdings = holdingsOf(desk);
      const before = desk.sent.length;
      const begun = desk.do({ type: 'liquidate', scope: { kind: 'all' }, style: chosen, liftHolds: true, token: 'all' });
      check(desk);
      playOut(desk, rest);
      const after = desk.sent.slice(before).map(({ order }) => order);
      if (begun.ok) {
        expect(after.filter((order) => order.side === 'buy' && order.origin === 'plan')).toEqual([]);
        holdings.forEach((one) => expectReason(desk, one));
      }
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 150 },
  );
});
