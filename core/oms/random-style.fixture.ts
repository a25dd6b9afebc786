import fc from 'fast-check';
import { type FillId } from '../kernel/ids.ts';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { type Rate, RATE_ONE, quantity } from '../kernel/units.ts';
import { bareInstrument } from '../market/instrument.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type Order, isFinal, leaves } from '../orders/order.ts';
import { AUCTION_BASES, CATCH_UPS, type ContinuousStyle, type ExecutionStyle, WINDOW_RESTS } from '../plan/line.ts';
import { styleProblem } from '../plan/style-problem.ts';
import { DATE, type Desk, MIDEA, yuan } from './desk.fixture.ts';

/** The rules and the day of the desk's 60-yuan stock. */
export const RULES = (() => {
  const rules = tradingRules(bareInstrument(MIDEA), DATE);
  if (!rules.ok) throw new Error(rules.error.code);
  return rules.value;
})();
export const REFERENCE = { instrument: bareInstrument(MIDEA), prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) };

const share = (most: number): fc.Arbitrary<Rate> => fc.integer({ min: 0, max: most }).map((percent) => (percent * (RATE_ONE / 100)) as Rate);
const clock = fc.integer({ min: 9 * 60, max: 15 * 60 }).map((minute) => (minute * 60_000) as TimeOfDay);
const limit = fc.option(fc.integer({ min: 5_500, max: 6_500 }).map((cents) => yuan(cents / 100)));
const base = fc.constantFrom(...AUCTION_BASES);

const sliced = fc.record({
  style: fc.constantFrom('twap' as const, 'vwap' as const),
  start: fc.option(clock, { freq: 1 }),
  end: fc.oneof(fc.constant(timeOfDay('14:55:00')), clock),
  slices: fc.option(fc.integer({ min: 1, max: 60 })),
  intervalMs: fc.integer({ min: 5_000, max: 600_000 }),
  cap: fc.option(fc.integer({ min: 5, max: 60 }).map((percent) => (percent * (RATE_ONE / 100)) as Rate)),
  bound: share(9),
  sizeJitter: share(99),
  timeJitter: share(99),
  catchUp: fc.constantFrom(...CATCH_UPS),
  rest: fc.constantFrom(...WINDOW_RESTS),
});
const continuous: fc.Arbitrary<ContinuousStyle> = fc.oneof(
  { weight: 3, arbitrary: sliced },
  fc.record({ style: fc.constant('limit' as const), price: limit }),
  fc.record({ style: fc.constant('bestFive' as const), rest: fc.constantFrom('cancel' as const, 'limit' as const), bound: share(9) }),
  fc.record({
    style: fc.constant('pegged' as const),
    to: fc.constantFrom('own' as const, 'opposite' as const),
    ticks: fc.integer({ min: -50, max: 50 }),
    bound: share(9),
    repriceMs: fc.option(fc.integer({ min: 1_000, max: 60_000 })),
  }),
  fc.record({
    style: fc.constant('iceberg' as const),
    shown: fc.integer({ min: 1, max: 10 }).map((lots) => quantity(lots * 100)),
    price: limit,
    bound: share(9),
    refillAt: share(99),
  }),
  fc.record({ style: fc.constant('closingAuction' as const), from: base, offset: share(9), price: limit }),
);
/** Any style that a line in it may have. */
export const style: fc.Arbitrary<ExecutionStyle> = fc
  .oneof(
    continuous,
    fc.record({ style: fc.constant('callAuction' as const), offset: share(9), then: fc.option(continuous), from: base }),
  )
  .filter((one) => styleProblem(one, { rules: RULES, reference: REFERENCE }) === null);

export function openOrders(desk: Desk): readonly Order[] {
  return [...desk.oms.state.orders.values()].filter((order) => !isFinal(order.state));
}

/** What the broker does to one of the open orders: `pick` says which, `percent` how much of it fills. */
export interface Answer {
  readonly what: string;
  readonly pick: number;
  readonly percent: number;
}

/** Answers only what could be answered so: a cancel is confirmed where one was asked for. */
export function answer(desk: Desk, { what, pick, percent }: Answer): void {
  const open = openOrders(desk);
  const order = open[pick % Math.max(1, open.length)];
  if (order === undefined) return;
  if (what === 'accept' && order.state === 'pendingNew') desk.report(order.id, { kind: 'accepted' });
  if (what === 'fill') {
    const shares = quantity(Math.max(1, Math.floor((leaves(order) * percent) / 100)));
    desk.report(order.id, { kind: 'filled', fillId: `F${desk.records.length}` as FillId, price: order.price, quantity: shares });
  }
  const ownEnd = order.type === 'bestFiveCancel';
  if (what === 'end' && (order.state === 'pendingCancel' || ownEnd)) desk.report(order.id, { kind: 'cancelled', reason: null });
  if (what === 'refuse' && order.state === 'pendingCancel') {
    desk.report(order.id, { kind: 'cancelRejected', reason: { code: 'exchange.tooLate', params: {} } });
  }
  if (what === 'refuse' && order.state === 'pendingNew') desk.report(order.id, { kind: 'rejected', reason: { code: 'exchange.refused', params: {} } });
}
