import { type DryRun } from '../../../core/oms/decide/dry-run.ts';
import { ordersIn } from '../../../core/oms/decide/dry-run-plan.ts';
import { type LineDryRunRow, type PlanDryRunRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';

/** The whole plan, run dry: a row for each line, and what the day would look like in steps of five minutes. */
export function planDryRunRow(session: Pick<Session, 'dryRunPlan' | 'state'>): PlanDryRunRow {
  const { lines, steps } = session.dryRunPlan();
  return { lines: lines.map(({ line, run }) => lineDryRunRow(line.id, run)), steps, cash: session.state.ledger.cash.available };
}

function lineDryRunRow(id: string, { slices, blockers, verdicts }: DryRun): LineDryRunRow {
  const firm = slices.filter(({ rest }) => !rest);
  const shares = firm.flatMap(({ share }) => share ?? []);
  return {
    id,
    orders: firm.reduce((sum, slice) => sum + ordersIn(slice), 0),
    from: firm[0]?.from ?? null,
    until: firm.at(-1)?.until ?? null,
    share: shares.length === 0 ? null : Math.max(...shares),
    blockers,
    verdicts,
  };
}
