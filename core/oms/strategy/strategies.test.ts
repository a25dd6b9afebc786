import { describe, expect, it } from 'vitest';
import { type StrategyId, UNASSIGNED_STRATEGY } from '../../kernel/ids.ts';
import { UNITS_PER_YUAN, money, quantity } from '../../kernel/units.ts';
import { type Guards } from '../config.ts';
import { type HoldingsFate } from '../command.ts';
import { nettings } from '../decide/decide-netting.ts';
import { Desk, MAOTAI, MIDEA, holding, targetsOf, yuan } from '../desk.fixture.ts';
import { rebuild } from '../state/rebuild.ts';

const ALPHA = 'alpha' as StrategyId;
const BETA = 'beta' as StrategyId;

function follow(desk: Desk, strategyId: StrategyId, capital: number, settings: { readonly enabled?: boolean; readonly guards?: Guards } = {}) {
  const { enabled = true, guards = null } = settings;
  return desk.do({ type: 'followStrategy', strategyId, capital: money(capital * UNITS_PER_YUAN), enabled, style: null, guards, reason: 'test' });
}

function leave(desk: Desk, strategyId: StrategyId, holdings: HoldingsFate) {
  return desk.do({ type: 'unfollowStrategy', strategyId, holdings, reason: 'test' });
}

const ownedBy = (strategyId: StrategyId, one: ReturnType<typeof holding>) => ({ ...one, strategyId });
const purse = (desk: Desk, id: StrategyId) => desk.oms.state.strategies.purses.get(id);
const lots = (desk: Desk, instrument = MIDEA) => Object.fromEntries([...(desk.oms.state.ledger.positions.get(instrument)?.lots ?? [])].map(([id, lot]) => [id, lot.quantity]));
const lines = (desk: Desk) => [...desk.oms.state.lines.values()].map(({ strategyId, instrument, side, plannedQuantity, state }) => ({ strategyId, instrument, side, plannedQuantity, state }));

