import { describe, expect, it } from 'vitest';
import { quantity } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const LIMIT: ExecutionStyle = { style: 'limit', price: yuan(59.5) };

/** A line over 8,300 shares whose limit order rests in the market. */
function working(options: { readonly held?: number } = {}): Desk {
  const config = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: LIMIT } };
  const { held = 0 } = options;
  const desk = new Desk({ config, positions: held === 0 ? [] : [holding(MIDEA, held, 60)] });
  desk.plan({ [MIDEA]: held === 0 ? 50 : 0 });
  desk.at('09:30:00');
  desk.quote(MIDEA, 59.99, 60);
  desk.report(desk.lastOrder().id, { kind: 'accepted' });
  return desk;
}

function edit(desk: Desk, shares: number, style: ExecutionStyle = LIMIT): ReturnType<Desk['do']> {
  return desk.do({ type: 'editLine', lineId: desk.line(MIDEA).id, plannedQuantity: quantity(shares), style });
}

describe('a change of a working line', () => {
  it('cancels, awaits the outcome and sends the rest in the new way', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    desk.fill(id, 1_000, yuan(59.5));
    expect(edit(desk, 5_000, DEFAULT_STYLES.bestFive).ok).toBe(true);
    expect(desk.cancels).toEqual([id]);
    desk.quote(MIDEA, 59.98, 59.99);
    expect(desk.sent).toHaveLength(1);
    expect(desk.line(MIDEA)).toMatchObject({ plannedQuantity: 8_300, paused: false });
    desk.report(id, { kind: 'cancelled', reason: null });
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.98, 59.99);
    expect(desk.lastOrder()).toMatchObject({ type: 'bestFiveCancel', quantity: 4_000 });
    expect(desk.line(MIDEA)).toMatchObject({ plannedQuantity: 5_000, filled: 1_000 });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('says who asked, what was before and what after', () => {
    const desk = working();
    edit(desk, 5_000);
    const events = desk.events.slice(-3);
    expect(events).toMatchObject([
      { type: 'commandGiven', by: 'trader' },
      { type: 'lineChangeAsked', before: { plannedQuantity: 8_300, style: LIMIT }, after: { plannedQuantity: 5_000 } },
      { type: 'cancelIntended', by: 'trader', reason: { code: 'line.changing' } },
    ]);
  });

  it('never makes the line smaller than what filled before the cancel came', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    edit(desk, 1_000);
    desk.fill(id, 3_000, yuan(59.5));
    desk.report(id, { kind: 'cancelled', reason: null });
    expect(desk.line(MIDEA)).toMatchObject({ plannedQuantity: 3_000, filled: 3_000 });
    desk.quote(MIDEA, 59.98, 59.99);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'done', reason: { code: 'line.filled' } });
    expect(desk.sent).toHaveLength(1);
  });

  it('waits for an order of unknown fate for as long as it takes', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    edit(desk, 5_000);
    desk.report(id, { kind: 'cancelRejected', reason: { code: 'exchange.tooLate', params: {} } });
    desk.quote(MIDEA, 59.98, 59.99);
    expect(desk.cancels).toHaveLength(1);
    desk.at('09:30:10');
    expect(desk.cancels).toEqual([id, id]);
    expect(desk.sent).toHaveLength(1);
  });

  it('is refused when it makes no sense, and nothing is cancelled', () => {
    const desk = working();
    desk.fill(desk.lastOrder().id, 1_000, yuan(59.5));
    expect(edit(desk, 1_000)).toMatchObject({ ok: false, error: { code: 'edit.belowFilled' } });
    expect(edit(desk, 5_050)).toMatchObject({ ok: false, error: { code: 'quantity.offStep' } });
    expect(edit(desk, 5_000, { style: 'limit', price: yuan(70) })).toMatchObject({ ok: false, error: { code: 'edit.outsideLimits' } });
    expect(desk.cancels).toEqual([]);
  });

  it('is refused while the exchange takes no cancels', () => {
    const desk = working();
    desk.at('11:30:00');
    expect(edit(desk, 5_000)).toMatchObject({ ok: false, error: { code: 'edit.noCancelNow', params: { phase: 'lunch' } } });
  });

  it('counts the shares that its own sell order gives back', () => {
    const desk = working({ held: 1_000 });
    desk.fill(desk.lastOrder().id, 300, yuan(59.5));
    expect(edit(desk, 1_100).ok).toBe(false);
    expect(edit(desk, 800).ok).toBe(true);
  });
});

describe('a line that is finished by hand', () => {
  it('ends with what it has, once its orders have ended', () => {
    const desk = working();
    const { id } = desk.lastOrder();
    desk.fill(id, 1_000, yuan(59.5));
    desk.do({ type: 'finishLine', lineId: desk.line(MIDEA).id });
    expect(desk.line(MIDEA)['state']).toBe('working');
    desk.report(id, { kind: 'cancelled', reason: null });
    expect(desk.line(MIDEA)).toMatchObject({ state: 'done', reason: { code: 'line.finishedByPerson', params: { filled: 1_000, remaining: 7_300 } } });
    desk.quote(MIDEA, 59.4, 59.45);
    expect(desk.sent).toHaveLength(1);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('may be one that has sent nothing yet, but not one that is over', () => {
    const desk = new Desk();
    desk.plan({ [MIDEA]: 50 });
    const { id } = desk.line(MIDEA);
    expect(desk.do({ type: 'finishLine', lineId: id }).ok).toBe(true);
    expect(desk.line(MIDEA)['state']).toBe('done');
    expect(desk.do({ type: 'finishLine', lineId: id })).toMatchObject({ ok: false, error: { code: 'plan.wrongState' } });
  });
});
