import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type FillId } from '../kernel/ids.ts';
import { type EpochMs, timeOfDay } from '../kernel/time.ts';
import { quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type CandidatePolicy } from '../plan/candidates.ts';
import { isFinal, leaves } from '../orders/order.ts';
import { type PlanLine } from '../plan/line.ts';
import { TEMPLATES } from '../risk/policy.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { budgetOf, owedBy, paidBy } from './basket/line-budget.ts';
import { rebuild } from './state/rebuild.ts';

const GREE = '000651.SZ' as InstrumentId;
const HAIER = '600690.SH' as InstrumentId;
const POLICY: CandidatePolicy = {
  strategyId: DEFAULT_STRATEGY,
  from: [MAOTAI, GREE, HAIER],
  start: timeOfDay('09:25:00'),
  end: timeOfDay('14:50:00'),
  lastingMs: 30_000,
  most: 1,
};

function configured(policy: Partial<CandidatePolicy> = {}): TradingConfig {
  const execution = { ...DEFAULT_CONFIG.execution, default: { style: 'limit', price: null } as const, candidates: [{ ...POLICY, ...policy }] };
  return { ...DEFAULT_CONFIG, execution };
}

/** A desk whose plan is to buy 美的 with a tenth of the account; 格力 and 海尔 are to be had. */
function desk(options: ConstructorParameters<typeof Desk>[0] = {}): Desk {
  const made = new Desk({ config: configured(), ...options });
  made.list(GREE, 40);
  made.list(HAIER, 25);
  made.plan({ [MIDEA]: 10 });
  made.at('09:30:00');
  made.quote(MAOTAI, 1700, 1700.5);
  made.quote(GREE, 40, 40.1);
  made.quote(HAIER, 25, 25.1);
  return made;
}

function lineIn(made: Desk, instrument: InstrumentId): PlanLine {
  return made.line(instrument) as unknown as PlanLine;
}

function replaced(made: Desk) {
  return made.events.flatMap((event) => (event.type === 'lineReplaced' ? [event] : []));
}

/** Keeps 美的 locked from now until `time`. */
function sealUntil(made: Desk, ...times: readonly string[]): void {
  for (const time of ['09:30:03', ...times]) {
    made.at(time);
    made.seal(MIDEA);
  }
}

describe('a planned buy that is locked at limit-up', () => {
  it('is replaced by the next candidate that fits, within its budget and with its approval', () => {
    const made = desk();
    sealUntil(made, '09:30:20', '09:30:33');
    const [event] = replaced(made);
    // A lot of 茅台 is worth 170,050 yuan, and the line 100,000.
    expect(event?.refused).toMatchObject([{ instrument: MAOTAI, reason: { code: 'plan.belowOneLot' } }]);
    expect(event?.reason).toMatchObject({ code: 'line.replaced', params: { instrument: GREE, because: 'limitUp', limitUp: yuan(66), paid: 0, price: yuan(40.1) } });
    const [original, substitute] = [lineIn(made, MIDEA), lineIn(made, GREE)];
    expect(original).toMatchObject({ state: 'blocked', reason: { params: { line: substitute.id } } });
    expect(substitute).toMatchObject({ state: 'working', plannedQuantity: 2_300, substitution: { for: original.id, budget: budgetOf(original) } });
    expect(made.lastOrder()).toMatchObject({ instrument: GREE, price: yuan(40.1), quantity: 2_300 });
  });

  it('waits as long as it is told, from when it was last to be had', () => {
    const made = desk();
    sealUntil(made, '09:30:20');
    made.at('09:30:25');
    made.quote(MIDEA, 65.9, 66);
    sealUntil(made, '09:30:30', '09:30:59');
    expect(replaced(made)).toEqual([]);
  });

  it('is cancelled and awaited first; what it bought meanwhile comes off the budget', () => {
    const made = desk();
    made.quote(MIDEA, 60, 60.1);
    const order = made.lastOrder();
    made.report(order.id, { kind: 'accepted' });
    sealUntil(made, '09:30:40');
    expect(made.types().slice(-2)).toEqual(['replacementAsked', 'cancelIntended']);
    expect(made.cancels).toEqual([order.id]);
    made.at('09:30:41');
    made.seal(MIDEA);
    expect(made.sent).toHaveLength(1);
    made.fill(order.id, 1_000, order.price);
    expect(made.sent).toHaveLength(1);
    made.report(order.id, { kind: 'cancelled', reason: null });
    const [event] = replaced(made);
    expect(event?.reason.params['paid']).toBeGreaterThan(yuan(60.1) * 1_000);
    expect(lineIn(made, MIDEA)).toMatchObject({ state: 'done', filled: 1_000 });
    expect(made.lastOrder()).toMatchObject({ instrument: GREE, quantity: 800 });
  });

  it('stays what it is when its order was filled before the cancel', () => {
    const made = desk();
    made.quote(MIDEA, 60, 60.1);
    const order = made.lastOrder();
    made.report(order.id, { kind: 'accepted' });
    sealUntil(made, '09:30:40');
    made.fill(order.id, order.quantity, order.price);
    expect(lineIn(made, MIDEA)).toMatchObject({ state: 'done', reason: { code: 'line.filled' } });
    expect(replaced(made)).toEqual([]);
  });

  it('goes on when it can be had again by the time that its order is gone', () => {
    const made = desk();
    made.quote(MIDEA, 60, 60.1);
    const order = made.lastOrder();
    made.report(order.id, { kind: 'accepted' });
    sealUntil(made, '09:30:40');
    made.quote(MIDEA, 65.9, 66);
    made.report(order.id, { kind: 'cancelled', reason: null });
    expect(made.events).toContainEqual(expect.objectContaining({ type: 'replacementDropped', reason: { code: 'candidate.possibleAgain', params: { looked: 0 } } }));
    made.quote(MIDEA, 65.9, 66);
    expect(made.lastOrder()).toMatchObject({ instrument: MIDEA, price: yuan(66) });
  });
});

