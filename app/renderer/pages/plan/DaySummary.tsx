import { useTranslation } from 'react-i18next';
import { type DayResultRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Figure } from '../../components/Figure.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatMoney, signed } from '../../format/number.ts';

export interface DaySummaryProps {
  readonly day: DayResultRow;
}

/** How the day ended, once it is settled. */
export function DaySummary({ day }: DaySummaryProps) {
  const { t } = useTranslation();
  const profit = day.equity - day.openingEquity;
  const { commission, stampTax, transferFee } = day.fees;
  return (
    <section className="plan-summary" aria-label={t('plan.daySummary')}>
      <Figure label={t('trade.equity')}>{formatMoney(day.equity)}</Figure>
      <Figure label={t('shell.dayProfit')} tone={trendClass(profit)}>
        {signed(profit, formatMoney(profit))}
      </Figure>
      <Figure label={t('plan.cash')}>{formatMoney(day.cash)}</Figure>
      <Figure label={t('trade.marketValue')}>{formatMoney(day.marketValue)}</Figure>
      <Figure label={t('trade.feesToday')}>{formatMoney(commission + stampTax + transferFee)}</Figure>
      <div className="plan-counts">
        <Badge tone="accent">{t('shell.settled')}</Badge>
        <Badge tone={day.open === 0 ? 'neutral' : 'stop'}>
          {day.open === 0 ? t('plan.reconciled') : t('plan.differences', { count: day.open })}
        </Badge>
      </div>
    </section>
  );
}
