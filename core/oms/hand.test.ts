import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../kernel/time.ts';
import { RATE_ONE, quantity, rate } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MIDEA, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const LIMIT: ExecutionStyle = { style: 'limit', price: yuan(59.5) };
const LATE_TWAP = { ...DEFAULT_STYLES.twap, start: timeOfDay('14:00:00'), cap: null } as ExecutionStyle;

/** A line over 8,300 shares in the style, approved, in the continuous session. */
function approved(style: ExecutionStyle, condition: string | null = null): Desk {
  const desk = new Desk({ config: { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: style } } });
  desk.plan({ [MIDEA]: 50 }, condition);
  desk.at('09:30:00');
  desk.quote(MIDEA, 59.99, 60);
  return desk;
}

/** The same with its limit order resting in the market, 1,000 of it filled. */
function working(): Desk {
  const desk = approved(LIMIT);
  desk.report(desk.lastOrder().id, { kind: 'accepted' });
  desk.fill(desk.lastOrder().id, 1_000, yuan(59.5));
  return desk;
}

function tell(desk: Desk, type: 'skipLine' | 'restoreLine' | 'forceLine' | 'finishLine' | 'pauseLine'): ReturnType<Desk['do']> {
  return desk.do({ type, lineId: desk.line(MIDEA).id });
}

describe('a working line that is skipped', () => {
  it('cancels what lives, awaits the outcome and counts what filled meanwhile', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    desk.do({ type: 'skipLine', lineId: desk.line(MIDEA).id, reason: 'bad news' });
    expect(desk.cancels).toEqual([id]);
    expect(desk.line(MIDEA)['state']).toBe('working');
    desk.fill(id, 300, yuan(59.5));
    desk.quote(MIDEA, 59.4, 59.45);
    desk.report(id, { kind: 'cancelled', reason: null });
    desk.quote(MIDEA, 59.4, 59.45);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'skipped', reason: { code: 'line.skippedByPerson', params: { filled: 1_300, remaining: 7_000 } } });
    expect(desk.sent).toHaveLength(1);
    expect(desk.events.find((event) => event.type === 'commandGiven' && event.command.type === 'skipLine')).toMatchObject({
      by: 'trader',
      command: { reason: 'bad news' },
    });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('waits over lunch for the exchange to take cancels, and sends nothing until then', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    desk.at('11:30:00');
    expect(tell(desk, 'skipLine').ok).toBe(true);
    expect(desk.cancels).toEqual([]);
    desk.at('13:00:00');
    expect(desk.cancels).toEqual([id]);
  });

  it('ends skipped when only the close brings its order to an end', () => {
    const desk = working();
    tell(desk, 'skipLine');
    desk.at('15:00:00');
    desk.report(desk.lastOrder().id, { kind: 'expired' });
    desk.oms.closeDay();
    expect(desk.line(MIDEA)).toMatchObject({ state: 'skipped', reason: { params: { filled: 1_000 } } });
  });

  it('is skipped though the account has been halted by a person', () => {
    const desk = working();
    desk.do({ type: 'setTradingState', state: 'halted', reason: 'enough' });
    tell(desk, 'skipLine');
    desk.report(desk.lastOrder().id, { kind: 'cancelled', reason: null });
    expect(desk.line(MIDEA)['state']).toBe('skipped');
  });

  it('goes on with its rest when it is restored', () => {
    const desk = working();
    tell(desk, 'skipLine');
    desk.report(desk.lastOrder().id, { kind: 'cancelled', reason: null });
    expect(tell(desk, 'restoreLine').ok).toBe(true);
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.98, 59.99);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'working', reason: null });
    expect(desk.lastOrder()).toMatchObject({ quantity: 7_300 });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('is not restored beside a line that trades the same for its strategy by now', () => {
    const desk = working();
    tell(desk, 'skipLine');
    desk.report(desk.lastOrder().id, { kind: 'cancelled', reason: null });
    desk.propose({ [MIDEA]: 40 });
    expect(tell(desk, 'restoreLine')).toMatchObject({ ok: false, error: { code: 'restore.replaced' } });
  });
});

