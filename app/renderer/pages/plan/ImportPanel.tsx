import './ImportPanel.css';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ImportProblem, type SignalsCheckRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts, Figure } from '../../components/Figure.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { formatQuantity } from '../../format/number.ts';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { closePanel, dropImport, takeSignals, usePlanUi } from '../../stores/plan.ts';
import { useSettings } from '../../stores/settings.ts';

export interface ImportPanelProps {
  readonly width: number;
  readonly check: SignalsCheckRow;
}

/** A signals file that was read: what is in it, what is wrong with it, and whether to take it over. */
export function ImportPanel({ width, check }: ImportPanelProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <Panel
      title={t('command.importSignals')}
      label={t('command.importSignals')}
      width={width}
      onClose={closePanel}
      foot={<Actions check={check} />}
    >
      <Section title={check.name}>
        <div className="import-figures">
          <Figure label={t('plan.goodRows')}>{formatQuantity(check.good)}</Figure>
          <Figure label={t('plan.badRows')} tone={check.bad > 0 ? 'warning' : ''}>
            {formatQuantity(check.bad)}
          </Figure>
        </div>
      </Section>
      <Section title={t('plan.contents')}>
        <Facts
          facts={[
            [t('plan.tradeDate'), check.tradeDate ?? t('plan.severalDates')],
            [t('plan.strategies'), check.strategies.join(', ')],
          ]}
        />
        <p className="muted">{t(`plan.takes.${check.takes}`)}</p>
      </Section>
      {check.doubts.length > 0 && (
        <Section title={t('plan.doubts')}>
          <ul>
            {check.doubts.map((doubt) => (
              <li key={doubt.code} className="warning" role="alert">
                {describe(doubt)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {check.problems.length > 0 && (
        <Section title={t('plan.problems')}>
          <ul>
            {check.problems.map((problem, at) => (
              <Problem key={at} problem={problem} />
            ))}
          </ul>
        </Section>
      )}
    </Panel>
  );
}

function Problem({ problem }: { readonly problem: ImportProblem }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { line, field } = problem;
  const language = useSettings((settings) => settings.language);
  return (
    <li className="problem">
      <span>{line === null ? t('plan.wholeFile') : t('plan.fileLine', { line })}</span>
      <span className="selectable">
        {field !== null && (
          <>
            {wordFor(language, 'field', field)} <span className="faint">{field}</span>
            {' · '}
          </>
        )}
        <span className="warning">{describe(problem)}</span>
      </span>
    </li>
  );
}

function Actions({ check }: { readonly check: SignalsCheckRow }) {
  const { t } = useTranslation();
  const importing = usePlanUi((ui) => ui.importing);
  return (
    <>
      <Button onClick={dropImport}>{t('common.cancel')}</Button>
      {check.takes !== 'nothing' && (
        <Button tone="primary" disabled={importing} onClick={() => void takeSignals(check)}>
          {wordOf(check, t)}
        </Button>
      )}
    </>
  );
}

/** Says what the person agrees to. */
function wordOf({ takes, doubts, good, bad }: SignalsCheckRow, t: TFunction): string {
  if (takes === 'goodOnly') return t('plan.importGood', { count: good, bad });
  return doubts.length > 0 ? t('plan.importDespite', { count: good }) : t('plan.importAll', { count: good });
}
