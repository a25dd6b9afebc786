import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FillId } from '../kernel/ids.ts';
import { type EpochMs, type TimeOfDay, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Rate, RATE_ONE, quantity } from '../kernel/units.ts';
import { bareInstrument } from '../market/instrument.ts';
import { minuteOf } from '../market/minute-tape.ts';
import { phaseAt } from '../market/session.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { boundedPrice, isBeyond } from '../execution/price.ts';
import { type Order, isFinal, leaves } from '../orders/order.ts';
import { AUCTION_BASES, CATCH_UPS, type ContinuousStyle, type ExecutionStyle, WINDOW_RESTS } from '../plan/line.ts';
import { styleProblem } from '../plan/style-problem.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { DATE, Desk, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './rebuild.ts';

const RULES = (() => {
  const rules = tradingRules(bareInstrument(MIDEA), DATE);
  if (!rules.ok) throw new Error(rules.error.code);
  return rules.value;
})();
const REFERENCE = { instrument: bareInstrument(MIDEA), prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) };

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
const style: fc.Arbitrary<ExecutionStyle> = fc
  .oneof(
    continuous,
    fc.record({ style: fc.constant('callAuction' as const), offset: share(9), then: fc.option(continuous), from: base }),
  )
  .filter((one) => styleProblem(one, { rules: RULES, reference: REFERENCE }) === null);

/** What the world does next; `seconds` pass before it. */
const step = fc.record({
  what: fc.oneof(
    { weight: 12, arbitrary: fc.constant('quote') },
    { weight: 5, arbitrary: fc.constant('fill') },
    { weight: 5, arbitrary: fc.constant('end') },
    { weight: 2, arbitrary: fc.constantFrom('accept', 'resume') },
    { weight: 1, arbitrary: fc.constantFrom('refuse', 'pause', 'cancel', 'rebuild', 'edit', 'edit', 'finish') },
  ),
  seconds: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.integer({ min: 0, max: 1_800 })),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function openOrders(desk: Desk): readonly Order[] {
  return [...desk.oms.state.orders.values()].filter((order) => !isFinal(order.state));
}

function answer(desk: Desk, { what, pick, percent }: Step): void {
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

function interfere(desk: Desk, { what, pick, percent }: Step): void {
  const [line] = desk.oms.state.lines.values();
  const [open] = openOrders(desk);
  if (what === 'pause') desk.do({ type: 'setPauses', pauses: { buys: pick % 2 === 0, sells: pick % 2 === 0 } });
  if (what === 'resume') desk.do({ type: 'setPauses', pauses: { buys: false, sells: false } });
  if (what === 'resume' && line?.paused === true) desk.do({ type: 'resumeLine', lineId: line.id });
  if (what === 'edit' && line !== undefined) {
    desk.do({ type: 'editLine', lineId: line.id, plannedQuantity: quantity(percent * 100), style: line.style });
  }
  if (what === 'finish' && line !== undefined && pick % 5 === 0) desk.do({ type: 'finishLine', lineId: line.id });
  if (what === 'cancel' && open !== undefined) desk.do({ type: 'cancelOrder', orderId: open.id });
}

/** The worst price that the style may pay; null where it has no bound of its own. */
function boundOf(one: ExecutionStyle, desk: Desk): number | null {
  const [line] = desk.oms.state.lines.values();
  if (line === undefined || !('bound' in one)) return null;
  return boundedPrice(line.side, line.refPrice, one.bound, RULES.tick.value, REFERENCE);
}

/** What was sent is checked at the moment when it is sent. */
class Watch {
  #seen = 0;
  #volumeAtMinute = 0;
  #minute = 0;

  quote(now: EpochMs, volume: number): void {
    if (minuteOf(now) !== this.#minute) this.#volumeAtMinute = volume;
    this.#minute = minuteOf(now);
  }

  check(desk: Desk, one: ExecutionStyle, volume: number): void {
    const phase = phaseAt(RULES, timeOfDayOf(desk.now));
    for (const { event } of desk.records.slice(this.#seen)) {
      if (event.type === 'cancelIntended' && event.reason.code.startsWith('style.')) expect(phase.cancel).toBe(true);
      if (event.type !== 'orderIntended') continue;
      expect(phase.entry).toBe(true);
      const bound = boundOf(one, desk);
      if (bound !== null) expect(isBeyond(event.order.side, event.order.price, bound as never)).toBe(false);
      if ('cap' in one && one.cap !== null && phase.matching === 'continuous') this.#checkCap(desk, one.cap, volume);
    }
    this.#seen = desk.records.length;
    const [line] = desk.oms.state.lines.values();
    if (line === undefined) return;
    const orders = [...desk.oms.state.orders.values()];
    const reach = orders.reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
    expect(reach).toBeLessThanOrEqual(line.plannedQuantity);
    expect(openOrders(desk).length).toBeLessThanOrEqual(1);
  }

  #checkCap(desk: Desk, cap: Rate, volume: number): void {
    expect(minuteOf(desk.now)).toBe(this.#minute);
    const sent = [...desk.oms.state.orders.values()].filter((order) => order.created >= this.#minute && order.state !== 'denied');
    const ours = sent.reduce((sum, order) => sum + (isFinal(order.state) ? order.filled : order.quantity), 0);
    expect(ours).toBeLessThanOrEqual(((volume - this.#volumeAtMinute) * cap) / RATE_ONE);
  }
}

it('keeps parents, slices, caps, bounds and phases, whatever the style and whatever happens', () => {
  fc.assert(
    fc.property(style, fc.boolean(), fc.array(step, { minLength: 30, maxLength: 150 }), fc.oneof(fc.integer({ min: 9 * 60 + 25, max: 11 * 60 }), fc.integer({ min: 12 * 60 + 50, max: 14 * 60 + 56 })), (one, sells, steps, begin) => {
      const config = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: one } };
      const desk = new Desk({ cash: 1_000_000, positions: sells ? [holding(MIDEA, 4_350, 60)] : [], config });
      desk.plan({ [MIDEA]: sells ? 0 : 50 });
      desk.now = atTime(DATE, (begin * 60_000) as TimeOfDay);
      const watch = new Watch();
      let volume = 0;
      for (const taken of steps) {
        desk.now = Math.min(desk.now + taken.seconds * 1000, atTime(DATE, timeOfDay('14:59:59'))) as EpochMs;
        if (taken.what === 'quote') {
          volume += taken.percent * 100;
          watch.quote(desk.now, volume);
          const mid = 59 + (taken.pick % 300) / 100;
          desk.quote(MIDEA, mid, mid + 0.01, taken.percent * 100, volume);
        }
        answer(desk, taken);
        interfere(desk, taken);
        if (taken.what === 'rebuild') expect(rebuild(desk.records)).toEqual(desk.oms.state);
        watch.check(desk, one, volume);
      }
      expect(desk.oms.state.halted).toBeNull();
      finish(desk);
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 600 },
  );
});

/** The close: what is open expires, and every line has come to its end with a reason. */
function finish(desk: Desk): void {
  desk.at('15:00:00');
  for (const order of openOrders(desk)) desk.report(order.id, { kind: 'expired' });
  desk.oms.closeDay();
  for (const line of desk.oms.state.lines.values()) {
    expect(['done', 'expired', 'blocked']).toContain(line.state);
    expect(line.reason).not.toBeNull();
  }
}
