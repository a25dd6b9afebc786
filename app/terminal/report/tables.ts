import { type AccountReport, type ReportKind } from './account-report.ts';
import { type ReportTable } from './cells.ts';
import { performanceTables } from './performance-tables.ts';
import { statementTables } from './statement-tables.ts';
import { tradeTables } from './trade-tables.ts';
import { type ReportLanguage, reportWords } from './words.ts';

/** Everything that a report of a kind shows, in the order in which it is read. */
export function reportTables(report: AccountReport, kind: ReportKind, language: ReportLanguage): readonly ReportTable[] {
  const words = reportWords(language);
  switch (kind) {
    case 'statements':
      return statementTables(report, words);
    case 'performance':
      return performanceTables(report, words);
    case 'trades':
      return tradeTables(report, words);
    case 'full':
      return [...performanceTables(report, words), ...statementTables(report, words), ...tradeTables(report, words)];
  }
}
