import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { openReport } from '../../stores/report.ts';
import { ReplayToday } from './replay/ReplayToday.tsx';

/** What leads from the review to the day at hand, and to the report of the days that are looked at. */
export function ReportBar() {
  const { t } = useTranslation();
  return (
    <div className="report-bar">
      <ReplayToday />
      <Button onClick={() => void openReport()}>
        <FileText size={16} /> {t('report.name')}
      </Button>
    </div>
  );
}
