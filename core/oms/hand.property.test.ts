import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EpochMs, type TimeOfDay, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { quantity, rate } from '../kernel/units.ts';
import { phaseAt } from '../market/session.ts';
import { isFinal, leaves } from '../orders/order.ts';
import { type ExecutionStyle, type PlanLine } from '../plan/line.ts';
import { type Command } from './command.ts';
import { APPROVAL_MODES, DEFAULT_CONFIG } from './config.ts';
import { DATE, Desk, MIDEA, holding } from './desk.fixture.ts';
import { RULES, answer, openOrders, style } from './random-style.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const CONDITIONS = [null, 'price < 60', 'price > 59 for 6s', 'ma(5) > 1'] as const;
const DEEDS = ['edit', 'skip', 'restore', 'force', 'finish', 'pause', 'resume', 'undo', 'hold', 'approve', 'release', 'cancel', 'pauses'] as const;

/** What the world does next; `seconds` pass before it. */
const step = fc.record({
  what: fc.oneof(
    { weight: 10, arbitrary: fc.constant('quote') },
    { weight: 6, arbitrary: fc.constantFrom('fill', 'end', 'accept') },
    { weight: 1, arbitrary: fc.constantFrom('refuse', 'rebuild') },
    { weight: 6, arbitrary: fc.constantFrom(...DEEDS) },
  ),
  seconds: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.integer({ min: 0, max: 1_800 })),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
  style,
  condition: fc.constantFrom(...CONDITIONS),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Wish = (line: PlanLine, taken: Step, desk: Desk) => Command | null;

const WISHES: Readonly<Record<(typeof DEEDS)[number], Wish>> = {
  edit: ({ id: lineId, style: own }, { pick, percent, style: other, condition }) => ({
    type: 'editLine',
    lineId,
    plannedQuantity: quantity(percent * 100),
    style: pick % 2 === 0 ? own : other,
    condition,
    reason: 'a change of mind',
  }),
  skip: ({ id: lineId }, { pick }) => (pick % 3 === 0 ? { type: 'skipLine', lineId } : null),
  restore: ({ id: lineId }) => ({ type: 'restoreLine', lineId }),
  force: ({ id: lineId }) => ({ type: 'forceLine', lineId }),
  finish: ({ id: lineId }, { pick }) => (pick % 5 === 0 ? { type: 'finishLine', lineId } : null),
  pause: ({ id: lineId }) => ({ type: 'pauseLine', lineId }),
  resume: ({ id: lineId }) => ({ type: 'resumeLine', lineId }),
  undo: () => ({ type: 'undo' }),
  hold: ({ id: lineId }) => ({ type: 'holdLine', lineId }),
  approve: ({ id }) => ({ type: 'approveLines', lineIds: [id] }),
  release: ({ id: lineId }) => ({ type: 'overrideRule', lineId, rule: 'instrumentShare', reason: 'it is known' }),
  pauses: (_, { pick }) => ({ type: 'setPauses', pauses: { buys: pick % 2 === 0, sells: pick % 2 === 0 } }),
  cancel: (_, __, desk) => openOrders(desk).map(({ id }) => ({ type: 'cancelOrder', orderId: id }) as const)[0] ?? null,
};

function interfere(desk: Desk, taken: Step): void {
  const [line] = desk.oms.state.lines.values();
  const deed = DEEDS.find((one) => one === taken.what);
  if (line === undefined || deed === undefined) return;
  const wish = WISHES[deed](line, taken, desk);
  if (wish !== null) desk.do(wish);
}

/** The line never reaches beyond its size, never has two orders out, and acts only where the phase permits. */
function check(desk: Desk, since: number): void {
  const phase = phaseAt(RULES, timeOfDayOf(desk.now));
  for (const { event } of desk.records.slice(since)) {
    if (event.type === 'orderIntended') expect(phase.entry).toBe(true);
    if (event.type === 'cancelIntended' && event.reason.code.startsWith('line.')) expect(phase.cancel).toBe(true);
  }
  const [line] = desk.oms.state.lines.values();
  if (line === undefined) return;
  const orders = [...desk.oms.state.orders.values()];
  const reach = orders.reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
  expect(reach).toBeLessThanOrEqual(line.plannedQuantity);
  expect(openOrders(desk).length).toBeLessThanOrEqual(1);
  expect(line.filled).toBe(orders.reduce((sum, order) => sum + order.filled, 0));
}

/** The close: what is open expires, and every line has come to its end with a reason. */
function finish(desk: Desk): void {
  desk.at('15:00:00');
  for (const order of openOrders(desk)) desk.report(order.id, { kind: 'expired' });
  desk.oms.closeDay();
  for (const line of desk.oms.state.lines.values()) {
    expect(['done', 'expired', 'blocked', 'skipped']).toContain(line.state);
    expect(line.reason).not.toBeNull();
  }
}

function deskOf(one: ExecutionStyle, sells: boolean, approval: (typeof APPROVAL_MODES)[number]): Desk {
  const { plan, execution, risk } = DEFAULT_CONFIG;
  const config = {
    ...DEFAULT_CONFIG,
    plan: { ...plan, approval, approvalCountdownMs: 5_000 },
    execution: { ...execution, default: one },
    risk: { ...risk, rules: { ...risk.rules, instrumentShare: { most: rate(25_000_000), severity: 'ask' } } },
  } as const;
  return new Desk({ positions: sells ? [holding(MIDEA, 4_350, 60)] : [], config });
}

const begin = fc.oneof(fc.integer({ min: 9 * 60 + 10, max: 11 * 60 }), fc.integer({ min: 12 * 60 + 50, max: 14 * 60 + 56 }));

it('keeps a line whole in whatever hands it falls, whatever is in flight', () => {
  fc.assert(
    fc.property(style, fc.boolean(), fc.constantFrom(...APPROVAL_MODES), begin, fc.array(step, { minLength: 20, maxLength: 100 }), (one, sells, approval, minute, steps) => {
      const desk = deskOf(one, sells, approval);
      desk.now = atTime(DATE, (minute * 60_000) as TimeOfDay);
      desk.propose({ [MIDEA]: sells ? 0 : 50 });
      let volume = 0;
      for (const taken of steps) {
        const since = desk.records.length;
        desk.now = Math.min(desk.now + taken.seconds * 1000, atTime(DATE, timeOfDay('14:59:59'))) as EpochMs;
        if (taken.what === 'quote') {
          volume += taken.percent * 100;
          desk.oms.nextStep();
          desk.oms.onTime(phaseAt(RULES, timeOfDayOf(desk.now)).name);
          const mid = 59 + (taken.pick % 300) / 100;
          desk.quote(MIDEA, mid, mid + 0.01, taken.percent * 100, volume);
        }
        answer(desk, taken);
        interfere(desk, taken);
        if (taken.what === 'rebuild') expect(rebuild(desk.records)).toEqual(desk.oms.state);
        check(desk, since);
      }
      expect(desk.oms.state.halted).toBeNull();
      finish(desk);
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 200 },
  );
});
