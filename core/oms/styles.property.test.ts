import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EpochMs, type TimeOfDay, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Rate, RATE_ONE, quantity } from '../kernel/units.ts';
import { minuteOf } from '../market/minute-tape.ts';
import { phaseAt } from '../market/session.ts';
import { boundedPrice, isBeyond } from '../execution/price.ts';
import { isFinal, leaves } from '../orders/order.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { DATE, Desk, MIDEA, holding } from './desk.fixture.ts';
import { REFERENCE, RULES, answer, openOrders, style } from './random-style.fixture.ts';
import { rebuild } from './state/rebuild.ts';

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
