import { Scale } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type UnreconciledRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useDescribe } from '../../i18n/refusal.ts';
import { acceptDifferences, compareBooks } from '../../stores/gateway.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { Strip } from './Strip.tsx';

type Difference = UnreconciledRow['differences'][number];

const NONE: readonly Difference[] = [];

/** Where our books and the broker's differ, and what can be done about it: wait, compare again, or go on with a reason. */
export function DifferencesStrip() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const reason = useTerminal((state) => state.status?.unreconciled?.reason ?? null);
  const differences = useTerminal((state) => state.status?.unreconciled?.differences ?? NONE);
  if (reason === null || differences.length === 0) return null;
  return (
    <Strip level="stop" icon={Scale} testId="differences">
      <strong>{describe(reason)}</strong>
      <span className="strip-note">{t('gateway.onlyCancels')}</span>
      <DifferenceTable differences={differences} />
      <p className="muted">{t('gateway.differencesNote')}</p>
      <Choices />
    </Strip>
  );
}

function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useTranslation();
  return (
    <table className="strip-table">
      <thead>
        <tr>
          <th scope="col">{t('gateway.column.what')}</th>
          <th scope="col">{t('gateway.column.key')}</th>
          <th scope="col">{t('gateway.column.ours')}</th>
          <th scope="col">{t('gateway.column.brokers')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ what, key, ours, brokers }) => (
          <tr key={`${what} ${key}`}>
            <td>{t(`gateway.what.${what}`)}</td>
            <td>{what === 'cash' ? '' : key}</td>
            <td className="number">{ours}</td>
            <td className="number">{brokers}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Choices() {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') void acceptDifferences(reason.trim());
  };
  return (
    <form className="strip-choices" onSubmit={submit}>
      <input
        value={reason}
        maxLength={200}
        autoComplete="off"
        aria-label={t('gateway.acceptReason')}
        placeholder={t('gateway.acceptReason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button submit small tone="stop" disabled={reason.trim() === ''}>
        {t('gateway.accept')}
      </Button>
      <Button small onClick={() => void compareBooks()}>
        {t('gateway.compareNow')}
      </Button>
    </form>
  );
}
