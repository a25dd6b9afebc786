import { useTranslation } from 'react-i18next';
import { type BenchmarkRow, type ReviewRow } from '../../../preload/contract.ts';
import { Figure } from '../../components/Figure.tsx';
import { trendClass } from '../../components/classes.ts';
import { NOTHING, formatMoney, formatPercent, formatQuantity, formatRatio, signed } from '../../format/number.ts';
import { indexName } from './index-name.ts';

/** What the days that are looked at come to. */
export function ReviewFigures({ review: { figures, days, benchmark } }: { readonly review: ReviewRow }) {
  const { t } = useTranslation();
  const { profit, totalReturn, annualReturn, annualVolatility, sharpe, sortino, calmar, maxDrawdown, winRate, trips } = figures;
  return (
    <section className="review-figures" aria-label={t('review.figures')}>
      <Figure label={t('review.days')}>{days.length}</Figure>
      <Figure label={t('review.profit')} tone={trendClass(profit)}>{signed(profit, formatMoney(profit))}</Figure>
      <Trend label={t('review.totalReturn')} rate={totalReturn} />
      <Trend label={t('review.annualReturn')} rate={annualReturn} />
      <Figure label={t('review.volatility')}>{percent(annualVolatility)}</Figure>
      <Figure label={t('review.maxDrawdown')}>{percent(maxDrawdown)}</Figure>
      <Figure label={t('review.sharpe')}>{plain(sharpe)}</Figure>
      <Figure label={t('analysis.sortino')}>{plain(sortino)}</Figure>
      <Figure label={t('analysis.calmar')}>{plain(calmar)}</Figure>
      <Figure label={t('review.tripCount')}>{formatQuantity(trips)}</Figure>
      <Figure label={t('review.winRate')}>{percent(winRate)}</Figure>
      {benchmark !== null && <Against benchmark={benchmark} />}
    </section>
  );
}

/** The same days against an index. */
function Against({ benchmark }: { readonly benchmark: BenchmarkRow }) {
  const { t } = useTranslation();
  const { benchmarkReturn, excessReturn, beta, alpha, informationRatio, trackingError } = benchmark.figures;
  return (
    <>
      <Trend label={indexName(t, benchmark.index)} rate={benchmarkReturn} />
      <Trend label={t('analysis.excess')} rate={excessReturn} />
      <Trend label={t('analysis.alpha')} rate={alpha} />
      <Figure label={t('analysis.beta')}>{plain(beta)}</Figure>
      <Figure label={t('analysis.trackingError')}>{percent(trackingError)}</Figure>
      <Figure label={t('analysis.informationRatio')}>{plain(informationRatio)}</Figure>
    </>
  );
}

function Trend({ label, rate }: { readonly label: string; readonly rate: number | null }) {
  return (
    <Figure label={label} tone={rate === null ? '' : trendClass(rate)}>
      {rate === null ? NOTHING : signed(rate, formatPercent(rate))}
    </Figure>
  );
}

function percent(rate: number | null): string {
  return rate === null ? NOTHING : formatPercent(rate);
}

/** A ratio, which has no unit. */
function plain(ratio: number | null): string {
  return ratio === null ? NOTHING : formatRatio(ratio);
}
