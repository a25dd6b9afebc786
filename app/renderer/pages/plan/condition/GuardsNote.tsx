import { useTranslation } from 'react-i18next';
import { type GuardsRow, type LineRow } from '../../../../preload/contract.ts';
import { formatPercent } from '../../../format/number.ts';

export interface GuardsNoteProps {
  readonly guards: GuardsRow;
  readonly side: LineRow['side'];
}

/** What the account keeps to on this side, whatever the condition says; nothing where it keeps to nothing. */
export function GuardsNote({ guards, side }: GuardsNoteProps) {
  const { t } = useTranslation();
  const { sellAtLimitUp, buyAtLimitDown, maxBuyChange } = guards;
  const kept =
    side === 'sell'
      ? [sellAtLimitUp ? null : t('condition.guard.sellAtLimitUp')]
      : [
          buyAtLimitDown ? null : t('condition.guard.buyAtLimitDown'),
          maxBuyChange === null ? null : t('condition.guard.maxBuyChange', { max: formatPercent(maxBuyChange) }),
        ];
  const named = kept.filter((guard) => guard !== null);
  if (named.length === 0) return null;
  return (
    <p className="field-hint">
      {t('condition.guards')}: {named.join(' · ')}
    </p>
  );
}
