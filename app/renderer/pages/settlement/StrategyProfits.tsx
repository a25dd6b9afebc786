import { useTranslation } from 'react-i18next';
import { type StrategyDayRow } from '../../../preload/contract.ts';
import { Section } from '../../components/Panel.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatMoney, signed } from '../../format/number.ts';

const UNASSIGNED = 'unassigned';

/** What each strategy made of the day; together they are the account's profit. */
export function StrategyProfits({ strategies }: { readonly strategies: readonly StrategyDayRow[] }) {
  const { t } = useTranslation();
  if (strategies.length === 0) return null;
  return (
    <Section title={t('settlement.byStrategy')}>
      <dl className="facts settle-profits">
        {strategies.map(({ strategyId, profit }) => (
          <div key={strategyId}>
            <dt className="ellipsis">{strategyId === UNASSIGNED ? t('settlement.unassigned') : strategyId}</dt>
            <dd className={trendClass(profit)}>{signed(profit, formatMoney(profit))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
