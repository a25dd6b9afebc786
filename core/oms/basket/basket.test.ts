import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type FillId, type LineId } from '../../kernel/ids.ts';
import { timeOfDay } from '../../kernel/time.ts';
import { UNITS_PER_YUAN, money, quantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { isFinal, leaves } from '../../orders/order.ts';
import { type BasketTerms } from '../../plan/basket.ts';
import { type PlanLine } from '../../plan/line.ts';
import { basketCash } from './basket-cash.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../config.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from '../desk.fixture.ts';
import { rebuild } from '../state/rebuild.ts';

const GREE = '000651.SZ' as InstrumentId;
const TERMS: BasketTerms = { name: '换仓', style: null, tolerance: money(1_000 * UNITS_PER_YUAN), start: null, end: timeOfDay('14:50:00'), rest: 'release' };
const CONFIG: TradingConfig = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: { style: 'limit', price: null } } };

/** A desk that holds 5,000 格力 to be sold for 2,000 or so 美的; the account has cash enough for all of it. */
function desk(config = CONFIG): Desk {
  const made = new Desk({ config, cash: 500_000, positions: [holding(GREE, 5_000, 40)] });
  made.list(GREE, 40);
  made.plan({ [MIDEA]: 25, [GREE]: 0 });
  return made;
}

function asBasket(made: Desk, terms: Partial<BasketTerms> = {}): void {
  const lineIds = [...made.oms.state.lines.keys()];
  const given = made.do({ type: 'makeBasket', lineIds, terms: { ...TERMS, ...terms } });
  expect(given).toEqual({ ok: true, value: undefined });
}

function open(made: Desk): void {
  made.at('09:30:00');
  made.quote(GREE, 39.99, 40);
  made.quote(MIDEA, 59.99, 60);
}

function lineOf(made: Desk, instrument: InstrumentId): PlanLine {
  return made.line(instrument) as unknown as PlanLine;
}

function orderOf(made: Desk, instrument: InstrumentId) {
  const order = made.sent.map(({ order: one }) => one).findLast((one) => one.instrument === instrument);
  if (order === undefined) throw new Error(`no order in ${instrument}`);
  return order;
}

describe('a basket', () => {
  it('buys what its sells have paid for, as soon as they have', () => {
    const made = desk();
    asBasket(made);
    open(made);
    expect(made.sent.map(({ order }) => order.side)).toEqual(['sell']);
    expect(lineOf(made, MIDEA).reason).toMatchObject({ code: 'basket.awaitsSells', params: { brought: 0, spent: 0 } });
    const sell = orderOf(made, GREE);
    made.report(sell.id, { kind: 'accepted' });
    made.fill(sell.id, 2_000, sell.price);
    // 79,980 yuan less fees, and 1,000 of tolerance: 13 lots.
    expect(orderOf(made, MIDEA)).toMatchObject({ side: 'buy', quantity: 1_300 });
  });

  it('does not pay the least commission for a fragment while more is to come', () => {
    const made = desk();
    asBasket(made);
    open(made);
    const sell = orderOf(made, GREE);
    made.report(sell.id, { kind: 'accepted' });
    made.fill(sell.id, 300, sell.price);
    expect(made.sent).toHaveLength(1);
    made.fill(sell.id, 300, sell.price);
    expect(orderOf(made, MIDEA).quantity).toBe(400);
  });

  it('says that sells are stuck, and waits with what they were to pay for', () => {
    const made = desk();
    asBasket(made);
    made.at('09:30:00');
    made.quote(GREE, 36, 36, 10_000, 1_000_000, { bids: [] });
    made.quote(MIDEA, 59.99, 60);
    expect(made.sent).toEqual([]);
    expect(lineOf(made, MIDEA).reason).toMatchObject({ code: 'basket.sellsStuck', params: { stuck: 1, instrument: GREE } });
  });

  it.each([
    ['carryOn', 0, 'working'],
    ['release', 1, 'working'],
    ['cancel', 0, 'done'],
  ] as const)('with the rest %s sends %i buys at the end of its window', (rest, buys, state) => {
    const made = desk();
    asBasket(made, { rest });
    open(made);
    const sell = orderOf(made, GREE);
    made.report(sell.id, { kind: 'accepted' });
    made.at('14:50:00');
    made.quote(GREE, 40, 40.01);
    made.quote(MIDEA, 59.99, 60);
    if (rest === 'cancel') made.report(sell.id, { kind: 'cancelled', reason: null });
    expect(made.sent.filter(({ order }) => order.side === 'buy')).toHaveLength(buys);
    expect(lineOf(made, GREE).state).toBe(state);
    if (rest === 'cancel') expect(lineOf(made, MIDEA)).toMatchObject({ state: 'done', reason: { code: 'basket.windowOver' } });
  });

  it('waits for its window to open, and goes on line by line when it is dissolved', () => {
    const made = desk();
    asBasket(made, { start: timeOfDay('10:00:00') });
    open(made);
    expect(made.sent).toEqual([]);
    const [id] = made.oms.state.baskets.keys();
    if (id === undefined) throw new Error('no basket');
    made.do({ type: 'dissolveBasket', basketId: id });
    expect(made.sent.map(({ order }) => order.side).toSorted()).toEqual(['buy', 'sell']);
  });

  it('gives its style to its lines', () => {
    const made = desk();
    asBasket(made, { style: { style: 'bestFive', rest: 'cancel', bound: 2_000_000 as never } });
    open(made);
    expect(orderOf(made, GREE).type).toBe('bestFiveCancel');
  });

  it('is made of a whole strategy where the configuration says so, with its style', () => {
    const style = { style: 'bestFive', rest: 'cancel', bound: 2_000_000 as never } as const;
    const made = desk({ ...CONFIG, execution: { ...CONFIG.execution, baskets: [{ ...TERMS, style, strategyId: DEFAULT_STRATEGY }] } });
    const [basket] = made.oms.state.baskets.values();
    expect(basket?.lineIds).toEqual([...made.oms.state.lines.keys()]);
    expect(lineOf(made, GREE).style).toEqual(style);
  });

  it.each([
    ['basket.needsName', { name: ' ' }],
    ['basket.badWindow', { start: timeOfDay('14:50:00') }],
    ['basket.badWindow', { end: timeOfDay('09:00:00') }],
  ] as const)('is refused with %s: %j', (code, terms) => {
    const made = desk();
    const lineIds = [...made.oms.state.lines.keys()];
    expect(made.do({ type: 'makeBasket', lineIds, terms: { ...TERMS, ...terms } })).toMatchObject({ ok: false, error: { code } });
  });

  it('takes no line twice, none that is over, and no buys alone', () => {
    const made = desk();
    const buys = [lineOf(made, MIDEA).id];
    expect(made.do({ type: 'makeBasket', lineIds: buys, terms: TERMS })).toMatchObject({ error: { code: 'basket.noSells' } });
    asBasket(made);
    expect(made.do({ type: 'makeBasket', lineIds: buys, terms: TERMS })).toMatchObject({ error: { code: 'basket.lineTaken' } });
    expect(made.do({ type: 'makeBasket', lineIds: ['none' as LineId], terms: TERMS })).toMatchObject({ error: { code: 'plan.noSuchLine' } });
  });
});

