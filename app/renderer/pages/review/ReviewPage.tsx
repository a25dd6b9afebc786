import './ReviewPage.css';
import { History } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/Empty.tsx';
import { useReplay } from '../../stores/replay.ts';
import { useReport } from '../../stores/report.ts';
import { readReview, useReview } from '../../stores/review.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { LookBar } from './LookBar.tsx';
import { TripPanel } from './notes/TripPanel.tsx';
import { PastDayPanel } from './PastDayPanel.tsx';
import { ReplayDesk } from './replay/ReplayDesk.tsx';
import { ReplayToday } from './replay/ReplayToday.tsx';
import { ReportDesk } from './report/ReportDesk.tsx';
import { ReportBar } from './ReportBar.tsx';
import { ReturnPane } from './ReturnPane.tsx';
import { ReviewFigures } from './ReviewFigures.tsx';
import { ReviewTables } from './ReviewTables.tsx';

/** 复盘: what the account has earned, where and why, and every sealed day as it was. */
export function ReviewPage() {
  const { t } = useTranslation();
  const review = useReview((state) => state.review);
  const day = useReview((state) => state.day);
  const trip = useReview((state) => state.trip);
  const replayed = useReplay((state) => state.date !== null);
  const report = useReport((state) => state.asked);
  const sealed = useTerminal((state) => state.status?.sealed);
  const account = useTerminal((state) => state.status?.account);
  useEffect(() => void readReview(), [account, sealed]);
  if (replayed) return <ReplayDesk />;
  if (report !== null) return <ReportDesk asked={report} />;
  if (review === null || (review.span === null && review.progress !== null)) return <Empty title={t('review.loading')} />;
  if (review.span === null) return <Empty icon={<History size={32} />} title={t('review.none')} text={t('review.noneText')}><ReplayToday /></Empty>;
  return (
    <div className="review">
      <div className="review-main">
        <header className="review-head">
          <LookBar />
          <ReportBar />
        </header>
        <ReviewFigures review={review} />
        <ReturnPane review={review} />
        <ReviewTables review={review} />
      </div>
      {day !== null && <PastDayPanel key={day.date} day={day} />}
      {trip !== null && <TripPanel key={trip.id} trip={trip} />}
    </div>
  );
}
