import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure, type LegendProps } from '../../../charts/ChartFigure.tsx';
import { slotLabel, slotOf, slotOfTime } from '../../../charts/slots.ts';
import { Section } from '../../../components/Panel.tsx';
import { formatPrice, priceDigits } from '../../../format/number.ts';
import { timeAt } from '../../../stores/replay-scale.ts';
import { useReplay } from '../../../stores/replay.ts';
import { type PricesData, createPricesChart } from './prices-chart.ts';

/** The price of the instrument that is looked at, as far as the moment that is shown, with what the account traded. */
export function ReplayPrices() {
  const { t } = useTranslation();
  const prices = useReplay((state) => state.prices);
  const until = useReplay((state) => slotOfTime(timeAt(state.place)) ?? -1);
  const data = useMemo<PricesData | null>(() => {
    if (prices === null) return null;
    const known = (time: number): boolean => (slotOf(time) ?? 0) <= until;
    return { ...prices, prices: prices.prices.filter(({ time }) => known(time)), fills: prices.fills.filter(({ time }) => known(time)) };
  }, [prices, until]);
  if (data === null) return <p className="section muted">{t('replay.choose')}</p>;
  return (
    <Section title={`${data.name} ${data.instrument}`}>
      <div className="replay-chart">
        <ChartFigure label={t('replay.chart', { name: data.name })} create={createPricesChart} data={data} legend={Legend} />
      </div>
    </Section>
  );
}

/** The price at the minute under the pointer, else the last one. */
function Legend({ data, hovered }: LegendProps<PricesData>) {
  const { t } = useTranslation();
  const last = data.prices.findLast(({ time }) => hovered === null || (slotOf(time) ?? 0) <= hovered);
  if (last === undefined) return <span className="faint">{t('replay.noPrices')}</span>;
  return (
    <>
      <span className="faint">{slotLabel(slotOf(last.time) ?? 0)}</span>
      <span>{formatPrice(last.price, priceDigits(data.board))}</span>
      <span className="muted">{t('replay.fillCount', { count: data.fills.length })}</span>
    </>
  );
}
