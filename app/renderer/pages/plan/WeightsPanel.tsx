import './WeightsPanel.css';
import { useTranslation } from 'react-i18next';
import { type WeightRow } from '../../../preload/contract.ts';
import { Panel, Section } from '../../components/Panel.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatPercent } from '../../format/number.ts';
import { closePanel } from '../../stores/plan.ts';
import { useTerminal } from '../../stores/terminal.ts';

export interface WeightsPanelProps {
  readonly width: number;
}

/** All holdings as they are and as they would be after the plan, cash among them. */
export function WeightsPanel({ width }: WeightsPanelProps) {
  const { t } = useTranslation();
  const plan = useTerminal((state) => state.plan);
  const rows: readonly WeightRow[] =
    plan === null
      ? []
      : [
          ...plan.weights,
          { instrument: 'cash', name: t('plan.cash'), current: plan.cashWeight, resulting: plan.resultingCashWeight },
        ];
  const heaviest = Math.max(1, ...(plan?.weights ?? []).map((row) => Math.max(row.current, row.resulting)));
  return (
    <Panel title={t('plan.weights')} label={t('plan.weights')} width={width} onClose={closePanel}>
      <Section title={t('plan.weightsNote')}>
        <div className="weight-row weight-head">
          <span>{t('plan.column.instrument')}</span>
          <span>{t('plan.current')}</span>
          <span>{t('plan.after')}</span>
        </div>
        {rows.map((row) => (
          <Weight key={row.instrument} row={row} heaviest={heaviest} />
        ))}
      </Section>
    </Panel>
  );
}

interface WeightProps {
  readonly row: WeightRow;
  readonly heaviest: number;
}

function Weight({ row, heaviest }: WeightProps) {
  const share = (rate: number): string => `${Math.min(100, Math.max(0, (rate / heaviest) * 100))}%`;
  return (
    <div className="weight-row">
      <span className="ellipsis">
        {row.name} <span className="faint">{row.instrument.slice(0, 6).replace('cash', '')}</span>
      </span>
      <span className="muted">{formatPercent(row.current)}</span>
      <span className={trendClass(row.resulting - row.current)}>{formatPercent(row.resulting)}</span>
      <div className="weight-bar" aria-hidden="true">
        <span style={{ width: share(row.resulting) }} />
        <span className="weight-now" style={{ left: share(row.current) }} />
      </div>
    </div>
  );
}
