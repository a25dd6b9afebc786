import './LineHistory.css';
import { useTranslation } from 'react-i18next';
import { type TFunction } from 'i18next';
import { type InterventionRow, type LineDifference } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { styleWords } from './line-words.ts';

export interface LineHistoryProps {
  readonly history: readonly InterventionRow[];
}

/** What people did to the line: who, when, what it was before and after, and why. */
export function LineHistory({ history }: LineHistoryProps) {
  const { t } = useTranslation();
  if (history.length === 0) return <p className="muted">{t('plan.hand.none')}</p>;
  return (
    <ol aria-label={t('plan.hand.title')}>
      {history.map((row) => (
        <Deed key={row.number} row={row} />
      ))}
    </ol>
  );
}

function Deed({ row }: { readonly row: InterventionRow }) {
  const { t } = useTranslation();
  const { at, by, deed, changes, reason, undoneAt } = row;
  return (
    <li className="deed" data-undone={undoneAt !== null}>
      <div className="deed-head">
        <span className="muted">{formatClock(at)}</span>
        <span>{t(`words.deed.${deed}`)}</span>
        <span className="muted">{by}</span>
        {undoneAt !== null && <Badge tone="quiet">{t('plan.hand.undone', { time: formatClock(undoneAt) })}</Badge>}
      </div>
      {changes.map((change) => (
        <p key={change.what} className="deed-change selectable">
          {t(`plan.hand.difference.${change.what}`)}: {differenceWords(change, t)}
        </p>
      ))}
      {reason !== null && <p className="deed-reason selectable">“{reason}”</p>}
    </li>
  );
}

function differenceWords(change: LineDifference, t: TFunction): string {
  switch (change.what) {
    case 'state':
      return between(t(`words.lineState.${change.before}`), t(`words.lineState.${change.after}`));
    case 'paused':
      return between(t(change.before ? 'plan.hand.yes' : 'plan.hand.no'), t(change.after ? 'plan.hand.yes' : 'plan.hand.no'));
    case 'quantity':
      return between(formatQuantity(change.before), formatQuantity(change.after));
    case 'style':
      return between(styleWords(change.before, t), styleWords(change.after, t));
    case 'condition':
      return between(change.before ?? t('plan.hand.noCondition'), change.after ?? t('plan.hand.noCondition'));
  }
}

function between(before: string, after: string): string {
  return `${before} → ${after}`;
}
