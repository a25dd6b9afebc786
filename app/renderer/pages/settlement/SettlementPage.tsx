import './SettlementPage.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettlementRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { askFor, holdSeal, readSettlement, sealDay, useSettlement } from '../../stores/settlement.ts';
import { useStatements } from '../../stores/statements.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { Checklist } from './Checklist.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { ResolveDialog } from './ResolveDialog.tsx';
import { MappingDialog } from './MappingDialog.tsx';
import { SealChain } from './SealChain.tsx';
import { StatementFiles } from './StatementFiles.tsx';
import { StrategyProfits } from './StrategyProfits.tsx';

const TONES: Readonly<Record<SettlementRow['stage'], BadgeTone>> = { trading: 'neutral', closed: 'stop', sealed: 'accent', released: 'warning' };

/** 结算: the end of the day as a checklist, what the broker says otherwise, and the seal. */
export function SettlementPage() {
  const { t } = useTranslation();
  const settlement = useSettlement((ui) => ui.settlement);
  const account = useTerminal((state) => state.status?.account);
  const date = useTerminal((state) => state.status?.date);
  const sealed = useTerminal((state) => state.status?.sealed);
  const day = useTerminal((state) => state.day);
  useEffect(() => void readSettlement(), [account, date, sealed, day]);
  if (settlement === null) return <Empty title={t('settlement.loading')} />;
  return (
    <div className="settle">
      <div className="settle-main">
        <Head settlement={settlement} />
        <Checklist items={settlement.items} />
        {settlement.stage !== 'trading' && <DifferenceTable settlement={settlement} />}
      </div>
      <aside className="settle-side" aria-label={t('settlement.file.files')}>
        <StatementFiles settlement={settlement} />
        <StrategyProfits strategies={settlement.strategies} />
        <SealChain days={settlement.days} />
      </aside>
      <SettlementDialogs settlement={settlement} />
    </div>
  );
}

function Head({ settlement: { date, stage, sealHeld, differences } }: { readonly settlement: SettlementRow }) {
  const { t } = useTranslation();
  const settled = useTerminal((state) => state.status?.settled === true);
  const stuck = useTerminal(({ status }) => status?.halted != null || status?.gateway?.state === 'refused');
  const open = differences.filter(({ resolved }) => resolved === null).length;
  return (
    <header className="settle-head">
      <h2>{date}</h2>
      <Badge tone={TONES[stage]}>{t(`settlement.stage.${stage}`)}</Badge>
      <p className="muted">{t(`settlement.stageNote.${stage}`)}</p>
      <span className="settle-actions">
        {stage !== 'sealed' && (
          <label title={t('settlement.holdNote')}>
            <input type="checkbox" checked={sealHeld} onChange={({ target }) => void holdSeal(target.checked)} /> {t('settlement.hold')}
          </label>
        )}
        {(stage === 'closed' || (stage === 'trading' && stuck)) && (
          <Button small onClick={() => askFor({ kind: 'release' })}>
            {t('settlement.release')}
          </Button>
        )}
        {settled && stage !== 'sealed' && (
          <Button small tone="primary" disabled={open > 0} onClick={() => void sealDay()}>
            {t('settlement.seal')}
          </Button>
        )}
      </span>
    </header>
  );
}

function SettlementDialogs({ settlement }: { readonly settlement: SettlementRow }) {
  const dialog = useSettlement((ui) => ui.dialog);
  const mapped = useStatements((ui) => ui.mapped);
  const statements = useStatements((ui) => ui.statements);
  if (mapped !== null && statements !== null) return <MappingDialog key={mapped.name} file={mapped} statements={statements} />;
  if (dialog === null) return null;
  return dialog.kind === 'release' ? <ReleaseDialog date={settlement.date ?? ''} /> : <ResolveDialog difference={dialog.difference} resolution={dialog.resolution} />;
}
