import { type BrowserWindow, dialog } from 'electron';
import { AtomicFile } from '../../adapters/files/atomic-file.ts';
import { ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Reply, type RequestPayload, type Settings } from '../preload/contract.ts';
import { type AccountReport, accountReport } from '../terminal/report/account-report.ts';
import { reportCsv, reportHtml, reportJson, reportXlsx } from '../terminal/report/formats.ts';
import { reviewOf } from '../terminal/review.ts';
import { type Session } from '../terminal/session.ts';
import { type Handlers } from './gate.ts';
import { printPdf } from './print-pdf.ts';
import { type Words } from './words.ts';

export interface ReportParts {
  readonly session: Session;
  readonly window: () => BrowserWindow | null;
  readonly settings: { get(): Pick<Settings, 'language'> };
  readonly words: () => Words;
}

/** Reports of the account's past, as files. */
export function reportHandlers(parts: ReportParts): Pick<Handlers, 'saveReport'> {
  return { saveReport: (asked) => saveReport(parts, asked) };
}

async function saveReport(
  { session, window, settings, words }: ReportParts,
  { from, to, format }: RequestPayload<'saveReport'>,
): Promise<Reply<{ readonly saved: boolean }>> {
  const { past, account } = session;
  if (past === undefined) return refuse('review.noHistory');
  const report = accountReport(account, await reviewOf(past), from as TradeDate, to as TradeDate);
  if (!report.ok) return report;
  const parent = window();
  if (parent === null) return ok({ saved: false });
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: `${account}-${from}-${to}.${format}`,
    filters: [{ name: words().reportFiles, extensions: [format] }],
  });
  if (canceled || filePath === '') return ok({ saved: false });
  write(filePath, await printed(report.value, format, settings.get().language));
  return ok({ saved: true });
}

function write(path: string, content: string | Uint8Array): void {
  const file = new AtomicFile(path);
  try {
    file.append(content);
    file.commit();
  } finally {
    file.discard();
  }
}

function printed(report: AccountReport, format: RequestPayload<'saveReport'>['format'], language: Settings['language']): Promise<Buffer> | string {
  switch (format) {
    case 'xlsx':
      return reportXlsx(report, language);
    case 'csv':
      return reportCsv(report, language);
    case 'json':
      return reportJson(report, language);
    case 'pdf':
      return printPdf(reportHtml(report, language));
  }
}
