import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { pastDays } from '../../../core/analytics/past-days.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { reviewOf } from '../review.ts';
import { type AccountReport, REPORT_KINDS, accountReport } from './account-report.ts';
import { type ReportCell, cellForReading, cellText } from './cells.ts';
import { reportDocument } from './document.ts';
import { reportCsv, reportJson, reportXlsx } from './formats.ts';
import { reportHtml } from './page.ts';

const DAYS = pastDays(120, 7);
const NOTES = [DAYS[60], DAYS[20], DAYS[12]].map((day) => ({ kind: 'day' as const, date: day?.date as TradeDate, subject: '', text: `of ${day?.date}`, tags: ['纪律'] }));
let report: AccountReport;

async function reportOf(first: number, last: number): Promise<AccountReport> {
  const byDate = new Map(DAYS.map((day) => [day.date, day]));
  const past = { sealedDays: () => [...byDate.keys()], day: (date: TradeDate) => byDate.get(date) as (typeof DAYS)[number] };
  const made = accountReport({ account: 'demo', review: await reviewOf(past), notes: NOTES }, DAYS[first]?.date as TradeDate, DAYS[last]?.date as TradeDate);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

beforeAll(async () => {
  report = await reportOf(10, 39);
});

describe('a report', () => {
  it('is of the days that were asked for', () => {
    expect(report.days).toHaveLength(30);
    expect(report.statements).toMatchObject({ from: DAYS[10]?.date, to: DAYS[39]?.date, opening: { cash: DAYS[9]?.cash } });
  });

  it('has the notes that were written of its days, in their order', () => {
    const notes = reportDocument(report, 'trades', 'en').tables.at(-1);
    expect(notes?.rows.map(([date, about, , tags, text]) => [date, about, tags, text])).toEqual(
      [12, 20].map((at) => [DAYS[at]?.date, 'Day', '纪律', `of ${DAYS[at]?.date}`]),
    );
  });

  it.each(['zh', 'en'] as const)('has in its spreadsheet what it has on the screen, number by number (%s)', async (language) => {
    const document = reportDocument(report, 'full', language);
    const file = await reportXlsx(document);
    for (const [at, { heading, columns, rows }] of document.tables.entries()) {
      const cells = (await readSheet(file, at + 1)).slice(heading.length);
      expect(cells[0]).toEqual(columns);
      const expected = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.trim() || null : Number(cellText(cell)))));
      expect(cells.slice(1)).toEqual(expected);
    }
  });

  it.each(REPORT_KINDS)('has every exact figure in its JSON and CSV, and to the cent on its page (%s)', (kind) => {
    const document = reportDocument(report, kind, 'en');
    const [json, csv, html] = [reportJson(document), reportCsv(document), reportHtml(document)];
    for (const cell of document.tables.flatMap(({ rows }) => rows.flat())) {
      expect(json).toContain(cellText(cell));
      expect(csv).toContain(cellText(cell));
      expect(html).toContain(cellForReading(cell));
    }
    expect(csv.startsWith('\uFEFF')).toBe(true);
  });

  it('never hands a formula to a spreadsheet, nor markup to a page', () => {
    const [fill] = report.fills;
    if (fill === undefined) throw new Error('no fill');
    const sly = reportDocument({ ...report, fills: [{ ...fill, reason: '=1+1' }, { ...fill, reason: '<b>x</b>' }] }, 'trades', 'en');
    expect(reportCsv(sly)).toContain(",'=1+1\r\n");
    expect(reportHtml(sly)).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});

describe('the statements', () => {
  const units = (cell: ReportCell | undefined): number => (typeof cell === 'object' ? cell.units : Number.NaN);
  const amount = (rows: readonly (readonly ReportCell[])[], words: string, column = 2): number => units(rows.find(([name]) => name === words)?.[column]);

  it.each([
    ['from the first day', 0, 30],
    ['in the middle', 10, 39],
    ['over days on which money came and went', 40, 119],
  ] as const)('tie to each other to the last unit, %s', async (_, first, last) => {
    const { tables } = reportDocument(await reportOf(first, last), 'statements', 'zh');
    const [balance = [], income = [], flow = [], ties = []] = tables.map(({ rows }) => rows);
    expect(ties.map((row) => units(row[3]))).toEqual([0, 0, 0, 0]);
    for (const row of balance.slice(-1)) expect([units(row[2]), units(row[3])]).toEqual([units(row[6]), units(row[7])]);
    expect(amount(balance, '货币资金')).toBe(amount(flow, '五、期末现金余额'));
    const retained = balance.find((row) => row[4] === '未分配利润') ?? [];
    expect(units(retained[6]) - units(retained[7])).toBe(amount(income, '四、净利润'));
    const nets = ['　经营活动产生的现金流量净额', '　投资活动产生的现金流量净额', '　筹资活动产生的现金流量净额'].map((words) => amount(flow, words));
    expect(nets.reduce((sum, net) => sum + net, 0)).toBe(amount(flow, '四、现金净增加额'));
    expect(amount(flow, '四、现金净增加额') + amount(flow, '加：期初现金余额')).toBe(amount(flow, '五、期末现金余额'));
  });
});
