import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel.tsx';
import { closePanel, usePlanUi } from '../../stores/plan.ts';
import { useRow } from '../../stores/rows.ts';
import { lines } from '../../stores/terminal.ts';
import { BasketPanel } from './BasketPanel.tsx';
import { DryRunPanel } from './DryRunPanel.tsx';
import { EditPanel } from './EditPanel.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { LinePanel } from './LinePanel.tsx';
import { WeightsPanel } from './WeightsPanel.tsx';

export interface PlanPanelProps {
  readonly width: number;
}

/** What stands beside the plan: the line in question, its editing, the weights, or a file to be imported. */
export function PlanPanel({ width }: PlanPanelProps) {
  const { t } = useTranslation();
  const { panel, focused, check } = usePlanUi();
  const line = useRow(lines, focused);
  if (panel === 'import' && check !== null) return <ImportPanel width={width} check={check} />;
  if (panel === 'dryRun') return <DryRunPanel width={width} />;
  if (panel === 'baskets') return <BasketPanel width={width} />;
  if (panel === 'weights') return <WeightsPanel width={width} />;
  if (line === undefined) {
    return (
      <Panel title={t('plan.line')} label={t('plan.line')} width={width} onClose={closePanel}>
        <p className="section muted">{t('plan.chooseLine')}</p>
      </Panel>
    );
  }
  if (panel === 'edit') return <EditPanel key={line.id} width={width} line={line} />;
  return <LinePanel width={width} line={line} />;
}
