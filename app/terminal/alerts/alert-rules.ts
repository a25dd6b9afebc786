import { formatYuan } from '../../../core/kernel/decimal.ts';
import { timeOfDayOf } from '../../../core/kernel/time.ts';
import { openDifferences } from '../../../core/oms/decide/decide-settlement.ts';
import { type OmsEvent } from '../../../core/oms/events.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type AlertSettings } from '../../preload/alert-schemas.ts';
import { type HealthRow } from '../../preload/alert-rows.ts';
import { type Session } from '../session.ts';
import { type Finding } from './finding.ts';

export type AlertLimits = Pick<AlertSettings, 'planBy' | 'sealBy' | 'stuckMs'>;
type Watched = Pick<Session, 'state' | 'now' | 'failure'>;

/** Orders that wait for a word of the broker's. */
const WAITING: ReadonlySet<string> = new Set(['pendingNew', 'pendingCancel', 'unknown']);

/** Everything that stands now and that the trader has to know. */
export function standing(session: Watched, limits: AlertLimits, health: readonly HealthRow[]): readonly Finding[] {
  return [...ofPlan(session, limits), ...ofOrders(session, limits), ...ofDay(session, limits), ...ofScripts(session), ...ofHealth(health)];
}

function ofPlan(session: Watched, { planBy }: AlertLimits): readonly Finding[] {
  const { state } = session;
  const late = state.day !== null && state.settled === null && timeOfDayOf(session.now()) >= planBy;
  if (!late || state.lines.size > 0) return [];
  return [{ rule: 'noPlan', subject: '', level: 'critical', facts: { date: state.day.date } }];
}

function ofOrders(session: Watched, { stuckMs }: AlertLimits): readonly Finding[] {
  const { state } = session;
  const now = session.now();
  return [...state.openOrders].flatMap((id): readonly Finding[] => {
    const order = state.orders.get(id);
    if (order === undefined || !WAITING.has(order.state) || now - order.updated < stuckMs) return [];
    const seconds = String(Math.round((now - order.updated) / 1_000));
    return [{ rule: 'orderStuck', subject: id, level: 'critical', facts: { order: id, instrument: order.instrument, seconds } }];
  });
}

function ofDay(session: Watched, { sealBy }: AlertLimits): readonly Finding[] {
  const found: Finding[] = [];
  const { failure } = session;
  const { day, halted, settled } = session.state;
  if (failure !== null) found.push({ rule: 'stopped', subject: '', level: 'critical', facts: { code: failure.code } });
  if (halted !== null) found.push({ rule: 'halted', subject: '', level: 'critical', facts: { code: halted.code } });
  if (day === null || isFinal(session.state)) return found;
  const { date } = day;
  const differences = openDifferences(session.state).length;
  if (differences > 0) found.push({ rule: 'unreconciled', subject: '', level: 'critical', facts: { differences: String(differences) } });
  if (timeOfDayOf(session.now()) < sealBy) return found;
  found.push(settled === null ? { rule: 'unsettled', subject: date, level: 'critical', facts: { date } } : { rule: 'unsealed', subject: '', level: 'warn', facts: { date } });
  return found;
}

/** Whether the next day may trade. */
function isFinal({ sealed, released }: Pick<OmsState, 'sealed' | 'released'>): boolean {
  return sealed || released !== null;
}

function ofScripts({ state }: Watched): readonly Finding[] {
  return [...state.scripts].flatMap(([script, { stopped }]): readonly Finding[] =>
    stopped === null ? [] : [{ rule: 'scriptStopped', subject: script, level: 'warn', facts: { script, code: stopped.code } }],
  );
}

function ofHealth(health: readonly HealthRow[]): readonly Finding[] {
  return health.flatMap(({ part, value, warn, bad, state }): readonly Finding[] => {
    if (state !== 'warn' && state !== 'bad') return [];
    const facts = { value: String(Math.round(value ?? 0)), limit: String(state === 'bad' ? bad : warn) };
    return [{ rule: 'health', subject: `${part} ${state}`, part, level: state === 'bad' ? 'critical' : 'warn', facts }];
  });
}

/** The news in an event; null: it is none. */
export function newsOf(event: OmsEvent, session: Pick<Session, 'state'>): Finding | null {
  switch (event.type) {
    case 'orderOutcomeUnknown':
      return { rule: 'orderUnknown', subject: event.orderId, level: 'critical', facts: { order: event.orderId } };
    case 'watchFired':
      return { rule: 'watchFired', subject: `${event.watch} ${event.of}`, level: 'warn', facts: { watch: event.watch, of: event.of } };
    case 'reportReceived': {
      const { report } = event;
      if (report.kind !== 'rejected') return null;
      return { rule: 'orderRejected', subject: '', level: 'warn', facts: { order: report.orderId, code: report.reason.code } };
    }
    case 'daySealed':
      return allWell(session);
    default:
      return null;
  }
}

/** Said once a day, so that silence is never taken for it. */
function allWell({ state }: Pick<Session, 'state'>): Finding | null {
  const { day, settled, orders, fills } = state;
  if (day === null || settled === null || settled.differences.length > 0) return null;
  const facts = { date: day.date, orders: String(orders.size), fills: String(fills.length), equity: formatYuan(settled.equity) };
  return { rule: 'allWell', subject: day.date, level: 'info', facts };
}