describe('a followed strategy', () => {
  it('sizes its weights on what it was given, and spends no more', () => {
    const desk = new Desk({ cash: 1_000_000 });
    expect(follow(desk, ALPHA, 100_000).ok).toBe(true);
    desk.do({ type: 'importSignals', signals: [...targetsOf(ALPHA, { [MIDEA]: 100 }), ...targetsOf(BETA, { [MAOTAI]: 90 })], source: 's' });
    expect(lines(desk)).toEqual([{ strategyId: ALPHA, instrument: MIDEA, side: 'buy', plannedQuantity: 1_600, state: 'proposed' }]);
    expect(desk.oms.state.planWarnings).toEqual([{ code: 'plan.strategyNotFollowed', params: { strategy: BETA, signals: 1 } }]);
  });

  it('says which lots its capital is too small for', () => {
    const desk = new Desk({ cash: 1_000_000 });
    follow(desk, ALPHA, 100_000);
    desk.do({ type: 'importSignals', signals: targetsOf(ALPHA, { [MAOTAI]: 50 }), source: 's' });
    expect(desk.line(MAOTAI)).toMatchObject({ state: 'blocked', blocked: { code: 'plan.belowOneLot' } });
  });

  it('counts what it holds already towards its capital', () => {
    const desk = new Desk({ positions: [ownedBy(ALPHA, holding(MIDEA, 500, 40))] });
    follow(desk, ALPHA, 50_000);
    expect(purse(desk, ALPHA)).toMatchObject({ cash: 20_000 * UNITS_PER_YUAN, allotted: 40_000 * UNITS_PER_YUAN });
  });

  it('is changed with a reason, and gets or gives back the difference', () => {
    const desk = new Desk();
    expect(desk.do({ type: 'followStrategy', strategyId: ALPHA, capital: money(1), enabled: true, style: null, guards: null, reason: ' ' })).toMatchObject({ error: { code: 'strategy.needsReason' } });
    expect(follow(desk, ALPHA, 0)).toMatchObject({ error: { code: 'strategy.needsCapital' } });
    expect(follow(desk, UNASSIGNED_STRATEGY, 1)).toMatchObject({ error: { code: 'strategy.notAStrategy' } });
    follow(desk, ALPHA, 100_000);
    expect(follow(desk, ALPHA, 100_000)).toMatchObject({ error: { code: 'strategy.unchanged' } });
    follow(desk, ALPHA, 70_000, { enabled: false });
    expect(purse(desk, ALPHA)?.cash).toBe(70_000 * UNITS_PER_YUAN);
    desk.do({ type: 'importSignals', signals: targetsOf(ALPHA, { [MIDEA]: 100 }), source: 's' });
    expect(lines(desk)).toEqual([]);
    expect(desk.oms.state.planWarnings).toEqual([{ code: 'plan.strategyOff', params: { strategy: ALPHA, signals: 1 } }]);
  });

  it('keeps guards of its own', () => {
    const desk = new Desk();
    follow(desk, ALPHA, 100_000, { guards: { sellAtLimitUp: false, buyAtLimitDown: true, maxBuyChange: null } });
    desk.do({ type: 'importSignals', signals: targetsOf(ALPHA, { [MIDEA]: 100 }), source: 's' });
    desk.do({ type: 'approveLines', lineIds: [desk.line(MIDEA).id] });
    desk.at('09:30:00');
    desk.quote(MIDEA, 54, 54, 10_000, 1_000_000);
    expect(desk.lastOrder()).toMatchObject({ strategyId: ALPHA, side: 'buy' });
  });

  it('waits for its own sales rather than spend the cash of others', () => {
    const desk = new Desk({ cash: 1_000_000, positions: [ownedBy(ALPHA, holding(MAOTAI, 100, 1_700))] });
    follow(desk, ALPHA, 170_000);
    desk.do({ type: 'importSignals', signals: targetsOf(ALPHA, { [MIDEA]: 95 }), source: 's' });
    desk.do({ type: 'approveLines', lineIds: [...desk.oms.state.lines.keys()] });
    desk.at('09:30:00');
    desk.quote(MIDEA, 60, 60.01);
    expect(desk.sent).toEqual([]);
    expect(desk.line(MIDEA)).toMatchObject({ reason: { code: 'strategy.awaitsSells', params: { strategy: ALPHA, left: 0 } } });
    desk.quote(MAOTAI, 1_700, 1_700.01);
    desk.fill(desk.lastOrder().id, 100, yuan(1_700));
    desk.now = (desk.now + 10_000) as typeof desk.now;
    desk.quote(MIDEA, 60, 60.01);
    expect(desk.lastOrder()).toMatchObject({ strategyId: ALPHA, side: 'buy', instrument: MIDEA });
    expect(purse(desk, ALPHA)?.cash).toBeGreaterThan(0);
  });

  it('pays for its orders and is paid for its lots, also when another sells them', () => {
    const desk = new Desk({ positions: [ownedBy(ALPHA, holding(MIDEA, 500, 60))] });
    follow(desk, ALPHA, 30_000);
    desk.at('09:30:00');
    desk.quote(MIDEA, 60, 60.01);
    const ticket = { instrument: MIDEA, side: 'sell', type: 'limit', price: yuan(60), quantity: quantity(200) } as const;
    expect(desk.do({ type: 'placeOrder', ticket, token: 't' }).ok).toBe(true);
    desk.report(desk.lastOrder().id, { kind: 'accepted' });
    desk.fill(desk.lastOrder().id, 200, yuan(60));
    expect(purse(desk, ALPHA)?.cash).toBe(12_000 * UNITS_PER_YUAN);
    expect(lots(desk)).toEqual({ [ALPHA]: 300 });
  });
});

describe('a strategy that is left', () => {
  function two(): Desk {
    const desk = new Desk({ positions: [ownedBy(ALPHA, holding(MIDEA, 500, 40))] });
    follow(desk, ALPHA, 50_000);
    follow(desk, BETA, 10_000);
    return desk;
  }

  it('leaves its holdings to nobody, at their price', () => {
    const desk = two();
    expect(leave(desk, ALPHA, { kind: 'keep' }).ok).toBe(true);
    expect(lots(desk)).toEqual({ [UNASSIGNED_STRATEGY]: 500 });
    expect(purse(desk, ALPHA)).toMatchObject({ cash: 0, allotted: -10_000 * UNITS_PER_YUAN });
  });

  it('hands them over with as much capital as they are worth', () => {
    const desk = two();
    expect(leave(desk, ALPHA, { kind: 'handOver', to: 'gamma' as StrategyId })).toMatchObject({ error: { code: 'strategy.cannotTake' } });
    expect(leave(desk, ALPHA, { kind: 'handOver', to: BETA }).ok).toBe(true);
    expect(lots(desk)).toEqual({ [BETA]: 500 });
    expect(purse(desk, BETA)).toMatchObject({ cash: 10_000 * UNITS_PER_YUAN, allotted: 40_000 * UNITS_PER_YUAN });
    expect(desk.oms.state.strategies.followed.get(BETA)?.capital).toBe(40_000 * UNITS_PER_YUAN);
  });

  it('sells them by lines that wait for their approval', () => {
    const desk = two();
    expect(leave(desk, ALPHA, { kind: 'sell' }).ok).toBe(true);
    expect(lines(desk)).toEqual([{ strategyId: ALPHA, instrument: MIDEA, side: 'sell', plannedQuantity: 500, state: 'proposed' }]);
    expect(lots(desk)).toEqual({ [ALPHA]: 500 });
  });

  it('is not left while orders of its are at the exchange', () => {
    const desk = two();
    desk.do({ type: 'importSignals', signals: targetsOf(ALPHA, { [MIDEA]: 0 }), source: 's' });
    desk.do({ type: 'approveLines', lineIds: [desk.line(MIDEA).id] });
    desk.at('09:30:00');
    desk.quote(MIDEA, 60, 60.01);
    expect(leave(desk, ALPHA, { kind: 'keep' })).toMatchObject({ error: { code: 'strategy.ordersOpen', params: { strategy: ALPHA, orders: 1 } } });
  });
});

