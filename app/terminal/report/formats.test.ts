import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { pastDays } from '../../../core/analytics/past-days.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { reviewOf } from '../review.ts';
import { type AccountReport, accountReport } from './account-report.ts';
import { reportCsv, reportHtml, reportJson, reportXlsx } from './formats.ts';
import { cellText, reportTables } from './tables.ts';

const DAYS = pastDays(60, 7);
let report: AccountReport;

beforeAll(async () => {
  const byDate = new Map(DAYS.map((day) => [day.date, day]));
  const past = { sealedDays: () => [...byDate.keys()], day: (date: TradeDate) => byDate.get(date) as (typeof DAYS)[number] };
  const made = accountReport('demo', await reviewOf(past), DAYS[10]?.date as TradeDate, DAYS[39]?.date as TradeDate);
  if (!made.ok) throw new Error(made.error.code);
  report = made.value;
});

describe('a report', () => {
  it('is of the days that were asked for', () => {
    expect(report.days).toHaveLength(30);
    expect(report.statements).toMatchObject({ from: DAYS[10]?.date, to: DAYS[39]?.date, opening: { cash: DAYS[9]?.cash } });
  });

  it.each(['zh', 'en'] as const)('has in its spreadsheet what it has on the screen, number by number (%s)', async (language) => {
    const file = await reportXlsx(report, language);
    for (const [at, { columns, rows }] of reportTables(report, language).entries()) {
      const [head, ...cells] = await readSheet(file, at + 1);
      expect(head).toEqual(columns);
      const expected = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell || null : Number(cellText(cell)))));
      expect(cells).toEqual(expected);
    }
  });

  it('has every exact figure in its JSON, its CSV and its page', () => {
    const { tables } = JSON.parse(reportJson(report, 'en')) as { tables: { rows: string[][] }[] };
    const [csv, html] = [reportCsv(report, 'en'), reportHtml(report, 'en')];
    for (const figure of tables.flatMap(({ rows }) => rows.flat())) {
      expect(csv).toContain(figure);
      expect(html).toContain(figure);
    }
    expect(csv.startsWith('\uFEFFBalance sheet\r\nItem,Opening,Closing\r\n')).toBe(true);
  });

  it('never hands a formula to a spreadsheet, nor markup to a page', () => {
    const [fill] = report.fills;
    if (fill === undefined) throw new Error('no fill');
    const sly = { ...report, fills: [{ ...fill, reason: '=1+1' }, { ...fill, reason: '<b>x</b>' }] };
    expect(reportCsv(sly, 'en')).toContain(",'=1+1\r\n");
    expect(reportHtml(sly, 'en')).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});
