import { describe, expect, it } from 'vitest';
import { type EpochMs } from '../kernel/time.ts';
import { quantity, rate } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { type Command } from './command.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { countdownEnd } from './decide/decide-approval.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const LIMIT: ExecutionStyle = { style: 'limit', price: yuan(59.5) };
const CONFIG: TradingConfig = {
  ...DEFAULT_CONFIG,
  plan: { ...DEFAULT_CONFIG.plan, approval: 'countdown', approvalCountdownMs: 30_000 },
  execution: { ...DEFAULT_CONFIG.execution, default: LIMIT },
};

/** A plan of one line, proposed at 09:31:00 in the continuous session, that counts down until 09:31:30. */
function counting(config: TradingConfig = CONFIG): Desk {
  const desk = new Desk({ config });
  desk.at('09:31:00');
  desk.quote(MIDEA, 59.99, 60);
  desk.propose({ [MIDEA]: 50 });
  return desk;
}

const stateOf = (desk: Desk): unknown => desk.line(MIDEA)['state'];

describe('an approval by countdown', () => {
  it('is the policy’s, when the countdown is over and not before', () => {
    const desk = counting();
    desk.at('09:31:29');
    expect(stateOf(desk)).toBe('proposed');
    desk.at('09:31:30');
    expect(desk.sent).toHaveLength(1);
    const approved = desk.records.findIndex(({ event }) => event.type === 'linesApproved');
    const step = desk.records[approved]?.step;
    expect(desk.records.some(({ event, step: at }) => event.type === 'commandGiven' && at === step)).toBe(false);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it.each<[string, (desk: Desk) => Command]>([
    ['an edit', (desk) => ({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(5_000), style: LIMIT })],
    ['an edit that is refused', (desk) => ({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(5), style: LIMIT })],
    ['a skip', (desk) => ({ type: 'skipLine', lineId: desk.line(MIDEA).id })],
    ['a pause', (desk) => ({ type: 'pauseLine', lineId: desk.line(MIDEA).id })],
    ['a hold', (desk) => ({ type: 'holdLine', lineId: desk.line(MIDEA).id })],
  ])('is stopped by %s, and not begun again by undoing it', (_, command) => {
    const desk = counting();
    desk.do(command(desk));
    expect(countdownEnd(desk.oms.state)).toBeNull();
    desk.do({ type: 'undo' });
    desk.at('09:32:00');
    expect(['proposed', 'skipped']).toContain(stateOf(desk));
    expect(desk.sent).toEqual([]);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it.each<[string, string, (desk: Desk) => void]>([
    ['buys are paused', 'approval.paused', (desk) => void desk.do({ type: 'setPauses', pauses: { buys: true } })],
    ['trading is halted', 'approval.notTrading', (desk) => void desk.do({ type: 'setTradingState', state: 'halted', reason: 'enough' })],
    ['its market is gone', 'edit.noMarket', (desk) => desk.delist(MIDEA)],
  ])('is not given while %s, and the line says so', (_, code, hinder) => {
    const desk = counting();
    hinder(desk);
    desk.at('09:31:30');
    expect(desk.line(MIDEA)).toMatchObject({ state: 'proposed', reason: { code } });
    desk.at('09:32:00');
    expect(desk.sent).toEqual([]);
    expect(desk.events.filter((event) => event.type === 'approvalHeld')).toHaveLength(1);
  });

  it('is not given over a rule that asks or denies', () => {
    const rules = { ...CONFIG.risk.rules, instrumentShare: { most: rate(1), severity: 'deny' } } as const;
    const desk = counting({ ...CONFIG, risk: { ...CONFIG.risk, rules } });
    desk.at('09:31:30');
    expect(desk.line(MIDEA)).toMatchObject({ state: 'proposed', reason: { code: 'instrumentShare.exceeded' } });
  });

  it('is not given by a clock that cannot be told', () => {
    const desk = counting();
    desk.now = Number.NaN as EpochMs;
    desk.oms.onTime('morning');
    expect(desk.line(MIDEA)).toMatchObject({ state: 'proposed', reason: { code: 'approval.clockUnknown' } });
  });

  it('holds what cannot be approved and approves the others', () => {
    const desk = new Desk({ config: CONFIG, positions: [holding(MAOTAI, 100, 1700)] });
    desk.at('09:31:00');
    desk.propose({ [MIDEA]: 40, [MAOTAI]: 0 });
    desk.do({ type: 'setPauses', pauses: { sells: true } });
    desk.at('09:31:30');
    expect(desk.line(MAOTAI)).toMatchObject({ state: 'proposed', reason: { code: 'approval.paused' } });
    expect(stateOf(desk)).not.toBe('proposed');
  });

  it('can be chosen during the day: what nobody has touched begins to count, and stops when it is chosen no more', () => {
    const desk = new Desk({ config: { ...CONFIG, plan: { ...CONFIG.plan, approval: 'each' } }, positions: [holding(MAOTAI, 100, 1700)] });
    desk.at('09:31:00');
    desk.propose({ [MIDEA]: 40, [MAOTAI]: 0 });
    desk.do({ type: 'pauseLine', lineId: desk.line(MAOTAI).id });
    desk.do({ type: 'setApproval', mode: 'countdown' });
    expect([...desk.oms.state.countdowns]).toEqual([[desk.line(MIDEA).id, desk.now + 30_000]]);
    desk.do({ type: 'setApproval', mode: 'each' });
    desk.at('09:31:30');
    expect(stateOf(desk)).toBe('proposed');
    desk.do({ type: 'setApproval', mode: 'countdown' });
    desk.at('09:32:00');
    expect(stateOf(desk)).not.toBe('proposed');
    expect(desk.line(MAOTAI)['state']).toBe('proposed');
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('cannot be held when none runs', () => {
    const desk = counting({ ...CONFIG, plan: { ...CONFIG.plan, approval: 'each' } });
    expect(desk.do({ type: 'holdLine', lineId: desk.line(MIDEA).id })).toMatchObject({ ok: false, error: { code: 'approval.noCountdown' } });
    desk.at('09:32:00');
    expect(stateOf(desk)).toBe('proposed');
  });
});
