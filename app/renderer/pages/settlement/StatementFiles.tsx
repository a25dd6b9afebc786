import { FileUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type SettlementRow, type StatementsRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { useDescribe } from '../../i18n/refusal.ts';
import { compareStatements, pickStatements, useStatements } from '../../stores/statements.ts';
import { ComparedFiles } from './ComparedFiles.tsx';
import { StatementFile } from './StatementFile.tsx';

/** The broker's files: those that wait to be compared, and what the last comparison rests on. */
export function StatementFiles({ settlement }: { readonly settlement: SettlementRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const statements = useStatements((ui) => ui.statements);
  const busy = useStatements((ui) => ui.busy);
  return (
    <Section title={t('settlement.file.files')}>
      <p className="faint">{t('settlement.file.filesNote')}</p>
      <Button small disabled={busy} onClick={() => void pickStatements()}>
        <FileUp size={14} />
        {t('settlement.file.pick')}
      </Button>
      {statements?.problems.map((problem) => (
        <p key={JSON.stringify(problem.params)} className="warning selectable">
          {String(problem.params['file'] ?? '')} {describe(problem)}
        </p>
      ))}
      {statements !== null && statements.files.length > 0 && <Waiting statements={statements} stage={settlement.stage} />}
      <ComparedFiles settlement={settlement} />
    </Section>
  );
}

interface WaitingProps {
  readonly statements: StatementsRow;
  readonly stage: SettlementRow['stage'];
}

function Waiting({ statements: { token, files }, stage }: WaitingProps) {
  const { t } = useTranslation();
  const busy = useStatements((ui) => ui.busy);
  const readable = files.every(({ problem }) => problem === null);
  const open = stage === 'closed' || stage === 'released';
  return (
    <>
      <ul className="settle-files" aria-label={t('settlement.file.files')}>
        {files.map((file) => (
          <StatementFile key={file.name} file={file} />
        ))}
      </ul>
      {stage === 'trading' && <p className="faint">{t('settlement.file.compareNote')}</p>}
      <Button tone="primary" disabled={!open || !readable || busy} onClick={() => void compareStatements(token)}>
        {t('settlement.file.compare')}
      </Button>
    </>
  );
}
