import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { type AccountReport } from './account-report.ts';
import { type ReportCell, type ReportTable, cellText, reportTables } from './tables.ts';
import { type ReportLanguage, reportWords } from './words.ts';

/** How the cells of a unit look in a spreadsheet, by its decimals. */
const FORMATS = { 0: '#,##0', 4: '#,##0.00', 8: '0.00%' } as const;

/** A spreadsheet with a sheet for each table; numbers are numbers. */
export async function reportXlsx(report: AccountReport, language: ReportLanguage): Promise<Buffer> {
  const sheets = reportTables(report, language).map(({ title, columns, rows }) => ({
    sheet: title,
    data: [columns.map((value): CellObject => ({ value, type: String, fontWeight: 'bold' })), ...rows.map((row) => row.map(xlsxCell))],
    columns: columns.map(() => ({ width: 18 })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile(sheets).toBuffer();
}

/** A spreadsheet knows no decimals: the nearest double to the exact one, which shows the same digits. */
function xlsxCell(cell: ReportCell): CellObject {
  if (typeof cell === 'string') return { value: cell, type: String };
  return { value: cell.units / 10 ** cell.scale, type: Number, format: FORMATS[cell.scale] };
}

/** Each table under its title, one after the other, with a mark that makes spreadsheets read it as UTF-8. */
export function reportCsv(report: AccountReport, language: ReportLanguage): string {
  const lines = reportTables(report, language).flatMap(({ title, columns, rows }) => [
    [title],
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
export function reportJson(report: AccountReport, language: ReportLanguage): string {
  const { account, statements } = report;
  const tables = reportTables(report, language).map(({ title, columns, rows }) => ({ title, columns, rows: rows.map((row) => row.map(cellText)) }));
  return `${JSON.stringify({ account, from: statements.from, to: statements.to, tables }, null, 2)}\n`;
}

/** A page for printing that needs nothing from outside and runs nothing. */
export function reportHtml(report: AccountReport, language: ReportLanguage): string {
  const { account, statements } = report;
  const title = `${reportWords(language).report} ${account} ${statements.from} – ${statements.to}`;
  const body = reportTables(report, language).map(tableHtml).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

const STYLE = `body{font:10px sans-serif;color:#111}h1{font-size:16px}h2{font-size:12px;margin:14px 0 4px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:2px 6px;border-bottom:1px solid #ccc;text-align:left}
td.number{text-align:right}thead{display:table-header-group}tr{break-inside:avoid}`;

function tableHtml({ title, columns, rows }: ReportTable): string {
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('');
  return `<h2>${escaped(title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function cellHtml(cell: ReportCell): string {
  return `<td${typeof cell === 'string' ? '' : ' class="number"'}>${escaped(cellText(cell))}</td>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
