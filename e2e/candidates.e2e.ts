import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row, table } from './support/window.ts';

const PLAN = '今日计划';
const ELEVEN = 11 * 3_600_000;

test('a planned share that is locked at limit-up is replaced, as its panel says and the journal', async ({ kaipan }) => {
  await kaipan.approveAll();
  await jumpTo(kaipan, ELEVEN);
  const [replaced, ...more] = await journalled(kaipan, 'lineReplaced');
  expect(more).toEqual([]);
  const lines = await linesOf(kaipan);
  const original = lines.find(({ id }) => id === replaced?.lineId);
  const substitute = lines.find(({ id }) => id === replaced?.substitute.id);
  if (replaced === undefined || original === undefined || substitute === undefined) throw new Error('nothing was replaced');

  // The share is in the market's hands no more, and the other one is bought for what was left of its budget.
  const orders = await ordersOf(kaipan);
  expect(orders.filter(({ lineId, final }) => lineId === original.id && !final)).toEqual([]);
  const bought = orders.filter(({ lineId }) => lineId === substitute.id);
  expect(bought.length).toBeGreaterThan(0);
  const paid = bought.reduce((sum, { turnover, fees }) => sum + turnover + fees.commission + fees.transferFee, 0);
  expect(paid).toBeLessThanOrEqual(replaced.substitute.substitution?.budget ?? 0);

  await row(kaipan, PLAN, original.name).locator('.ag-cell').nth(1).click();
  await kaipan.page.getByText(/^涨停封板（涨停价 /).first().waitFor();
  for (const { instrument } of replaced.refused) await kaipan.page.getByText(instrument).first().waitFor();
  await button(kaipan, `已改买 ${substitute.name}`).click();
  await kaipan.page.getByRole('complementary', { name: '计划行' }).getByText(substitute.instrument).waitFor();
  await button(kaipan, `替代 ${original.name}`).click();
  await button(kaipan, `已改买 ${substitute.name}`).waitFor();
  expect(kaipan.problems).toEqual([]);
});

test('the selected lines are worked as a basket whose buys wait for its sells', async ({ kaipan }) => {
  const { page } = kaipan;
  await table(kaipan, PLAN).locator('.ag-header-select-all input').first().click();
  await button(kaipan, '篮子').click();
  await page.getByLabel('容差').fill('50000');
  await button(kaipan, /^把选中的 \d+ 行做成篮子$/).click();
  await page.getByText(/^篮子“换仓”：\d+ 行$/).waitFor();
  await kaipan.approveAll();
  await jumpTo(kaipan, AT.ten);
  const [basket] = (await kaipan.snapshot()).baskets ?? [];
  if (basket === undefined) throw new Error('there is no basket');
  expect(basket.brought).toBeGreaterThan(0);
  expect(basket.paid).toBeGreaterThan(0);
  expect(basket.paid + basket.owed - basket.brought).toBeLessThanOrEqual(basket.tolerance);
  const [made] = await journalled(kaipan, 'basketMade');
  expect(made?.basket).toMatchObject({ id: basket.id, tolerance: 500_000_000, lineIds: basket.lines.map(({ lineId }) => lineId) });
  const waits = (await journalled(kaipan, 'lineWaiting')).map(({ reason }) => reason.code);
  expect(waits).toContain('basket.awaitsSells');
  await page.getByText('卖出回笼', { exact: true }).waitFor();
  expect(kaipan.problems).toEqual([]);
});
