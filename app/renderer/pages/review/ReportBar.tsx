import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { ReplayToday } from './replay/ReplayToday.tsx';
import { type ReportFormat, saveReport, useReview } from '../../stores/review.ts';

const FORMATS: readonly ReportFormat[] = ['pdf', 'xlsx', 'csv', 'json'];

/** The report of the days that are looked at, in the formats that it comes in. */
export function ReportBar() {
  const { t } = useTranslation();
  const span = useReview((state) => state.review?.span ?? null);
  const { from, to } = useReview((state) => state.look);
  if (span === null) return null;
  return (
    <div className="report-bar" role="group" aria-label={t('review.reportOf')}>
      <ReplayToday />
      <Menu
        trigger={
          <Button>
            <FileDown size={16} /> {t('review.saveReport')}
          </Button>
        }
      >
        {FORMATS.map((format) => (
          <MenuItem key={format} onSelect={() => void saveReport(from ?? span.from, to ?? span.to, format)}>
            {format.toUpperCase()}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
