import fc from 'fast-check';
import { AMBIGUOUS, type Field, HEADINGS } from './headings.ts';

/** A file as cells, the headings first. */
export type Cells = readonly (readonly string[])[];

const TITLE = '资金账号：***  起止日期：20150101-20171231';
const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a BOM': (text) => Buffer.from(`\uFEFF${text}`),
  GBK: toGbk,
  'UTF-16LE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
};
const WRITERS: Readonly<Record<string, (cells: Cells, lineEnd: string) => string>> = {
  commas: (cells, end) => joined(cells, end, ',', quoted),
  tabs: (cells, end) => joined(cells, end, '\t', (cell) => cell),
  formulas: (cells, end) => joined(cells, end, '\t', (cell) => `="${cell.replaceAll('"', '""')}"`),
  'vertical lines': (cells, end) => joined(cells, end, '|', quoted),
  'lined up': linedUp,
  HTML: (cells, end) => `<html><table border=1>${end}${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell.replaceAll('&', '&amp;')}&nbsp;</td>`).join('')}</tr>`).join(end)}</table></html>`,
};

/** The same file as another client might have written it; `how` says in what it differs. */
export interface Rewritten {
  readonly how: string;
  readonly bytes: Buffer;
}

/** Files that mean the same as `cells`: renamed, in another order, with other separators, numbers and encoding. */
export function rewrittenArbitrary(cells: Cells): fc.Arbitrary<Rewritten> {
  const [headings = []] = cells;
  const order = [...headings.keys()];
  return fc
    .record({
      names: fc.tuple(...headings.map((heading) => fc.constantFrom(...synonymsOf(heading, headings)))),
      columns: fc.shuffledSubarray(order, { minLength: order.length }),
      rows: fc.shuffledSubarray([...cells.slice(1).keys()], { minLength: cells.length - 1 }),
      writer: fc.constantFrom(...Object.keys(WRITERS)),
      encoding: fc.constantFrom(...Object.keys(ENCODERS)),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      digits: fc.constantFrom('plain', 'separated', 'full-width'),
      title: fc.boolean(),
      total: fc.boolean(),
    })
    .filter(({ names }) => new Set(names).size === names.length)
    .map(({ names, columns, rows, writer, encoding, lineEnd, digits, title, total }) => {
      const table = [names, ...rows.map((row) => (cells[row + 1] ?? []).map((cell, at) => inDigits(cell, headings[at] ?? '', digits)))];
      const shuffled = table.map((row) => columns.map((column) => row[column] ?? ''));
      const whole = total ? [...shuffled, columns.map((_, at) => (at === 0 ? '合计' : ''))] : shuffled;
      const text = (title && writer !== 'HTML' ? `${TITLE}${lineEnd}` : '') + (WRITERS[writer]?.(whole, lineEnd) ?? '') + lineEnd;
      return { how: [names.join(' '), writer, encoding, digits].join('; '), bytes: ENCODERS[encoding]?.(text) ?? Buffer.alloc(0) };
    });
}

/** Names for a column that nothing else in the file could be taken for. */
function synonymsOf(heading: string, headings: readonly string[]): readonly string[] {
  const fields = Object.entries(HEADINGS).filter(([, known]) => known.includes(heading.trim())) as [Field, readonly string[]][];
  const [field, known = []] = fields[0] ?? [];
  const alone = headings.filter((other) => known.includes(other.trim())).length === 1;
  const decides = AMBIGUOUS.some(({ heading: other, beside }) => headings.includes(other) && beside === field);
  // GBK has the full-width sign of the yuan only.
  return (alone && !decides ? [heading, ...known] : [heading]).map((name) => name.replaceAll('¥', '￥'));
}

const NUMERIC: readonly Field[] = ['quantity', 'price', 'turnover', 'amount', 'cashAfter', 'commission', 'stampTax', 'transferFee'];

function inDigits(cell: string, heading: string, digits: string): string {
  const numeric = NUMERIC.some((field) => HEADINGS[field].includes(heading));
  if (!numeric || digits === 'plain' || !/^-?\d+(?:\.\d+)?$/.test(cell)) return cell;
  if (digits === 'full-width') return cell.replaceAll(/[\d.-]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
  const [whole = '', fraction] = cell.split('.');
  return whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

function joined(cells: Cells, lineEnd: string, separator: string, write: (cell: string) => string): string {
  return cells.map((row) => row.map(write).join(separator)).join(lineEnd);
}

function quoted(cell: string): string {
  return /[",|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function linedUp(cells: Cells, lineEnd: string): string {
  const width = (text: string): number => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ''))) + 2);
  return cells.map((row) => row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell))).join('').trimEnd()).join(lineEnd);
}

let gbkOf: ReadonlyMap<string, number> | null = null;

function toGbk(text: string): Buffer {
  gbkOf ??= gbkTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = gbkOf.get(char) ?? 0x3f;
    bytes.push(...(char < '\x80' ? [char.codePointAt(0) ?? 0] : code > 0xff ? [code >> 8, code & 0xff] : [code]));
  }
  return Buffer.from(bytes);
}

/** Node reads GBK and does not write it. */
function gbkTable(): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const char = decoder.decode(Uint8Array.of(high, low));
      if (char.length === 1 && !table.has(char)) table.set(char, high * 256 + low);
    }
  }
  return table;
}
