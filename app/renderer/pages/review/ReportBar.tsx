import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { ReplayToday } from './replay/ReplayToday.tsx';
import { type ReportFormat, saveReport, useReview } from '../../stores/review.ts';

const FORMATS: readonly ReportFormat[] = ['pdf', 'xlsx', 'csv', 'json'];

/** The stretch of days that a report is of, and the formats that it comes in. */
export function ReportBar() {
  const { t } = useTranslation();
  const first = useReview((state) => state.review?.days[0]?.date ?? '');
  const last = useReview((state) => state.review?.days.at(-1)?.date ?? '');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [begins, ends] = [from ?? first, to ?? last];
  return (
    <div className="report-bar" role="group" aria-label={t('review.reportOf')}>
      <ReplayToday />
      <input type="date" aria-label={t('review.from')} value={begins} min={first} max={last} onChange={({ target }) => setFrom(target.value || null)} />
      <input type="date" aria-label={t('review.to')} value={ends} min={first} max={last} onChange={({ target }) => setTo(target.value || null)} />
      <Menu
        trigger={
          <Button>
            <FileDown size={16} /> {t('review.saveReport')}
          </Button>
        }
      >
        {FORMATS.map((format) => (
          <MenuItem key={format} onSelect={() => void saveReport(begins, ends, format)}>
            {format.toUpperCase()}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
