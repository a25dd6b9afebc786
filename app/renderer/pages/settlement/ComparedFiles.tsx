import { useTranslation } from 'react-i18next';
import { type SettlementRow } from '../../../preload/contract.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';

/** What the last comparison rests on: its files, what differs harmlessly, and what no file could show. */
export function ComparedFiles({ settlement: { files, tolerated, unchecked } }: { readonly settlement: SettlementRow }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  if (files.length === 0) return null;
  return (
    <>
      <h4>{t('settlement.file.compared')}</h4>
      <ul>
        {files.map(({ name, kind, rows }) => (
          <li key={name} className="muted selectable">
            {`${name} · ${wordFor(language, 'statementKind', kind)} · ${t('settlement.file.rowsCount', { rows })}`}
          </li>
        ))}
      </ul>
      {tolerated.length > 0 && <h4>{t('settlement.file.tolerated')}</h4>}
      <ul>
        {tolerated.map(({ code, count }) => (
          <li key={code} className="muted">{`${wordFor(language, 'tolerated', code)} × ${count}`}</li>
        ))}
      </ul>
      {unchecked.length > 0 && <h4>{t('settlement.file.unchecked')}</h4>}
      <ul>
        {unchecked.map((what) => (
          <li key={what} className="muted">
            {wordFor(language, 'unchecked', what)}
          </li>
        ))}
      </ul>
    </>
  );
}