describe('a line that is forced', () => {
  it('waits neither for its condition nor for its start, and keeps its bound', () => {
    const desk = approved(LATE_TWAP, 'price < 50');
    expect(desk.sent).toEqual([]);
    expect(tell(desk, 'forceLine').ok).toBe(true);
    expect(desk.lastOrder()).toMatchObject({ type: 'bestFiveCancel', quantity: 8_300, price: yuan(61.8) });
    expect(desk.events.some((event) => event.type === 'lineStarted')).toBe(true);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('keeps its cap', () => {
    const desk = approved({ ...LATE_TWAP, cap: rate(RATE_ONE / 10) } as ExecutionStyle);
    tell(desk, 'forceLine');
    expect(desk.sent).toEqual([]);
    desk.at('09:30:03');
    desk.quote(MIDEA, 59.99, 60, 10_000, 1_020_000);
    expect(desk.lastOrder()).toMatchObject({ quantity: 2_000 });
  });

  it('takes the market before its auction has come, no worse than the auction order would have been', () => {
    const desk = approved(DEFAULT_STYLES.closingAuction);
    tell(desk, 'forceLine');
    expect(desk.lastOrder()).toMatchObject({ type: 'bestFiveCancel', price: yuan(61.2) });
  });

  it('passes the gate like any other: what denies, denies', () => {
    const desk = approved(LATE_TWAP);
    desk.list(MIDEA, 60);
    desk.do({ type: 'setTradingState', state: 'reducingOnly', reason: 'enough' });
    expect(tell(desk, 'forceLine').ok).toBe(true);
    expect(desk.sent).toEqual([]);
    expect(desk.line(MIDEA)['reason']).not.toBeNull();
  });

  it('waits again once it is changed', () => {
    const desk = approved(LATE_TWAP, 'price < 50');
    desk.do({ type: 'setPauses', pauses: { buys: false } });
    tell(desk, 'forceLine');
    const { id } = desk.lastOrder();
    desk.report(id, { kind: 'accepted' });
    desk.do({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(5_000), style: LATE_TWAP });
    desk.report(id, { kind: 'cancelled', reason: null });
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(1);
  });

  it.each([
    ['the line is paused', 'force.paused', (desk: Desk) => void tell(desk, 'pauseLine')],
    ['its side is paused', 'force.paused', (desk: Desk) => void desk.do({ type: 'setPauses', pauses: { buys: true } })],
    ['the account is halted', 'force.halted', (desk: Desk) => void desk.do({ type: 'setTradingState', state: 'halted', reason: 'enough' })],
    ['the exchange takes no orders', 'force.noEntryNow', (desk: Desk) => desk.at('11:30:00')],
  ])('is refused while %s', (_, code, hinder) => {
    const desk = approved({ ...LATE_TWAP, start: timeOfDay('14:00:00') } as ExecutionStyle);
    hinder(desk);
    expect(tell(desk, 'forceLine')).toMatchObject({ ok: false, error: { code } });
    expect(desk.sent).toEqual([]);
  });

  it('must have been approved', () => {
    const desk = new Desk();
    desk.propose({ [MIDEA]: 50 });
    expect(tell(desk, 'forceLine')).toMatchObject({ ok: false, error: { code: 'plan.wrongState' } });
  });
});

describe('the condition of a line', () => {
  const change = (desk: Desk, condition: string | null) =>
    desk.do({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(8_300), style: LIMIT, condition });

  it('is changed while the line waits for it, and the line acts by the new one', () => {
    const desk = approved(LIMIT, 'price < 50');
    expect(change(desk, 'price   <  61 ').ok).toBe(true);
    expect(desk.events.findLast((event) => event.type === 'lineEdited')).toMatchObject({
      before: { condition: 'price < 50.00' },
      after: { condition: 'price < 61.00' },
    });
    expect(desk.sent).toHaveLength(1);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('is put on a working line, whose rest then waits for it', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    change(desk, 'price < 50');
    desk.report(id, { kind: 'cancelled', reason: null });
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.4, 59.45);
    expect(desk.sent).toHaveLength(1);
    expect(desk.line(MIDEA)).toMatchObject({ condition: 'price < 50.00', reason: { code: 'condition.notMet' } });
    change(desk, null);
    desk.quote(MIDEA, 59.4, 59.45);
    expect(desk.lastOrder()).toMatchObject({ quantity: 7_300 });
  });

  it('stays when a change does not speak of it', () => {
    const desk = approved(LIMIT, 'price < 50');
    desk.do({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(5_000), style: LIMIT });
    expect(desk.line(MIDEA)).toMatchObject({ condition: 'price < 50.00', plannedQuantity: 5_000 });
  });

  it('is refused with its place when it cannot be read, and nothing is changed', () => {
    const desk = working();
    expect(change(desk, 'price < 3%')).toMatchObject({ ok: false, error: { code: 'condition.unitsDiffer', params: { at: 7 } } });
    expect(desk.cancels).toEqual([]);
    expect(desk.line(MIDEA)['condition']).toBeNull();
  });
});
