import './ReviewPage.css';
import { History } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReviewFiguresRow } from '../../../preload/contract.ts';
import { Empty } from '../../components/Empty.tsx';
import { Figure } from '../../components/Figure.tsx';
import { trendClass } from '../../components/classes.ts';
import { NOTHING, formatPercent, signed } from '../../format/number.ts';
import { useReplay } from '../../stores/replay.ts';
import { readReview, useReview } from '../../stores/review.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { PastDayPanel } from './PastDayPanel.tsx';
import { ReplayDesk } from './replay/ReplayDesk.tsx';
import { ReplayToday } from './replay/ReplayToday.tsx';
import { ReportBar } from './ReportBar.tsx';
import { ReturnPane } from './ReturnPane.tsx';
import { ReviewTables } from './ReviewTables.tsx';

/** 复盘: what the account has earned, where and why, and every sealed day as it was. */
export function ReviewPage() {
  const { t } = useTranslation();
  const review = useReview((state) => state.review);
  const day = useReview((state) => state.day);
  const replayed = useReplay((state) => state.date !== null);
  const sealed = useTerminal((state) => state.status?.sealed);
  const account = useTerminal((state) => state.status?.account);
  useEffect(() => void readReview(), [account, sealed]);
  if (replayed) return <ReplayDesk />;
  if (review === null) return <Empty title={t('review.loading')} />;
  if (review.days.length === 0) return <Empty icon={<History size={32} />} title={t('review.none')} text={t('review.noneText')}><ReplayToday /></Empty>;
  return (
    <div className="review">
      <div className="review-main">
        <Figures figures={review.figures} days={review.days.length} />
        <ReturnPane review={review} />
        <ReviewTables review={review} />
      </div>
      {day !== null && <PastDayPanel key={day.date} day={day} />}
    </div>
  );
}

function Figures({ figures, days }: { readonly figures: ReviewFiguresRow; readonly days: number }) {
  const { t } = useTranslation();
  const { totalReturn, annualReturn, annualVolatility, sharpe, maxDrawdown, winRate } = figures;
  return (
    <section className="review-figures" aria-label={t('review.figures')}>
      <Figure label={t('review.days')}>{days}</Figure>
      <Trend label={t('review.totalReturn')} rate={totalReturn} />
      <Trend label={t('review.annualReturn')} rate={annualReturn} />
      <Figure label={t('review.volatility')}>{percent(annualVolatility)}</Figure>
      <Figure label={t('review.sharpe')}>{sharpe === null ? NOTHING : sharpe.toFixed(2)}</Figure>
      <Figure label={t('review.maxDrawdown')}>{percent(maxDrawdown)}</Figure>
      <Figure label={t('review.winRate')}>{percent(winRate)}</Figure>
      <ReportBar />
    </section>
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
