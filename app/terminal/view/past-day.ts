import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { type Intervention } from '../../../core/oms/intervention.ts';
import { rebuild } from '../../../core/oms/state/rebuild.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type PastDayRow, type PastLineRow, type PastVerdictRow } from '../../preload/contract.ts';
import { wordsOfFinding } from '../alerts/alert-words.ts';
import { pastAlerts } from '../alerts/past-alerts.ts';
import { type Session } from '../session.ts';
import { lineHistory } from './line-history.ts';
import { describe } from './marks.ts';
import { fillRow, orderRow } from './orders.ts';

type Names = Pick<Session, 'market'>;

/** A day as its records tell it. */
export function pastDayRow(session: Names, date: TradeDate, records: readonly Recorded[]): PastDayRow {
  const state = rebuild(records);
  return {
    date,
    lines: [...state.lines.values()].map((line) => pastLineRow(session, line)),
    orders: [...state.orders.values()].map((order) => orderRow(session, order)),
    fills: state.fills.map((fill) => fillRow(session, fill)),
    interventions: state.interventions.map((one, at) => interventionRow(session, one, at + 1)),
    verdicts: verdictRows(session, state),
    alerts: pastAlerts(records, state).map(({ seq, at, finding }) => ({ seq, at, level: finding.level, ...wordsOfFinding(finding) })),
    planWarnings: state.planWarnings,
  };
}

function verdictRows({ market }: Names, state: OmsState): readonly PastVerdictRow[] {
  return [...state.orders.values()].flatMap(({ id, instrument, created }) => {
    const said = state.verdicts.get(id) ?? [];
    const { name } = describe(market, instrument);
    return said.filter(({ kind }) => kind !== 'pass').map((verdict) => ({ orderId: id, name, at: created, verdict }));
  });
}

/** A line as it stood. */
export function pastLineRow({ market }: Names, line: PlanLine): PastLineRow {
  const { id, source, strategyId, instrument, side, state, plannedQuantity, filled, signalReason, reason } = line;
  return { id, source, strategyId, instrument, name: describe(market, instrument).name, side, state, plannedQuantity, filled, signalReason, reason };
}

function interventionRow({ market }: Names, one: Intervention, number: number): PastDayRow['interventions'][number] {
  const [first] = one.lines;
  const lines = one.lines.map(({ instrument }) => describe(market, instrument).name);
  const [row] = first === undefined ? [] : lineHistory([one], first.id);
  const bare = { at: one.at, by: one.by, deed: one.command.type, changes: [], reason: null, undoneAt: one.undoneAt };
  return { ...(row ?? bare), number, lines };
}
