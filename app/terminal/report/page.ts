import { type ReportCell, type ReportTable, cellForReading } from './cells.ts';
import { type ReportDocument } from './document.ts';
import { reportWords } from './words.ts';

/** Rows of one table on a printed page: who wants ten thousand fills opens the spreadsheet. */
export const MOST_PRINTED = 5_000;
/** The curve's drawing, in its own units. */
const [CURVE_WIDTH, CURVE_HEIGHT] = [1000, 160] as const;

/** A page for printing that needs nothing from outside and runs nothing. */
export function reportHtml(document: ReportDocument): string {
  const { language, title, account, from, to, tables, curve } = document;
  const words = reportWords(language);
  const name = `${title} ${account} ${from} – ${to}`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const head = `<header><h1>${escaped(title)}</h1><p>${escaped(`${words.preparedBy}${account}`)}</p><p>${escaped(`${from} – ${to}`)}</p></header>`;
  const body = [head, curveSvg(curve), ...tables.map((table) => tableHtml(table, words.moreRows))].join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(name)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

const STYLE = `@page{size:A4 landscape;margin:14mm 14mm 16mm}
body{margin:0;font:9.5px/1.5 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#171b20}
header{display:flex;align-items:baseline;gap:18px;padding-bottom:6px;border-bottom:2px solid #171b20;margin-bottom:10px}
h1{margin:0;font-size:18px}header p{margin:0;color:#4a545f}
h2{margin:0 0 4px;font-size:13px}section{margin:0 0 16px}
section.form{break-before:page}header+section.form{break-before:auto}section.form h2{text-align:center;font-size:16px;letter-spacing:2px}
.heading{display:flex;justify-content:space-between;margin:0 0 4px;color:#4a545f}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
thead{display:table-header-group}tr{break-inside:avoid}
th{padding:3px 6px;border-top:1px solid #171b20;border-bottom:1px solid #171b20;font-weight:600;text-align:left}
th.number,td.number{text-align:right}td{padding:2px 6px;border-bottom:1px solid #e2e6ea;white-space:pre-wrap}
section.form td,section.form th{border:1px solid #9aa3ad;padding:4px 8px}
tr.total td{font-weight:600;background:#f1f3f5}svg{width:100%;height:38mm;margin-bottom:10px}.more{color:#4a545f}`;

function tableHtml(table: ReportTable, more: string): string {
  const { title, heading, columns, rows, totals } = table;
  const numbers = columns.map((_, at) => rows.some((row) => typeof row[at] === 'object'));
  const head = columns.map((column, at) => `<th${numbers[at] === true ? ' class="number"' : ''}>${escaped(column)}</th>`).join('');
  const shown = rows.slice(0, MOST_PRINTED);
  const body = shown.map((row, at) => `<tr${totals.includes(at) ? ' class="total"' : ''}>${row.map(cellHtml).join('')}</tr>`).join('');
  const lines = heading.length === 0 ? '' : `<p class="heading">${heading.map((line) => `<span>${escaped(line)}</span>`).join('')}</p>`;
  const rest = rows.length - shown.length;
  const left = rest === 0 ? '' : `<p class="more">${escaped(more.replace('{rows}', String(rest)))}</p>`;
  return `<section${heading.length === 0 ? '' : ' class="form"'}><h2>${escaped(title)}</h2>${lines}<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${left}</section>`;
}

function cellHtml(cell: ReportCell): string {
  return `<td${typeof cell === 'string' ? '' : ' class="number"'}>${escaped(cellForReading(cell))}</td>`;
}

/** The account's growth as a line over its days; nothing where there are none. */
function curveSvg(curve: readonly number[]): string {
  // One day is no curve.
  if (curve.length <= 2) return '';
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const y = (value: number): number => CURVE_HEIGHT * (1 - (value - low) / (high - low || 1));
  const points = curve.map((value, at) => `${((CURVE_WIDTH * at) / (curve.length - 1)).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const level = low <= 1 && high >= 1 ? `<line x1="0" x2="${CURVE_WIDTH}" y1="${y(1).toFixed(1)}" y2="${y(1).toFixed(1)}" stroke="#9aa3ad" stroke-dasharray="4 4"/>` : '';
  return `<svg viewBox="0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}" preserveAspectRatio="none">${level}<polyline points="${points}" fill="none" stroke="#1d5fd1" stroke-width="2" vector-effect="non-scaling-stroke"/></svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
