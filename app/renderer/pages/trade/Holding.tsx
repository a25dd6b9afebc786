import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatAverage, formatMoney, formatPercent, formatQuantity, signed } from '../../format/number.ts';
import { useRow } from '../../stores/rows.ts';
import { positions } from '../../stores/terminal.ts';
import { useTrade } from '../../stores/trade.ts';

/** What is held of the selected instrument, beside the ticket that would change it. */
export function Holding() {
  const { t } = useTranslation();
  const position = useRow(
    positions,
    useTrade((trade) => trade.instrument),
  );
  if (position === undefined || position.quantity === 0) return null;
  const { quantity, sellable, avgCost, marketValue, weight, unrealizedPnl, unrealizedPnlRate } = position;
  const profit = `${signed(unrealizedPnl, formatMoney(unrealizedPnl))}  ${signed(unrealizedPnlRate, formatPercent(unrealizedPnlRate))}`;
  return (
    <div className="holding">
      <Section title={t('trade.holding')}>
        <Facts
          facts={[
            [t('trade.heldSellable'), `${formatQuantity(quantity)} / ${formatQuantity(sellable)}`],
            [t('trade.cost'), formatAverage(avgCost)],
            [t('trade.marketValue'), `${formatMoney(marketValue)}  ${formatPercent(weight)}`],
            [
              t('trade.unrealized'),
              <span key="profit" className={trendClass(unrealizedPnl)}>
                {profit}
              </span>,
            ],
          ]}
        />
      </Section>
    </div>
  );
}
