import './ReportDesk.css';
import { ArrowLeft, FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button.tsx';
import { Empty } from '../../../components/Empty.tsx';
import { Menu, MenuItem } from '../../../components/Menu.tsx';
import { Segmented } from '../../../components/Segmented.tsx';
import { RANGES, type RangeName, rangeStart } from '../../../stores/review-range.ts';
import { REPORT_FORMATS, REPORT_KINDS, type ReportAsked, type ReportKind, closeReport, readPeriod, readReport, saveReport, useReport } from '../../../stores/report.ts';
import { useSettings } from '../../../stores/settings.ts';
import { ReportPaper } from './ReportPaper.tsx';

/** A report of any stretch of days to be read, and the files that it can be saved as. */
export function ReportDesk({ asked }: { readonly asked: ReportAsked }) {
  const { t } = useTranslation();
  const report = useReport((state) => state.report);
  const language = useSettings((settings) => settings.language);
  // What was read is in the language that the window had then.
  useEffect(() => void readReport({}), [language]);
  return (
    <section className="report" aria-label={t('report.name')}>
      <Head asked={asked} />
      {report === null ? <Empty title={t('report.none')} text={t('report.noneText')} /> : <ReportPaper report={report} />}
    </section>
  );
}

function Head({ asked: { kind, from, to } }: { readonly asked: ReportAsked }) {
  const { t } = useTranslation();
  const range = RANGES.find((name) => rangeStart(name, to) === from);
  return (
    <header className="report-head">
      <Button tone="quiet" onClick={closeReport}>
        <ArrowLeft size={16} /> {t('replay.back')}
      </Button>
      <Segmented<ReportKind>
        label={t('report.kindLabel')}
        value={kind}
        choices={REPORT_KINDS.map((value) => ({ value, label: t(`report.kind.${value}`) }))}
        onChange={(value) => void readReport({ kind: value })}
      />
      <Segmented<RangeName | ''>
        label={t('analysis.rangeLabel')}
        value={range ?? ''}
        choices={RANGES.map((value) => ({ value, label: t(`analysis.range.${value}`) }))}
        onChange={(value) => value !== '' && void readPeriod(value)}
      />
      <input type="date" aria-label={t('review.from')} value={from} max={to} onChange={({ target }) => target.value !== '' && void readReport({ from: target.value })} />
      <input type="date" aria-label={t('review.to')} value={to} min={from} onChange={({ target }) => target.value !== '' && void readReport({ to: target.value })} />
      <Menu
        trigger={
          <Button tone="primary" className="report-save">
            <FileDown size={16} /> {t('review.saveReport')}
          </Button>
        }
      >
        {REPORT_FORMATS.map((format) => (
          <MenuItem key={format} onSelect={() => void saveReport(format)}>
            {format.toUpperCase()}
          </MenuItem>
        ))}
      </Menu>
    </header>
  );
}
