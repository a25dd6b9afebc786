import { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReviewRow } from '../../../preload/contract.ts';
import { ChartFigure, type LegendProps } from '../../charts/ChartFigure.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatMoney, formatPercent } from '../../format/number.ts';
import { type ReviewChart, useReview } from '../../stores/review.ts';
import { type ReturnData, createReturnChart, lineColour } from './return-chart.ts';

const CHARTS: readonly ReviewChart[] = ['equity', 'rolling', 'strategies'];

/** The account's curves: return over drawdown, rolling figures, or what each strategy has earned. */
export function ReturnPane({ review }: { readonly review: ReviewRow }) {
  const { t } = useTranslation();
  const chart = useReview((state) => state.chart);
  const data = useMemo(() => dataOf(review, chart, t), [review, chart, t]);
  return (
    <section className="review-chart" aria-label={t('review.chart')}>
      <Segmented
        label={t('review.chart')}
        value={chart}
        choices={CHARTS.map((value) => ({ value, label: t(`review.show.${value}`) }))}
        onChange={(value) => useReview.setState({ chart: value })}
      />
      <ChartFigure label={t(`review.show.${chart}`)} create={createReturnChart} data={data} legend={Legend} />
    </section>
  );
}

function dataOf(review: ReviewRow, chart: ReviewChart, t: TFunction): ReturnData {
  const dates = review.days.map(({ date }) => date);
  if (chart === 'strategies') {
    const lines = review.strategies.map(({ strategyId, profit }) => ({ name: strategyId, values: profit, below: false }));
    return { dates, lines, format: formatMoney };
  }
  const lines =
    chart === 'equity'
      ? [
          { name: t('review.equityLine'), values: review.returns, below: false },
          { name: t('review.underwater'), values: review.underwater, below: true },
        ]
      : [
          { name: t('review.rollingReturn'), values: review.rollingReturn, below: false },
          { name: t('review.rollingVolatility'), values: review.rollingVolatility, below: false },
        ];
  return { dates, lines, format: formatPercent };
}

/** The values of the day under the pointer, else of the last one. */
function Legend({ data, hovered }: LegendProps<ReturnData>) {
  const at = hovered ?? data.dates.length - 1;
  return (
    <>
      <span className="faint">{data.dates[at] ?? ''}</span>
      {data.lines.map((line, number) => {
        const value = line.values[at] ?? null;
        return (
          <span key={line.name} style={{ color: lineColour(number, line) }}>
            {line.name} {value === null ? '—' : data.format(value)}
          </span>
        );
      })}
    </>
  );
}
