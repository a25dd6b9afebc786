import { describe, expect, it } from 'vitest';
import { type Actor } from '../kernel/ids.ts';
import { quantity } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MIDEA, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const LIMIT: ExecutionStyle = { style: 'limit', price: yuan(59.5) };

function proposed(): Desk {
  const desk = new Desk({ config: { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: LIMIT } } });
  desk.propose({ [MIDEA]: 50 });
  return desk;
}

const id = (desk: Desk) => desk.line(MIDEA).id;
const undo = (desk: Desk) => desk.do({ type: 'undo' });
const trade = (desk: Desk): void => {
  desk.at('09:30:00');
  desk.quote(MIDEA, 59.99, 60);
};

describe('undo', () => {
  it('takes back what one did, one thing after the other, to where one began', () => {
    const desk = proposed();
    const before = desk.line(MIDEA);
    desk.do({ type: 'editLine', lineId: id(desk), plannedQuantity: quantity(5_000), style: LIMIT, condition: 'price < 50' });
    desk.do({ type: 'approveLines', lineIds: [id(desk)] });
    desk.do({ type: 'pauseLine', lineId: id(desk) });
    desk.do({ type: 'skipLine', lineId: id(desk) });
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    undo(desk);
    expect(desk.oms.state.pauses).toMatchObject({ buys: false, sells: false });
    undo(desk);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'approved', paused: true });
    undo(desk);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'approved', paused: false });
    undo(desk);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'proposed', plannedQuantity: 5_000 });
    undo(desk);
    expect(desk.line(MIDEA)).toEqual(before);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('says what was taken back, by whom and when', () => {
    const desk = proposed();
    desk.do({ type: 'skipLine', lineId: id(desk), reason: 'not today' });
    undo(desk);
    expect(desk.events.slice(-3)).toMatchObject([
      { type: 'commandGiven', command: { type: 'undo' }, by: 'trader' },
      { type: 'commandUndone', number: 2 },
      { type: 'lineRestored' },
    ]);
    expect(desk.oms.state.interventions[1]).toMatchObject({ command: { reason: 'not today' }, undoneAt: desk.now });
  });

  it('undoes an approval only while nothing was sent', () => {
    const desk = proposed();
    desk.do({ type: 'approveLines', lineIds: [id(desk)] });
    trade(desk);
    expect(desk.sent).toHaveLength(1);
    expect(undo(desk)).toMatchObject({ ok: false, error: { code: 'undo.alreadySent' } });
    expect(desk.line(MIDEA)['state']).toBe('working');
  });

  it('waits for a skip of a working line to be done, and then lets it go on', () => {
    const desk = proposed();
    desk.do({ type: 'approveLines', lineIds: [id(desk)] });
    trade(desk);
    desk.do({ type: 'skipLine', lineId: id(desk) });
    expect(undo(desk)).toMatchObject({ ok: false, error: { code: 'undo.changing' } });
    desk.report(desk.lastOrder().id, { kind: 'cancelled', reason: null });
    expect(undo(desk).ok).toBe(true);
    expect(desk.line(MIDEA)['state']).toBe('working');
  });

  it('leaves alone what somebody else did, and what they have touched since', () => {
    const desk = proposed();
    const other = 'risk officer' as Actor;
    desk.do({ type: 'approveLines', lineIds: [id(desk)] });
    desk.oms.nextStep();
    desk.oms.onCommand({ type: 'pauseLine', lineId: id(desk) }, other);
    expect(undo(desk)).toMatchObject({ ok: false, error: { code: 'undo.touchedSince' } });
    expect(desk.line(MIDEA)).toMatchObject({ state: 'approved', paused: true });
  });

  it('counts nothing that was refused', () => {
    const desk = proposed();
    desk.do({ type: 'pauseLine', lineId: id(desk) });
    expect(desk.do({ type: 'restoreLine', lineId: id(desk) }).ok).toBe(false);
    expect(undo(desk).ok).toBe(true);
    expect(desk.line(MIDEA)['paused']).toBe(false);
  });

  it('is refused with its reason where it cannot be done', () => {
    const desk = proposed();
    expect(undo(desk)).toMatchObject({ ok: false, error: { code: 'undo.notPossible', params: { command: 'importSignals' } } });
    expect(new Desk().do({ type: 'undo' })).toMatchObject({ ok: false, error: { code: 'undo.nothing' } });
    desk.do({ type: 'approveLines', lineIds: [id(desk)] });
    desk.do({ type: 'finishLine', lineId: id(desk) });
    expect(undo(desk)).toMatchObject({ ok: false, error: { code: 'undo.notPossible', params: { command: 'finishLine' } } });
  });
});
