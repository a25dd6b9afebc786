import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleDay } from '../../../adapters/sqlite/sample-day.fixture.ts';
import { openedDatabase, written } from '../../../adapters/sqlite/scratch.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { runCli } from '../cli.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const folder = mkdtempSync(join(tmpdir(), 'kaipan-report-cli-'));
beforeAll(() => {
  const database = openedDatabase(join(folder, 'account.db'));
  written(database, DAY, sampleDay(DAY));
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const report = (...args: readonly string[]): ReturnType<typeof runCli> => runCli(['report', '--database', 'account.db', ...args], folder);

describe('report', () => {
  it('prints the three statements of the sealed days, tied to the last unit', async () => {
    const { code, stdout, stderr } = await report('--kind', 'statements', '--format', 'json');
    expect([code, stderr]).toEqual([0, '']);
    const { account, from, to, tables } = JSON.parse(stdout);
    expect({ account, from, to }).toEqual({ account: 'demo', from: DAY, to: DAY });
    expect(tables.map(({ title }: { readonly title: string }) => title)).toEqual(['资产负债表', '利润表', '现金流量表', '报表勾稽']);
    expect(tables[3].rows.map((row: readonly string[]) => row[3])).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  it('is a table of text for people, a page for printing, or a spreadsheet, in either language', async () => {
    const csv = await report('--language', 'en');
    expect(csv.stdout.startsWith('\uFEFFPerformance\r\nItem,Figure,Remark\r\n')).toBe(true);
    expect((await report('--format', 'html', '--out', 'page.html')).stdout).toBe('');
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('<h2>资产负债表</h2>');
    expect((await report('--format', 'xlsx', '--out', 'report.xlsx')).code).toBe(0);
    expect((await readSheet(join(folder, 'report.xlsx'), '现金流量表')).at(-1)?.[0]).toBe('五、期末现金余额');
  });

  it('says what is wrong with what it was asked', async () => {
    expect(await report('--format', 'xlsx')).toMatchObject({ code: 2, stderr: 'kaipan: --out: a spreadsheet goes into a file\n' });
    expect(await report('--from', '2023-02-30')).toMatchObject({ code: 2, stderr: 'kaipan: --from: 2023-02-30 is no date such as 2024-03-06\n' });
    expect(await report('--from', '2024-01-01', '--to', '2024-12-31')).toMatchObject({ code: 2, stderr: 'kaipan: --from, --to: account.db has no sealed day from 2024-01-01 to 2024-12-31\n' });
    expect((await report('--format', 'doc')).code).toBe(2);
    writeFileSync(join(folder, 'none.db'), 'no database');
    expect(await runCli(['report', '--database', 'none.db'], folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("none.db: cannot be read as an account's database") });
  });
});
