import { type BrowserWindow, dialog } from 'electron';
import { writeWhole } from '../../adapters/files/atomic-file.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Reply, type RequestPayload, type Settings } from '../preload/contract.ts';
import { accountReport } from '../terminal/report/account-report.ts';
import { type ReportDocument, reportDocument } from '../terminal/report/document.ts';
import { reportCsv, reportJson, reportXlsx } from '../terminal/report/formats.ts';
import { reportHtml } from '../terminal/report/page.ts';
import { reviewOf } from '../terminal/review.ts';
import { type Session } from '../terminal/session.ts';
import { reportRow } from '../terminal/view/report.ts';
import { type Handlers } from './gate.ts';
import { printPdf } from './print-pdf.ts';
import { type Words } from './words.ts';

export interface ReportParts {
  readonly session: Session;
  readonly window: () => BrowserWindow | null;
  readonly settings: { get(): Pick<Settings, 'language'> };
  readonly words: () => Words;
}

/** Reports of the account's past, to be read and as files. */
export function reportHandlers(parts: ReportParts): Pick<Handlers, 'report' | 'saveReport'> {
  return {
    report: async (asked) => {
      const document = await documentOf(parts, asked);
      return document.ok ? ok(reportRow(document.value)) : document;
    },
    saveReport: (asked) => saveReport(parts, asked),
  };
}

async function documentOf({ session, settings }: ReportParts, { from, to, kind }: RequestPayload<'report'>): Promise<Result<ReportDocument, Refusal>> {
  const { past, account } = session;
  if (past === undefined) return refuse('review.noHistory');
  const report = accountReport({ account, review: await reviewOf(past), notes: past.notes.search('') }, from as TradeDate, to as TradeDate);
  return report.ok ? ok(reportDocument(report.value, kind, settings.get().language)) : report;
}

async function saveReport(parts: ReportParts, asked: RequestPayload<'saveReport'>): Promise<Reply<{ readonly saved: boolean }>> {
  const document = await documentOf(parts, asked);
  if (!document.ok) return document;
  const parent = parts.window();
  if (parent === null) return ok({ saved: false });
  const { from, to, kind, format } = asked;
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: `${parts.session.account}-${kind}-${from}-${to}.${format}`,
    filters: [{ name: parts.words().reportFiles, extensions: [format] }],
  });
  if (canceled || filePath === '') return ok({ saved: false });
  writeWhole(filePath, await printed(document.value, format));
  return ok({ saved: true });
}

function printed(document: ReportDocument, format: RequestPayload<'saveReport'>['format']): Promise<Buffer> | string {
  switch (format) {
    case 'xlsx':
      return reportXlsx(document);
    case 'csv':
      return reportCsv(document);
    case 'json':
      return reportJson(document);
    case 'pdf':
      return printPdf(reportHtml(document));
  }
}
