import './DryRunSection.css';
import { useTranslation } from 'react-i18next';
import { type LineDryRunRow, type PlanDryRunRow } from '../../../preload/contract.ts';
import { ChartFigure, type LegendProps } from '../../charts/ChartFigure.tsx';
import { slotLabel, slotOfTime } from '../../charts/slots.ts';
import { Facts } from '../../components/Figure.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { VerdictShort } from '../../components/Verdicts.tsx';
import { NOTHING, formatMoney, formatPercent, formatQuantity } from '../../format/number.ts';
import { formatMinute } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { usePlanDryRun } from '../../stores/dry-run.ts';
import { closePanel, showLine } from '../../stores/plan.ts';
import { lines } from '../../stores/terminal.ts';
import { createDryRunChart } from './dry-run-chart.ts';

export interface DryRunPanelProps {
  readonly width: number;
}

/** The whole plan, run dry: its orders and its cash over the day, and every line with what stands in its way. */
export function DryRunPanel({ width }: DryRunPanelProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const answer = usePlanDryRun();
  return (
    <Panel title={t('dryRun.title')} label={t('dryRun.title')} width={width} onClose={closePanel}>
      {answer !== null && !answer.ok && <p className="section warning">{describe(answer.error)}</p>}
      {answer?.ok === true && <Plan run={answer.value} />}
    </Panel>
  );
}

interface PlanProps {
  readonly run: PlanDryRunRow;
}

function Plan({ run }: PlanProps) {
  const { t } = useTranslation();
  const least = run.steps.reduce((cash, step) => Math.min(cash, step.cash), run.cash);
  return (
    <>
      <Section title={t('dryRun.day')}>
        <div className="dry-run-chart">
          <ChartFigure
            label={t('dryRun.day')}
            create={createDryRunChart}
            data={run}
            legend={Legend}
          />
        </div>
        <Facts
          facts={[
            [t('dryRun.orders'), formatQuantity(run.steps.reduce((sum, { orders }) => sum + orders, 0))],
            [t('dryRun.cashNow'), formatMoney(run.cash)],
            [t('dryRun.leastCash'), <span key="least" className={least < 0 ? 'stop' : ''}>{formatMoney(least)}</span>],
          ]}
        />
      </Section>
      <Section title={t('dryRun.lines')}>
        <Lines run={run} />
      </Section>
    </>
  );
}

/** The five minutes under the pointer, else the first in which something is sent. */
function Legend({ data: run, hovered }: LegendProps<PlanDryRunRow>) {
  const { t } = useTranslation();
  const step = hovered === null ? run.steps[0] : run.steps.findLast(({ from }) => (slotOfTime(from) ?? 0) <= hovered);
  if (step === undefined) return <span className="faint">{t('dryRun.nothingSent')}</span>;
  return (
    <>
      <span className="faint">{slotLabel(slotOfTime(step.from) ?? 0)}</span>
      <span>{t('dryRun.ordersOf', { count: step.orders })}</span>
      <span className="average">
        {t('dryRun.cash')} {formatMoney(step.cash)}
      </span>
    </>
  );
}

function Lines({ run }: PlanProps) {
  const { t } = useTranslation();
  return (
    <table className="dry-run" aria-label={t('dryRun.lines')}>
      <thead>
        <tr>
          <th>{t('plan.column.instrument')}</th>
          <th>{t('dryRun.when')}</th>
          <th>{t('dryRun.orders')}</th>
          <th>{t('dryRun.share')}</th>
          <th>{t('dryRun.blockers')}</th>
        </tr>
      </thead>
      <tbody>
        {run.lines.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ row }: { readonly row: LineDryRunRow }) {
  const describe = useDescribe();
  const line = lines.get(row.id);
  const { from, until, orders, share, blockers, verdicts } = row;
  return (
    <tr>
      <td>
        <button type="button" className="dry-run-line" onClick={() => showLine(row.id)}>
          {line !== undefined && <SideWord side={line.side} />} {line?.name ?? row.id}
        </button>
      </td>
      <td>{from === null || until === null ? NOTHING : `${formatMinute(from)}–${formatMinute(until)}`}</td>
      <td>{formatQuantity(orders)}</td>
      <td>{share === null ? NOTHING : formatPercent(share)}</td>
      <td className="warning" title={blockers.map(describe).join('\n')}>
        {blockers.length > 0 && `${blockers.length} `}
        <VerdictShort verdicts={verdicts} />
      </td>
    </tr>
  );
}
