import './Measures.css';
import { Activity } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type MeasuresRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { formatClock } from '../../format/time.ts';
import { measure, useMeasures } from '../../stores/measures.ts';
import { Backtest } from './Backtest.tsx';
import { Character } from './Character.tsx';
import { Exposure } from './Exposure.tsx';
import { Liquidity } from './Liquidity.tsx';
import { RiskFigures } from './RiskFigures.tsx';
import { RiskViews } from './RiskViews.tsx';
import { Scenarios } from './Scenarios.tsx';

/** 度量: what the account may lose, where it sits, and how long it takes to get out. */
export function Measures() {
  const { t } = useTranslation();
  const row = useMeasures((ui) => ui.row);
  const state = useMeasures((ui) => ui.state);
  return (
    <section className="risk-policy" aria-label={t('measures.views.measures')} aria-busy={state === 'computing'}>
      <header className="risk-head">
        <RiskViews />
        <p className="muted">{state === 'computing' ? t('measures.computing') : row !== null && t('measures.at', { time: formatClock(row.at) })}</p>
        <span className="policy-actions">
          <Button small disabled={state === 'computing'} onClick={() => void measure()}>
            {t('measures.refresh')}
          </Button>
        </span>
      </header>
      {row === null ? state === 'failed' && <Empty icon={<Activity size={32} />} title={t('measures.failed')} /> : <Measured row={row} />}
    </section>
  );
}

export interface MeasuredProps {
  readonly row: MeasuresRow;
}

function Measured({ row }: MeasuredProps) {
  const { t } = useTranslation();
  if (row.held === 0) {
    return <Empty icon={<Activity size={32} />} title={t('measures.nothingHeld')} text={t('measures.nothingHeldText')} />;
  }
  return (
    <div className="measures">
      <div>
        <RiskFigures row={row} />
        <Backtest row={row} />
        <Character row={row} />
      </div>
      <Scenarios row={row} />
      <div>
        <Exposure row={row} />
        <Liquidity row={row} />
      </div>
    </div>
  );
}