describe('a candidate', () => {
  it('is passed over, each with its reason, when it is locked, held or on the black list', () => {
    const never = { instruments: [HAIER], industries: [], boards: [], names: [] };
    const base = configured({ from: [GREE, HAIER, MAOTAI] });
    const risk = { ...TEMPLATES.none, rules: { ...TEMPLATES.none.rules, restricted: { only: null, never, severity: 'deny' } as const } };
    const made = desk({ config: { ...base, risk }, positions: [holding(MAOTAI, 100, 1_700)] });
    made.seal(GREE);
    sealUntil(made, '09:30:40');
    expect(made.events).toContainEqual(
      expect.objectContaining({
        type: 'replacementDropped',
        refused: [
          expect.objectContaining({ instrument: GREE, reason: expect.objectContaining({ code: 'candidate.atLimitUp' }) }),
          expect.objectContaining({ instrument: HAIER, reason: expect.objectContaining({ code: 'restricted.never' }) }),
          expect.objectContaining({ instrument: MAOTAI, reason: expect.objectContaining({ code: 'candidate.held' }) }),
        ],
      }),
    );
    expect(lineIn(made, MIDEA).state).toBe('approved');
  });

  it('is looked for again after a minute, and said to be missing once', () => {
    const made = desk({ config: configured({ from: [GREE] }) });
    made.seal(GREE);
    sealUntil(made, '09:30:40', '09:31:41', '09:32:45');
    expect(made.types().filter((type) => type === 'replacementDropped')).toHaveLength(1);
    made.quote(GREE, 40, 40.1);
    made.at('09:33:50');
    made.seal(MIDEA);
    expect(replaced(made)).toHaveLength(1);
  });

  it('is replaced in its turn only as often as the policy says', () => {
    const made = desk();
    sealUntil(made, '09:30:40');
    made.report(made.lastOrder().id, { kind: 'accepted' });
    for (const time of ['09:31:00', '09:32:00']) {
      made.at(time);
      made.seal(GREE);
    }
    expect(replaced(made)).toHaveLength(1);
    const twice = desk({ config: configured({ most: 2 }) });
    sealUntil(twice, '09:30:40');
    twice.report(twice.lastOrder().id, { kind: 'accepted' });
    for (const time of ['09:31:00', '09:32:00']) {
      twice.at(time);
      twice.seal(GREE);
    }
    twice.report(twice.lastOrder().id, { kind: 'cancelled', reason: null });
    expect(replaced(twice).map(({ substitute }) => substitute.instrument)).toEqual([GREE, HAIER]);
  });
});

