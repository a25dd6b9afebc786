import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { type Locator } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { formatMoney } from '../app/renderer/format/number.ts';
import { type ReviewDayRow } from '../app/preload/contract.ts';
import { type Kaipan } from './support/kaipan.ts';
import { exported } from './support/report.ts';
import { button, row, table } from './support/window.ts';

test('a sealed day opens as it was, says why a fill came, and keeps the note that is written about it', async ({ kaipan }) => {
  const { page } = kaipan;
  await page.keyboard.press('Control+6');
  await page.getByText('还没有可复盘的交易日').waitFor();
  const date = await sealDay(kaipan);
  const { account, fills } = await kaipan.snapshot();
  await row(kaipan, '逐日', date).waitFor();
  const { days, strategies } = await kaipan.value('review', { from: null, to: null, strategyId: null, index: null });
  expect(days).toMatchObject([{ date, equity: account?.equity, cash: account?.cash, fills: fills?.length }]);
  expect(strategies.reduce((sum, { profit }) => sum + (profit[0] ?? 0), 0)).toBe((account?.equity ?? 0) - (account?.openingEquity ?? 0));

  await kaipan.value('playback', { action: 'nextDay' });
  await kaipan.until(async () => (await kaipan.snapshot()).status?.date !== date, 'the next day');
  await row(kaipan, '逐日', date).locator('.ag-cell').first().click();
  const panel = page.getByRole('complementary', { name: '当日记录' });
  await askWhyFill(kaipan, panel);
  await askWhyNot(kaipan, panel);
  await panel.getByRole('textbox', { name: '笔记内容' }).fill('开盘追高');
  await panel.getByRole('textbox', { name: '标签（空格分隔）' }).fill('纪律 复查');
  await button(kaipan, '保存笔记').click();
  await row(kaipan, '逐日', '纪律 复查 开盘追高').waitFor();
  await findNotes(kaipan);
  await checkTables(kaipan, date, days[0]?.profit ?? 0);
  await checkReports(kaipan, days[0], fills?.length ?? 0);
  expect(kaipan.problems).toEqual([]);
});

/** Plays the demo's day to its end with everything approved but one line, which is skipped; tells its date. */
async function sealDay(kaipan: Kaipan): Promise<string> {
  const { status, lines = [] } = await kaipan.snapshot();
  const skipped = lines.find(({ state }) => state === 'proposed')?.id ?? '';
  await kaipan.value('skipLine', { id: skipped, reason: '今天不做' });
  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed', 60_000);
  return status?.date ?? '';
}

async function askWhyFill(kaipan: Kaipan, panel: Locator): Promise<void> {
  await panel.getByRole('tab', { name: /^成交/ }).click();
  await panel.getByRole('button', { name: /^为什么成交/ }).first().click();
  const why = kaipan.page.getByRole('article', { name: '为什么成交' });
  await why.getByText('计划数量').waitFor();
  await why.getByText(/^批准/).waitFor();
  await button(kaipan, '返回当日').click();
}

/** Of a line that sent nothing the day says what kept it from it. */
async function askWhyNot(kaipan: Kaipan, panel: Locator): Promise<void> {
  await panel.getByRole('tab', { name: /^计划/ }).click();
  await panel.getByRole('button', { name: /^为什么这样执行/ }).filter({ hasText: '已跳过' }).click();
  const why = kaipan.page.getByRole('article', { name: '为什么这样执行' });
  await why.getByText('已跳过：成交 0 股').waitFor();
  await why.getByText('今天不做').waitFor();
  await why.getByRole('textbox', { name: '笔记内容' }).fill('仓位太重');
  await button(kaipan, '保存笔记').click();
  await why.getByRole('textbox', { name: '笔记内容' }).fill('仓位太重，先观察');
  await button(kaipan, '保存笔记').click();
  await why.getByText('以前的版本（1）').waitFor();
  await button(kaipan, '返回当日').click();
}

/** Every table of profit adds up to the day's own; the calendar opens the day; an index from a file is held against it. */
async function checkTables(kaipan: Kaipan, date: string, profit: number): Promise<void> {
  const look = { from: date, to: date, strategyId: null };
  const tables = Object.values(await kaipan.value('reviewProfits', look));
  expect(tables.map((rows) => rows.reduce((sum, { profit: part }) => sum + part, 0))).toEqual(tables.map(() => profit));
  const { whole, days } = await kaipan.value('reviewCosts', look);
  expect(whole.lines).toBeGreaterThan(0);
  expect(days).toMatchObject([{ date, actual: profit, model: profit + whole.shortfall.total }]);
  await openTable(kaipan, '执行质量');
  await table(kaipan, '执行质量').locator('.ag-row').first().waitFor();
  await openTable(kaipan, '日历');
  await button(kaipan, '关闭').click();
  await kaipan.page.getByRole('button', { name: new RegExp(`^${date} `) }).click();
  await kaipan.page.getByRole('complementary', { name: '当日记录' }).waitFor();
  await importIndex(kaipan, date);
}

async function openTable(kaipan: Kaipan, name: string): Promise<void> {
  await kaipan.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** An index that rose by a hundredth on the day. */
async function importIndex(kaipan: Kaipan, date: string): Promise<void> {
  const file = path.join(kaipan.dataDir, '000905.SH.csv');
  await writeFile(file, `date,close\n2020-01-02,5000\n${date},5050\n`);
  await kaipan.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await kaipan.page.getByRole('combobox', { name: '基准' }).selectOption('从文件载入指数…');
  await kaipan.page.getByRole('region', { name: '总览' }).getByText('+1.00%').waitFor();
}

/** What was written is found by its words, and leads to what it is about. */
async function findNotes(kaipan: Kaipan): Promise<void> {
  const { page } = kaipan;
  await page.getByRole('tab', { name: '笔记' }).click();
  await row(kaipan, '笔记', '开盘追高').waitFor();
  await page.getByRole('searchbox').fill('观察');
  await row(kaipan, '笔记', '开盘追高').waitFor({ state: 'detached' });
  await row(kaipan, '笔记', '仓位太重，先观察').locator('.ag-cell').first().click();
  await page.getByRole('article', { name: '为什么这样执行' }).waitFor();
}

/** The report on the screen, and the spreadsheet opened again, have the day's own figures; the PDF is one. */
async function checkReports(kaipan: Kaipan, day: ReviewDayRow | undefined, fills: number): Promise<void> {
  await button(kaipan, '报告').click();
  const paper = kaipan.page.getByRole('article', { name: '账户报告' });
  await paper.getByRole('table', { name: '资产负债表' }).getByRole('row', { name: '货币资金' }).getByText(formatMoney(day?.cash ?? 0), { exact: true }).first().waitFor();
  const xlsx = await exported(kaipan, 'XLSX');
  const balance = await readSheet(xlsx, '资产负债表');
  const closing = (name: string) => balance.find(([words]) => words === name)?.[2];
  expect([closing('货币资金'), closing('交易性金融资产')]).toEqual([(day?.cash ?? 0) / 10_000, (day?.marketValue ?? 0) / 10_000]);
  expect((await readSheet(xlsx, '成交明细')).slice(1)).toHaveLength(fills);
  await paper.getByRole('table', { name: '报表勾稽' }).waitFor();
  await kaipan.page.getByRole('radio', { name: '三张报表' }).click();
  const pdf = await readFile(await exported(kaipan, 'PDF'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await button(kaipan, '返回复盘').click();
}