const step = fc.record({
  what: fc.constantFrom('quote', 'quote', 'fill', 'fill', 'fill', 'end', 'accept', 'pause', 'resume'),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
  cents: fc.integer({ min: -60, max: 60 }),
});

it('is never further ahead with its buys than its tolerance, whatever fills, ends and is paused', () => {
  const style = fc.constantFrom(CONFIG.execution.default, { style: 'bestFive', rest: 'cancel', bound: 9_000_000 as never } as const);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 30_000 }), style, (steps, tolerance, way) => {
      const made = new Desk({ config: { ...CONFIG, execution: { ...CONFIG.execution, default: way } }, cash: 800_000, positions: [holding(GREE, 5_000, 40), holding(MAOTAI, 100, 1_700)] });
      made.list(GREE, 40);
      made.plan({ [MIDEA]: 30, [GREE]: 0, [MAOTAI]: 0 });
      asBasket(made, { tolerance: money(tolerance * UNITS_PER_YUAN), rest: 'carryOn' });
      open(made);
      for (const [n, { what, pick, percent, cents }] of steps.entries()) {
        const live = [...made.oms.state.orders.values()].filter((order) => !isFinal(order.state));
        const order = live[pick % Math.max(1, live.length)];
        if (what === 'quote') {
          const [id, at] = ([[GREE, 40], [MIDEA, 60], [MAOTAI, 1_700]] as const)[pick % 3] ?? [GREE, 40];
          made.quote(id, at + cents / 100 - 0.01, at + cents / 100);
        }
        if (what === 'pause') made.do({ type: 'setPauses', pauses: { buys: true } });
        if (what === 'resume') made.do({ type: 'setPauses', pauses: { buys: false } });
        if (order === undefined) continue;
        if (what === 'accept' && order.state === 'pendingNew') made.report(order.id, { kind: 'accepted' });
        if (what === 'end' && order.type === 'bestFiveCancel') made.report(order.id, { kind: 'cancelled', reason: null });
        if (what === 'fill') {
          const shares = quantity(Math.max(1, Math.floor((leaves(order) * percent) / 100)));
          made.report(order.id, { kind: 'filled', fillId: `P${n}` as FillId, price: order.price, quantity: shares });
        }
        const [basket] = made.oms.state.baskets.values();
        if (basket === undefined) throw new Error('the basket is gone');
        const { brought, paid, owed } = basketCash(made.oms.state, basket);
        // A sale may cost its least commission before it has brought as much.
        expect(paid + owed - brought).toBeLessThanOrEqual(tolerance * UNITS_PER_YUAN + 2 * 6 * UNITS_PER_YUAN);
        expect(made.oms.state.halted).toBeNull();
      }
      const again = rebuild(made.records);
      expect([...again.baskets]).toEqual([...made.oms.state.baskets]);
      expect([...again.lines]).toEqual([...made.oms.state.lines]);
    }),
    { numRuns: 60 },
  );
});

it('hands its place in the basket to a substitute', () => {
  const other = '600690.SH' as InstrumentId;
  const candidates = [{ strategyId: DEFAULT_STRATEGY, from: [other], start: timeOfDay('09:25:00'), end: timeOfDay('14:50:00'), lastingMs: 0, most: 1 }];
  const made = desk({ ...CONFIG, execution: { ...CONFIG.execution, candidates } });
  made.list(other, 25);
  asBasket(made);
  made.at('09:30:00');
  made.quote(other, 24.99, 25);
  made.seal(MIDEA);
  expect(lineOf(made, other).reason).toMatchObject({ code: 'basket.awaitsSells' });
  made.quote(GREE, 39.99, 40);
  const sell = orderOf(made, GREE);
  made.report(sell.id, { kind: 'accepted' });
  made.fill(sell.id, 2_000, yuan(39.99));
  expect(orderOf(made, other)).toMatchObject({ side: 'buy', quantity: 3_200 });
});
