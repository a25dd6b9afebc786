import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type SettlementItemRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { useDescribe } from '../../i18n/refusal.ts';

const TONES: Readonly<Record<SettlementItemRow['state'], BadgeTone>> = { waiting: 'quiet', done: 'accent', open: 'stop', unchecked: 'warning' };

/** What is done at the end of the day, each with how it stands, what came of it and what is left to a person. */
export function Checklist({ items }: { readonly items: readonly SettlementItemRow[] }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <table className="settle-table settle-checklist" aria-label={t('settlement.checklist')}>
      <thead>
        <tr>
          <th scope="col">{t('settlement.itemHead')}</th>
          <th scope="col">{t('settlement.stateHead')}</th>
          <th scope="col">{t('settlement.saysHead')}</th>
          <th scope="col">{t('settlement.doHead')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.item} data-state={row.state}>
            <th scope="row">{t(`settlement.item.${row.item}`)}</th>
            <td>
              <Badge tone={TONES[row.state]}>{t(`settlement.state.${row.state}`)}</Badge>
            </td>
            <td className="selectable">
              {row.says.map((say) => (
                <p key={say.code}>{describe(say)}</p>
              ))}
            </td>
            <td className="muted">{todo(row, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function todo({ item, state, says }: SettlementItemRow, t: TFunction): string {
  if (state === 'unchecked') return t('settlement.todo.feesUnchecked');
  if (state !== 'open') return '';
  if (item !== 'seal') return t('settlement.todo.differences');
  return t(says.some(({ code }) => code === 'settled.toResolve') ? 'settlement.todo.sealDifferences' : 'settlement.todo.seal');
}