it('replaces nothing while buys are paused, before its time, or after it', () => {
  const paused = desk();
  paused.do({ type: 'setPauses', pauses: { buys: true } });
  sealUntil(paused, '09:30:40');
  const early = desk({ config: configured({ start: timeOfDay('10:00:00') }) });
  sealUntil(early, '09:30:40');
  const late = desk({ config: configured({ end: timeOfDay('09:30:35') }) });
  sealUntil(late, '09:30:40');
  expect([paused, early, late].map((made) => replaced(made).length)).toEqual([0, 0, 0]);
  early.at('10:00:00');
  early.seal(MIDEA);
  expect(replaced(early)).toHaveLength(1);
});

it('is the same after a restart', () => {
  const made = desk();
  sealUntil(made, '09:30:40');
  const again = rebuild(made.records);
  expect([...again.lines.values()]).toEqual([...made.oms.state.lines.values()]);
  expect([...again.candidateLooks]).toEqual([...made.oms.state.candidateLooks]);
});

const step = fc.record({
  what: fc.constantFrom('seal', 'seal', 'open', 'fill', 'fill', 'accept', 'accept', 'end', 'refuse', 'others'),
  seconds: fc.integer({ min: 0, max: 90 }),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
  cents: fc.integer({ min: -50, max: 400 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the market does, and what the broker answers. */
function happen(made: Desk, n: number, { what, seconds, pick, percent, cents }: Step): void {
  made.now = (made.now + seconds * 1_000) as EpochMs;
  const live = [...made.oms.state.orders.values()].filter((order) => !isFinal(order.state));
  const order = live[pick % Math.max(1, live.length)];
  const id = [MIDEA, GREE, HAIER][pick % 3] ?? MIDEA;
  if (what === 'seal') made.seal(id);
  if (what === 'open') made.quote(MIDEA, 59.99 + cents / 100, 60 + cents / 100);
  if (what === 'others') {
    made.quote(GREE, 40 + cents / 200, 40.1 + cents / 200);
    made.quote(HAIER, 25 + cents / 400, 25.1 + cents / 400);
  }
  if (order === undefined) return;
  if (what === 'accept' && order.state === 'pendingNew') made.report(order.id, { kind: 'accepted' });
  if (what === 'end' && order.state === 'pendingCancel') made.report(order.id, { kind: 'cancelled', reason: null });
  if (what === 'refuse' && order.state === 'pendingCancel') made.report(order.id, { kind: 'cancelRejected', reason: { code: 'exchange.tooLate', params: {} } });
  if (what !== 'fill') return;
  const shares = quantity(Math.max(1, Math.floor((leaves(order) * percent) / 100)));
  made.report(order.id, { kind: 'filled', fillId: `P${n}` as FillId, price: order.price, quantity: shares });
}

it('never works two lines for one budget, and no substitute beyond what was left of it, whatever happens', () => {
  let most = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const made = desk({ config: configured({ from: [GREE, HAIER], lastingMs: 0, most: 3 }) });
      steps.forEach((one, n) => {
        happen(made, n, one);
        const { state } = made.oms;
        const lines = [...state.lines.values()];
        expect(lines.filter((line) => line.state === 'approved' || line.state === 'working').length).toBeLessThanOrEqual(1);
        for (const line of lines) {
          if (line.substitution !== undefined) expect(paidBy(state, line) + owedBy(state, line)).toBeLessThanOrEqual(budgetOf(line));
          if (line.reason?.code === 'line.replaced') expect([...state.openOrders].map((id) => state.orders.get(id)?.lineId)).not.toContain(line.id);
        }
        expect(state.halted).toBeNull();
      });
      most = Math.max(most, replaced(made).length);
      expect([...rebuild(made.records).lines]).toEqual([...made.oms.state.lines]);
    }),
    { numRuns: 100 },
  );
  expect(most).toBeGreaterThan(0);
});
