import { type ReportRow, type ReportTableRow } from '../../preload/contract.ts';
import { type ReportTable, cellForReading } from '../report/cells.ts';
import { type ReportDocument } from '../report/document.ts';

/** Rows of one table on the screen; the files have them all. */
const MOST_READ = 500;

export function reportRow({ title, account, from, to, tables, curve }: ReportDocument): ReportRow {
  return { title, account, from, to, tables: tables.map(tableRow), curve };
}

function tableRow({ title, heading, columns, rows, totals }: ReportTable): ReportTableRow {
  const shown = rows.slice(0, MOST_READ).map((row) => row.map((cell) => ({ text: cellForReading(cell), number: typeof cell !== 'string' })));
  return { title, heading, columns, rows: shown, totals, more: rows.length - shown.length };
}
