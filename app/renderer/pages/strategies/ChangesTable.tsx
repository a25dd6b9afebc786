import { useTranslation } from 'react-i18next';
import { type StrategyChangeRow, type StrategySettingsRow } from '../../../preload/contract.ts';
import { NOTHING, formatMoney } from '../../format/number.ts';
import { formatMoment } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';

/** Who changed what a strategy is followed with, when and why, on all days of the account. */
export function ChangesTable({ changes }: { readonly changes: readonly StrategyChangeRow[] }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  if (changes.length === 0) return <p className="strategies-empty muted">{t('strategies.noChanges')}</p>;
  return (
    <table className="strategies-table strategies-changes" aria-label={t('strategies.changes')}>
      <thead>
        <tr>
          {(['when', 'who', 'strategy', 'what', 'before', 'after', 'why'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`strategies.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ seq, at, by, strategy, kind, before, after, reason }) => (
          <tr key={seq}>
            <td className="number">{formatMoment(at)}</td>
            <td>{by}</td>
            <td>{strategy}</td>
            <td>{t(`strategies.change.${kind}`)}</td>
            <td>
              <Settings settings={before} />
            </td>
            <td>
              <Settings settings={after} />
            </td>
            <td>{describe(reason)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Settings({ settings }: { readonly settings: StrategySettingsRow | null }) {
  const { t } = useTranslation();
  if (settings === null) return NOTHING;
  const { capital, enabled, style, guards } = settings;
  const parts = [
    formatMoney(capital),
    t(enabled ? 'strategies.on' : 'strategies.off'),
    style === null ? null : t(`words.style.${style.style}`),
    guards === null ? null : t('strategies.ownGuards'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
