import { type AccountReport, type ReportKind } from './account-report.ts';
import { type ReportTable } from './cells.ts';
import { curveOf } from './performance-tables.ts';
import { reportTables } from './tables.ts';
import { type ReportLanguage, type ReportWords, reportWords } from './words.ts';

/** A report in the words of a language, before it takes the form of a file, a page or a screen. */
export interface ReportDocument {
  readonly language: ReportLanguage;
  readonly kind: ReportKind;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly tables: readonly ReportTable[];
  /** What 1 put in before the first day became by each day; empty where the report is not about that. */
  readonly curve: readonly number[];
}

const TITLES: Readonly<Record<ReportKind, keyof ReportWords>> = {
  full: 'report',
  statements: 'statementsReport',
  performance: 'performanceReport',
  trades: 'tradesReport',
};

export function reportDocument(report: AccountReport, kind: ReportKind, language: ReportLanguage): ReportDocument {
  const { account, statements, days } = report;
  return {
    language,
    kind,
    account,
    from: statements.from,
    to: statements.to,
    title: reportWords(language)[TITLES[kind]],
    tables: reportTables(report, kind, language),
    curve: kind === 'full' || kind === 'performance' ? curveOf(days).equity : [],
  };
}
