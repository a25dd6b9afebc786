import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EpochMs, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { RATE_ONE, quantity, rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type TradingRules } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { isFinal, leaves } from '../orders/order.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { DATE, Desk, holding, yuan } from './desk.fixture.ts';
import { answer, openOrders } from './random-style.fixture.ts';
import { rebuild } from './state/rebuild.ts';

/** A share of ChiNext, which has a fixed-price session on the desk's day. */
const CHINEXT = '300001.SZ' as InstrumentId;
const PREV_CLOSE = 20;

const step = fc.record({
  what: fc.constantFrom('quote', 'quote', 'quote', 'fill', 'end', 'accept', 'refuse', 'pause', 'resume', 'edit', 'cancel', 'finish', 'rebuild'),
  seconds: fc.integer({ min: 0, max: 240 }),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** With bounds that the close keeps to, and bounds that it breaks. */
const style: fc.Arbitrary<ExecutionStyle> = fc.integer({ min: 0, max: 9 }).map((percent) => ({ style: 'afterHours', bound: rate(percent * (RATE_ONE / 100)) }));

function interfere(desk: Desk, { what, pick, percent }: Step): void {
  const [line] = desk.oms.state.lines.values();
  const [open] = openOrders(desk);
  if (line === undefined) return;
  if (what === 'pause') desk.do({ type: 'pauseLine', lineId: line.id });
  if (what === 'resume') desk.do({ type: 'resumeLine', lineId: line.id });
  if (what === 'edit') desk.do({ type: 'editLine', lineId: line.id, plannedQuantity: quantity(percent * 100), style: line.style });
  if (what === 'finish' && pick % 5 === 0) desk.do({ type: 'finishLine', lineId: line.id });
  if (what === 'cancel' && open !== undefined) desk.do({ type: 'cancelOrder', orderId: open.id });
}

/** Sent in its own session alone, at the close, within its bound; one order at a time, never beyond the line. */
function check(desk: Desk, rules: TradingRules, close: number, since: number): void {
  for (const { event } of desk.records.slice(since)) {
    if (event.type !== 'orderIntended') continue;
    expect(phaseAt(rules, timeOfDayOf(desk.now)).matching).toBe('fixedPrice');
    expect(event.order.price).toBe(close);
  }
  const [line] = desk.oms.state.lines.values();
  const reach = [...desk.oms.state.orders.values()].reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
  expect(reach).toBeLessThanOrEqual(line?.plannedQuantity ?? 0);
  expect(openOrders(desk).length).toBeLessThanOrEqual(1);
}

function deskOf(one: ExecutionStyle, sells: boolean): { readonly desk: Desk; readonly rules: TradingRules } {
  const execution = { ...DEFAULT_CONFIG.execution, default: one };
  const desk = new Desk({ positions: sells ? [holding(CHINEXT, 5_000, PREV_CLOSE)] : [], config: { ...DEFAULT_CONFIG, plan: { ...DEFAULT_CONFIG.plan, approvalExpiry: timeOfDay('15:30:00') }, execution } });
  desk.list(CHINEXT, PREV_CLOSE);
  const rules = desk.rulesOf(CHINEXT);
  if (rules === undefined) throw new Error('the desk lists it');
  return { desk, rules };
}

it('trades after hours at the close and nowhere else, whatever happens, and ends with a reason', () => {
  fc.assert(
    fc.property(style, fc.boolean(), fc.array(step, { minLength: 10, maxLength: 60 }), fc.integer({ min: 1_850, max: 2_150 }), (one, sells, steps, cents) => {
      const { desk, rules } = deskOf(one, sells);
      desk.plan({ [CHINEXT]: sells ? 0 : 20 });
      desk.now = atTime(DATE, timeOfDay('15:02:00'));
      const close = cents / 100;
      for (const taken of steps) {
        const since = desk.records.length;
        desk.now = Math.min(desk.now + taken.seconds * 1_000, atTime(DATE, timeOfDay('15:29:59'))) as EpochMs;
        if (taken.what === 'quote') {
          desk.oms.nextStep();
          desk.oms.onTime(phaseAt(rules, timeOfDayOf(desk.now)).name);
          desk.quote(CHINEXT, close - 0.01, close);
        }
        answer(desk, taken);
        interfere(desk, taken);
        if (taken.what === 'rebuild') expect(rebuild(desk.records)).toEqual(desk.oms.state);
        check(desk, rules, yuan(close), since);
      }
      expect(desk.oms.state.halted).toBeNull();
      finish(desk);
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 200 },
  );
});

function finish(desk: Desk): void {
  desk.now = atTime(DATE, timeOfDay('15:30:00'));
  for (const order of openOrders(desk)) desk.report(order.id, { kind: 'expired' });
  desk.oms.closeDay();
  for (const line of desk.oms.state.lines.values()) {
    expect(['done', 'expired', 'blocked']).toContain(line.state);
    expect(line.reason).not.toBeNull();
  }
}
