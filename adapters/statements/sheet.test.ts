import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readStatement } from './read-statement.ts';
import { statementProblemText } from './statement-problem.ts';

const HEADINGS = ['成交日期', '证券代码', '证券名称', '操作', '成交数量', '成交金额(元)', '发生金额', '备注'];
const ROWS = [
  ['20230105', '000333', '雪 莱 特', '证券买入', '1000', '35120', '-35129.13', ''],
  ['20230105', '600036', '甲', '证券卖出', '400', '14400', '14388.86', '说 明'],
];

/** Instruments, shares and cash of the rows, or what is wrong with the file. */
async function read(file: string | Uint8Array): Promise<unknown> {
  const statement = await readStatement({ name: 'x.xls', bytes: Buffer.from(file) });
  if (!statement.ok) return statementProblemText(statement.error);
  return statement.value.rows.map(({ line, instrument, name, quantity, amount }) => [line, instrument, name, quantity, amount]);
}

function rows(first: number): unknown {
  return [
    [first, '000333.SZ', '雪莱特', 1000, -351_291_300],
    [first + 1, '600036.SH', '甲', 400, 143_888_600],
  ];
}

/** Columns as wide as clients make them: a Chinese character takes `wide` places. */
function linedUp(wide: number): string {
  const places = (text: string): number => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? wide : 1), 0);
  return [HEADINGS, ...ROWS].map((cells) => cells.map((cell) => cell + ' '.repeat(16 - places(cell))).join('').trimEnd()).join('\r\n');
}

describe('a table in other forms', () => {
  it.each([1, 2])('is read where blanks line it up and a Chinese character takes %i places', async (wide) => {
    expect(await read(`历史成交\r\n\r\n${linedUp(wide)}\r\n----------\r\n合计  2\r\n`)).toEqual(rows(4));
  });

  it('is refused where the blanks do not line up', async () => {
    expect(await read([HEADINGS, ...ROWS].map((cells) => cells.join(' ')).join('\n'))).toBe(
      'x.xls:1: its columns are set apart by blanks that do not line up: export it with tabs or commas',
    );
  });

  it('is read from a page that has the name of a spreadsheet', async () => {
    const line = (cells: readonly string[], tag: string): string => `<TR>${cells.map((cell) => `<${tag} x:str>${cell}&nbsp;`).join('')}`;
    expect(await read(`<html><meta charset=gbk><table>\n<tr><td colspan=8>交割单\n${[line(HEADINGS, 'th'), ...ROWS.map((cells) => line(cells, 'td'))].join('\n')}\n</table>`)).toEqual(rows(4));
  });

  it('is read from a workbook, and an old or damaged one is said', async () => {
    const cells = [HEADINGS, ...ROWS].map((row, i) => row.map((value, at) => ({ value: i > 0 && (at === 1 || at > 3) && /^-?\d/.test(value) ? Number(value) : value })));
    const workbook = await writeXlsxFile(cells as never).toBuffer();
    expect(await read(workbook)).toEqual(rows(2));
    expect(await read(workbook.subarray(0, 600))).toBe('x.xls: is a damaged or locked Excel file');
    expect(await read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('x.xls: is an Excel file of before 2007, which is not read: save it as CSV or .xlsx');
  });

  it('leaves totals, notes and repeated headings out, and no row', async () => {
    const [first = [], second = []] = ROWS;
    const text = [HEADINGS, first, ['', '合计', '', '', '', '35120'], HEADINGS, second, ['小计:1笔'], ['注：以上数据仅供参考']].map((cells) => cells.join(',')).join('\n');
    expect(await read(text.replace(',合计,,,,35120', ',合计,,,,35120,,'))).toEqual([(rows(2) as unknown[])[0], (rows(4) as unknown[])[1]]);
  });

  it.each([
    ['1.234,50', 'must be a number'],
    ['12,34', 'must be a number'],
    ['1 234', 'must be a number'],
    ['35120.00001', 'must be money with at most 4 decimals'],
  ])('never guesses what %s is', async (value, problem) => {
    const text = [HEADINGS, ...ROWS].map((cells) => cells.join('\t')).join('\n');
    expect(await read(text.replace('\t35120\t', `\t${value}\t`))).toBe(`x.xls:2: 成交金额: ${problem}, was ${value}`);
  });
});
