import './PolicyReview.css';
import { useTranslation } from 'react-i18next';
import { type PolicyVersionRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Empty } from '../../components/Empty.tsx';
import { formatMoment } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { closeHistory, goBackTo, usePolicy } from '../../stores/policy.ts';
import { PolicyChanges } from './PolicyChanges.tsx';

/** Every policy that a person put in force: who, when, why, and what differed from the one before. */
export function PolicyHistory() {
  const { t } = useTranslation();
  const open = usePolicy((ui) => ui.historyOpen);
  const versions = usePolicy((ui) => ui.held?.versions) ?? [];
  if (!open) return null;
  return (
    <Dialog title={t('policy.history')} onClose={closeHistory}>
      <div className="policy-history">
        {versions.length === 0 ? (
          <Empty title={t('policy.noVersions')} text={t('policy.noVersionsText')} />
        ) : (
          <ol aria-label={t('policy.history')}>
            {versions.map((version, index) => (
              <Version key={version.version} version={version} holds={index === 0} />
            ))}
          </ol>
        )}
      </div>
    </Dialog>
  );
}

function Version({ version: row, holds }: { readonly version: PolicyVersionRow; readonly holds: boolean }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { version, at, by, approvedBy, reason, changes } = row;
  return (
    <li className="policy-version">
      <span className="policy-version-head">
        <strong>{t('policy.version', { version })}</strong>
        <span className="muted">{formatMoment(at)}</span>
        <span>{approvedBy === null ? by : t('policy.twoPeople', { by, approvedBy })}</span>
        {holds ? (
          <span className="faint">{t('policy.holds')}</span>
        ) : (
          <Button small onClick={() => goBackTo(row)}>
            {t('policy.goBack')}
          </Button>
        )}
      </span>
      <span className="selectable">{describe(reason)}</span>
      <PolicyChanges changes={changes} />
    </li>
  );
}
