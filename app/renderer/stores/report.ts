import { create } from 'zustand';
import { type ReportRow, type RequestPayload } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { type RangeName, rangeStart } from './review-range.ts';
import { useReview } from './review.ts';

export type ReportAsked = RequestPayload<'report'>;
export type ReportKind = ReportAsked['kind'];
export type ReportFormat = RequestPayload<'saveReport'>['format'];

export const REPORT_KINDS: readonly ReportKind[] = ['full', 'performance', 'statements', 'trades'];
export const REPORT_FORMATS: readonly ReportFormat[] = ['pdf', 'xlsx', 'csv', 'json'];

export interface ReportState {
  /** Which report is read; null: none. */
  readonly asked: ReportAsked | null;
  /** Null: not there yet. */
  readonly report: ReportRow | null;
}

export const useReport = create<ReportState>(() => ({ asked: null, report: null }));

/** Opens the report of the days that are looked at. */
export async function openReport(): Promise<void> {
  const { review, look } = useReview.getState();
  const span = review?.span ?? null;
  if (span === null) return;
  await readReport({ kind: 'full', from: look.from ?? span.from, to: look.to ?? span.to });
}

export function closeReport(): void {
  useReport.setState({ asked: null, report: null });
}

/** Reads another report: other days, or about something else. */
export async function readReport(change: Partial<ReportAsked>): Promise<void> {
  const asked = { kind: 'full' as const, from: '', to: '', ...useReport.getState().asked, ...change };
  useReport.setState({ asked });
  const read = await ask(bridge().report(asked));
  if (useReport.getState().asked === asked) useReport.setState({ report: read?.value ?? null });
}

/** The day, week or other stretch that the last day of the report is in. */
export async function readPeriod(range: RangeName): Promise<void> {
  const { asked } = useReport.getState();
  const span = useReview.getState().review?.span ?? null;
  if (asked !== null && span !== null) await readReport({ from: rangeStart(range, asked.to) ?? span.from });
}

/** Saves the report that is read where the trader says. */
export async function saveReport(format: ReportFormat): Promise<void> {
  const { asked } = useReport.getState();
  if (asked === null) return;
  const answer = await ask(bridge().saveReport({ ...asked, format }));
  if (answer?.value.saved === true) noticeDone('report.saved', {});
}
