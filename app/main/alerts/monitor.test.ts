import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type LineId, type OrderId, POLICY } from '../../../core/kernel/ids.ts';
import { refusal } from '../../../core/kernel/result.ts';
import { type EpochMs, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { type DayResult, type OmsEvent } from '../../../core/oms/events.ts';
import { ZERO_MONEY } from '../../../core/kernel/units.ts';
import { type AlertRow } from '../../preload/alert-rows.ts';
import { type Measures } from '../../terminal/alerts/health.ts';
import { DATE, FakeSession, aLine, anOrder } from '../../terminal/view/session.fixture.ts';
import { DEFAULT_ALERT_SETTINGS } from './alert-settings-store.ts';
import { Monitor } from './monitor.ts';

vi.mock('electron', () => ({ shell: {}, safeStorage: {}, Notification: {} }));

const WELL: Measures = { quotes: 0, commit: 1, loop: 1, memory: 300, disk: 50_000, clock: 0 };
let session: FakeSession;
let measures: Measures;
let told: AlertRow[];
let now: number;
let monitor: Monitor;

beforeEach(() => {
  session = new FakeSession();
  session.state.lines.set('L1' as LineId, aLine('L1'));
  measures = WELL;
  told = [];
  now = 0;
  const channels = { tell: (alert: AlertRow) => void told.push(alert) };
  monitor = new Monitor({ session, channels, settings: () => DEFAULT_ALERT_SETTINGS, measure: () => measures, now: () => now });
  monitor.follow();
});

function rules(): readonly string[] {
  return told.map(({ rule }) => rule);
}

function at(time: string): EpochMs {
  return atTime(DATE, timeOfDay(time));
}

function settled(differences: DayResult['differences']): DayResult {
  const fees = { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY };
  return { cash: ZERO_MONEY, marketValue: ZERO_MONEY, equity: ZERO_MONEY, openingEquity: ZERO_MONEY, fees, marks: [], differences };
}

describe('what stands', () => {
  it('is silence while all is well', () => {
    monitor.look();
    expect(told).toEqual([]);
    expect(monitor.health.map(({ state }) => state)).toEqual(Array(6).fill('good'));
  });

  it('is told once, is over when it is over, and is told again only after a while', () => {
    session.state.halted = refusal('account.unreconciled');
    monitor.look();
    monitor.look();
    expect(rules()).toEqual(['halted']);
    session.state.halted = null;
    now = 1_000;
    monitor.look();
    expect(monitor.alerts[0]).toMatchObject({ rule: 'halted', over: 1_000 });
    session.state.halted = refusal('account.unreconciled');
    monitor.look();
    expect([rules(), monitor.alerts[0]]).toEqual([['halted'], expect.objectContaining({ count: 2, over: null })]);
    session.state.halted = null;
    monitor.look();
    now += 700_000;
    session.state.halted = refusal('account.unreconciled');
    monitor.look();
    expect(rules()).toEqual(['halted', 'halted']);
  });

  it('is a missing plan from the set time on', () => {
    session.state.lines.clear();
    session.clock = at('09:09:59');
    monitor.look();
    expect(told).toEqual([]);
    session.clock = at('09:10:00');
    monitor.look();
    expect(told[0]).toMatchObject({ rule: 'noPlan', level: 'critical', title: { zh: '今天还没有交易计划' } });
  });

  it('is an order that the broker does not answer', () => {
    session.state.orders.set('O1' as OrderId, { ...anOrder('O1'), state: 'unknown', updated: session.clock });
    session.state.openOrders.add('O1' as OrderId);
    monitor.look();
    expect(told).toEqual([]);
    session.clock = (session.clock + 30_000) as EpochMs;
    monitor.look();
    expect(told[0]?.text.en).toContain('has waited for 30 s');
  });

  it('is a day that was not settled, one that does not reconcile, and one that nobody sealed, until somebody releases it', () => {
    session.clock = at('17:00:00');
    monitor.look();
    expect(rules()).toEqual(['unsettled']);
    session.state.settled = settled([]);
    session.state.differences.set('D1', { id: 'D1', code: 'cash', about: '', fields: [], places: [], correction: 'adjust', proposal: null, resolved: null });
    monitor.look();
    expect(rules().toSorted()).toEqual(['unreconciled', 'unsealed', 'unsettled']);
    session.state.released = refusal('settlement.byPerson', { reason: 'the broker answers tomorrow' });
    monitor.look();
    expect(monitor.alerts.map(({ over }) => over)).toEqual([now, now, now]);
  });

  it('is every part whose health is beyond its limits, and worse again when it worsens', () => {
    measures = { ...WELL, quotes: 12_000, clock: 6_000 };
    monitor.look();
    measures = { ...WELL, quotes: 31_000, clock: 6_000 };
    monitor.look();
    expect(told.map(({ level, title }) => `${level} ${title.en}`)).toEqual(['warn No quotes', 'critical The clock was put', 'critical No quotes']);
  });
});

describe('a disk that is nearly full', () => {
  it('warns early, and stops new orders in order before it is full, once', () => {
    measures = { ...WELL, disk: 2_000 };
    monitor.look();
    expect([rules(), session.commands]).toEqual([['health'], []]);
    measures = { ...WELL, disk: 255 };
    monitor.look();
    monitor.look();
    expect(session.commands).toEqual([{ command: { type: 'setPauses', pauses: { buys: true, sells: true } }, by: 'policy' }]);
  });
});

describe('news', () => {
  it('is told once in a while', () => {
    const unknown: OmsEvent = { type: 'orderOutcomeUnknown', orderId: 'O1' as OrderId, reason: refusal('broker.timeout') };
    session.emit([unknown, unknown]);
    expect(rules()).toEqual(['orderUnknown']);
    expect(monitor.alerts[0]).toMatchObject({ count: 2, over: 0 });
  });

  it('says each day that all is well, and not of a day with differences', () => {
    const sealed: OmsEvent = { type: 'daySealed', date: DATE, by: POLICY };
    session.state.settled = settled([{ what: 'cash', key: 'cash', ours: '1.00', brokers: '2.00' }]);
    session.emit([sealed]);
    expect(told).toEqual([]);
    session.state.settled = settled([]);
    session.emit([sealed]);
    expect(told[0]).toMatchObject({ rule: 'allWell', level: 'info' });
  });
});