describe('a switch', () => {
  it('keeps what both want, sells the rest, and buys within what that brings', () => {
    const desk = new Desk({ cash: 100_000, positions: [ownedBy(ALPHA, holding(MIDEA, 1_000, 50)), ownedBy(ALPHA, holding(MAOTAI, 100, 1_500))] });
    follow(desk, ALPHA, 240_000);
    desk.do({ type: 'importSignals', signals: [...targetsOf(ALPHA, { [MIDEA]: 20 }), ...targetsOf(BETA, { [MIDEA]: 90 })], source: 's' });
    expect(desk.do({ type: 'switchStrategy', from: ALPHA, to: BETA, reason: 'test' }).ok).toBe(true);
    const { state } = desk.oms;
    expect([...state.strategies.followed.keys()]).toEqual([BETA]);
    expect([lots(desk), lots(desk, MAOTAI)]).toEqual([{ [BETA]: 1_000 }, { [BETA]: 100 }]);
    expect(lines(desk).filter(({ strategyId }) => strategyId === BETA)).toEqual([
      { strategyId: BETA, instrument: MAOTAI, side: 'sell', plannedQuantity: 100, state: 'proposed' },
      { strategyId: BETA, instrument: MIDEA, side: 'buy', plannedQuantity: 2_600, state: 'proposed' },
    ]);
    expect(lines(desk).filter(({ strategyId }) => strategyId === ALPHA).every(({ state: at }) => at === 'skipped')).toBe(true);
    expect([...state.baskets.values()]).toMatchObject([{ name: 'alpha → beta', tolerance: 10_000 * UNITS_PER_YUAN }]);
    expect(purse(desk, BETA)).toMatchObject({ cash: 10_000 * UNITS_PER_YUAN, allotted: 240_000 * UNITS_PER_YUAN });
    expect(purse(desk, ALPHA)).toMatchObject({ cash: 0 });
    expect(rebuild(desk.records)).toEqual(state);
  });

  it('is refused without a target to go to', () => {
    const desk = new Desk();
    follow(desk, ALPHA, 240_000);
    expect(desk.do({ type: 'switchStrategy', from: ALPHA, to: BETA, reason: 'test' })).toMatchObject({ error: { code: 'strategy.noSignals' } });
    expect(desk.do({ type: 'switchStrategy', from: BETA, to: ALPHA, reason: 'test' })).toMatchObject({ error: { code: 'strategy.notFollowed' } });
  });
});

describe('opposite wishes', () => {
  it('meet within the account at one price, and only the rest goes to the market', () => {
    const desk = new Desk({ cash: 500_000, positions: [ownedBy(ALPHA, holding(MIDEA, 1_000, 50))] });
    follow(desk, ALPHA, 60_000);
    follow(desk, BETA, 100_000);
    desk.do({ type: 'importSignals', signals: [...targetsOf(ALPHA, { [MIDEA]: 0 }), ...targetsOf(BETA, { [MIDEA]: 40 })], source: 's' });
    expect(nettings(desk.oms.state)).toMatchObject([{ instrument: MIDEA, netted: 600, rest: 400, restSide: 'sell' }]);
    expect(desk.do({ type: 'netInternally', instrument: MIDEA, reason: 'test' }).ok).toBe(true);
    expect(lots(desk)).toEqual({ [ALPHA]: 400, [BETA]: 600 });
    expect(lines(desk)).toEqual([
      { strategyId: ALPHA, instrument: MIDEA, side: 'sell', plannedQuantity: 400, state: 'proposed' },
      { strategyId: BETA, instrument: MIDEA, side: 'buy', plannedQuantity: 600, state: 'done' },
    ]);
    expect(purse(desk, ALPHA)?.cash).toBe(36_000 * UNITS_PER_YUAN);
    expect(purse(desk, BETA)?.cash).toBe(64_000 * UNITS_PER_YUAN);
    expect(desk.do({ type: 'netInternally', instrument: MIDEA, reason: 'test' })).toMatchObject({ error: { code: 'netting.nothing' } });
    expect(desk.sent).toEqual([]);
  });
});
