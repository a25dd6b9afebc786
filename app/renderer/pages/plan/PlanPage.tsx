import './PlanPage.css';
import { FileInput, ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Splitter } from '../../components/Splitter.tsx';
import { resizePane, useLayout } from '../../stores/layout.ts';
import { pickSignals, usePlanUi } from '../../stores/plan.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { lines, useTerminal } from '../../stores/terminal.ts';
import { DaySummary } from './DaySummary.tsx';
import { PlanGrid } from './PlanGrid.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { PlanSummary, PlanWarnings } from './PlanSummary.tsx';
import { PlanToolbar } from './PlanToolbar.tsx';

const PANEL_LEAST = 320;
const PANEL_MOST = 640;

/** 今日计划: what the day would do, and the trader's word on every line of it. */
export function PlanPage() {
  const planned = useRowsValue(lines, (rows) => rows.size > 0);
  const panel = usePlanUi((ui) => ui.panel);
  const day = useTerminal((state) => state.day);
  return (
    <div className="plan">
      <PlanToolbar />
      {day === null ? planned && <PlanSummary /> : <DaySummary day={day} />}
      {day === null && <PlanWarnings />}
      <div className="plan-body">
        <div className="plan-grid">{planned ? <PlanGrid /> : <NoPlan />}</div>
        {panel !== null && <PanelPane />}
      </div>
    </div>
  );
}

function PanelPane() {
  const { t } = useTranslation();
  const width = useLayout((layout) => layout.linePanelWidth);
  return (
    <>
      <Splitter
        label={t('plan.panelWidth')}
        orientation="vertical"
        size={width}
        least={PANEL_LEAST}
        most={PANEL_MOST}
        direction={-1}
        onSize={(linePanelWidth) => resizePane({ linePanelWidth })}
      />
      <PlanPanel width={width} />
    </>
  );
}

function NoPlan() {
  const { t } = useTranslation();
  const importing = usePlanUi((ui) => ui.importing);
  return (
    <Empty icon={<ListChecks size={36} strokeWidth={1.5} />} title={t('plan.emptyTitle')} text={t('plan.emptyText')}>
      <Button tone="primary" disabled={importing} onClick={() => void pickSignals()}>
        <FileInput size={16} />
        {t('command.importSignals')}
      </Button>
    </Empty>
  );
}
