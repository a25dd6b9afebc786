import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { type ReportCell, type ReportTable, cellText } from './cells.ts';
import { type ReportDocument } from './document.ts';

/** How the cells of a unit look in a spreadsheet, by its decimals. */
const FORMATS = { 0: '#,##0', 2: '0.00', 4: '#,##0.00', 8: '0.00%' } as const;
const FIRST_WIDTH = 34;
const WIDTH = 18;

/** A spreadsheet with a sheet for each table; numbers are numbers. */
export async function reportXlsx({ tables }: Pick<ReportDocument, 'tables'>): Promise<Buffer> {
  const sheets = tables.map((table) => ({
    sheet: table.title,
    data: [...headRows(table), ...bodyRows(table)],
    columns: table.columns.map((_, at) => ({ width: at === 0 ? FIRST_WIDTH : WIDTH })),
    stickyRowsCount: headRows(table).length,
  }));
  return writeXlsxFile(sheets).toBuffer();
}

/** The heading of a form a line each, then the columns. */
function headRows({ heading, columns }: ReportTable): CellObject[][] {
  const bold = (value: string): CellObject => ({ value, type: String, fontWeight: 'bold' });
  return [...heading.map((line) => [{ value: line, type: String }]), columns.map(bold)];
}

function bodyRows({ rows, totals }: ReportTable): CellObject[][] {
  return rows.map((row, at) => row.map((cell) => ({ ...xlsxCell(cell), ...(totals.includes(at) ? { fontWeight: 'bold' } : {}) })));
}

/** A spreadsheet knows no decimals: the nearest double to the exact one, which shows the same digits. */
function xlsxCell(cell: ReportCell): CellObject {
  if (typeof cell === 'string') return { value: cell, type: String };
  return { value: cell.units / 10 ** cell.scale, type: Number, format: FORMATS[cell.scale] };
}

/** Each table under its title, one after the other, with a mark that makes spreadsheets read it as UTF-8. */
export function reportCsv({ tables }: Pick<ReportDocument, 'tables'>): string {
  const lines = tables.flatMap(({ title, heading, columns, rows }) => [
    [title],
    ...heading.map((line) => [line]),
    columns,
    ...rows.map((row) => row.map(cellText)),
    [],
  ]);
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}`;
}

/** What begins like a formula is kept from being run as one. */
function quoted(text: string): string {
  const safe = /^[=+@\t]/.test(text) || /^-\D/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The same tables for programs; every number as an exact decimal in a text. */
export function reportJson({ account, from, to, kind, tables }: ReportDocument): string {
  const plain = tables.map(({ title, heading, columns, rows }) => ({ title, heading, columns, rows: rows.map((row) => row.map(cellText)) }));
  return `${JSON.stringify({ account, from, to, kind, tables: plain }, null, 2)}\n`;
}
