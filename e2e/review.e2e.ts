import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { button, row } from './support/window.ts';

test('a sealed day opens as it was, says why a fill came, and keeps the note that is written about it', async ({ kaipan }) => {
  const { page } = kaipan;
  await page.keyboard.press('Control+6');
  await page.getByText('还没有可复盘的交易日').waitFor();
  const date = (await kaipan.snapshot()).status?.date ?? '';
  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed', 60_000);
  const { account, fills } = await kaipan.snapshot();
  await row(kaipan, '逐日', date).waitFor();
  const { days, strategies } = await kaipan.value('review', {});
  expect(days).toMatchObject([{ date, equity: account?.equity, cash: account?.cash, fills: fills?.length }]);
  expect(strategies.reduce((sum, { profit }) => sum + (profit[0] ?? 0), 0)).toBe((account?.equity ?? 0) - (account?.openingEquity ?? 0));

  await kaipan.value('playback', { action: 'nextDay' });
  await kaipan.until(async () => (await kaipan.snapshot()).status?.date !== date, 'the next day');
  await row(kaipan, '逐日', date).locator('.ag-cell').first().click();
  const panel = page.getByRole('complementary', { name: '当日记录' });
  await panel.getByRole('tab', { name: /^成交/ }).click();
  await panel.getByRole('button', { name: /^为什么成交/ }).first().click();
  const why = page.getByRole('article', { name: '为什么成交' });
  await why.getByText('计划数量').waitFor();
  await why.getByText(/批准$/).waitFor();
  await button(kaipan, '返回当日').click();
  await panel.getByRole('textbox', { name: '笔记' }).fill('开盘追高');
  await panel.getByRole('textbox', { name: '标签（空格分隔）' }).fill('纪律 复查');
  await button(kaipan, '保存笔记').click();
  await row(kaipan, '逐日', '纪律 复查 开盘追高').waitFor();
  expect(kaipan.problems).toEqual([]);
});
