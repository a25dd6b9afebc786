import { type TFunction } from 'i18next';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { UNASSIGNED_STRATEGY } from '../../../../core/kernel/ids.ts';
import { type ReviewCostsRow, type ReviewDayRow, type ReviewRow, type ShortfallDayRow } from '../../../preload/contract.ts';
import { ChartFigure, type LegendProps } from '../../charts/ChartFigure.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatMoney, formatPercent } from '../../format/number.ts';
import { type LookedAt, type ReviewChart, readCosts, useReview } from '../../stores/review.ts';
import { indexName } from './index-name.ts';
import { type ReturnData, type ReturnLine, createReturnChart, lineColour } from './return-chart.ts';

const CHARTS: readonly ReviewChart[] = ['equity', 'rolling', 'exposure', 'strategies', 'model'];
const RATE_ONE = 100_000_000;

/** The account's curves: return over drawdown, rolling figures, or what each strategy has earned. */
export function ReturnPane({ review }: { readonly review: LookedAt }) {
  const { t } = useTranslation();
  const chart = useReview((state) => state.chart);
  const costs = useReview((state) => state.costs);
  const data = useMemo(() => dataOf({ review, costs }, chart, t), [review, costs, chart, t]);
  useEffect(() => {
    if (chart === 'model') void readCosts(review);
  }, [review, chart]);
  return (
    <section className="review-chart" aria-label={t('review.chart')}>
      <Segmented
        label={t('review.chart')}
        value={chart}
        choices={CHARTS.map((value) => ({ value, label: chartName(t, value) }))}
        onChange={(value) => useReview.setState({ chart: value })}
      />
      <ChartFigure label={chartName(t, chart)} create={createReturnChart} data={data} legend={Legend} />
    </section>
  );
}

function chartName(t: TFunction, chart: ReviewChart): string {
  if (chart === 'exposure') return t('analysis.exposureChart');
  return chart === 'model' ? t('analysis.modelChart') : t(`review.show.${chart}`);
}

interface Known {
  readonly review: ReviewRow;
  /** Null: not read yet. */
  readonly costs: ReviewCostsRow | null;
}

function dataOf({ review, costs }: Known, chart: ReviewChart, t: TFunction): ReturnData {
  const dates = review.days.map(({ date }) => date);
  switch (chart) {
    case 'equity':
      return { dates, lines: returnLines(review, t), format: formatPercent };
    case 'rolling':
      return {
        dates,
        lines: [lineOf(t('review.rollingReturn'), review.rollingReturn), lineOf(t('review.rollingVolatility'), review.rollingVolatility, 'below')],
        format: formatPercent,
      };
    case 'exposure':
      return { dates, lines: exposureLines(review, t), format: formatPercent };
    case 'model':
      return { dates: costs?.days.map(({ date }) => date) ?? [], lines: modelLines(costs?.days ?? [], t), format: formatMoney };
    case 'strategies':
      return { dates, lines: review.strategies.map(({ strategyId, profit }) => lineOf(strategyId === UNASSIGNED_STRATEGY ? t('settlement.unassigned') : strategyId, profit)), format: formatMoney };
  }
}

function lineOf(name: string, values: ReturnLine['values'], place: ReturnLine['place'] = 'above'): ReturnLine {
  return { name, values, place };
}

function returnLines({ returns, underwater, benchmark }: ReviewRow, t: TFunction): readonly ReturnLine[] {
  const against = benchmark === null ? [] : [lineOf(indexName(t, benchmark.index), benchmark.returns), lineOf(t('analysis.excess'), benchmark.excess)];
  return [lineOf(t('review.equityLine'), returns), ...against, lineOf(t('review.underwater'), underwater, 'bars')];
}

/** Shares of the account: what it holds, its cash, and what it traded on the day. */
function exposureLines({ days }: ReviewRow, t: TFunction): readonly ReturnLine[] {
  const share = (of: (day: ReviewDayRow) => number): readonly number[] => days.map((day) => (day.equity > 0 ? Math.round((of(day) / day.equity) * RATE_ONE) : 0));
  return [
    lineOf(t('review.exposure'), share(({ marketValue }) => marketValue)),
    lineOf(t('analysis.cash'), share(({ cash }) => cash)),
    lineOf(t('review.turnover'), share(({ bought, sold }) => bought + sold), 'bars'),
  ];
}

/** What the account and its model have earned since the first day, and what lies between them. */
function modelLines(days: readonly ShortfallDayRow[], t: TFunction): readonly ReturnLine[] {
  const sum = (of: (day: ShortfallDayRow) => number): readonly number[] => {
    let whole = 0;
    return days.map((day) => (whole += of(day)));
  };
  return [
    lineOf(t('analysis.actual'), sum(({ actual }) => actual)),
    lineOf(t('analysis.model'), sum(({ model }) => model)),
    lineOf(t('analysis.shortfall'), sum(({ total }) => -total), 'bars'),
  ];
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
