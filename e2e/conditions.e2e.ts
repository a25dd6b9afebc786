import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { type LineRow } from '../app/preload/contract.ts';
import { root } from '../scripts/lib/paths.mjs';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const FOLDER = path.join(root, 'out', 'screenshots');
const PLAN = '今日计划';
const QUARTER_TO_TEN = AT.ten - 900_000;

/** Opens the editor of the first buy of a main-board share. */
async function editBuy(kaipan: Kaipan): Promise<LineRow> {
  const line = (await linesOf(kaipan)).find(({ state, side, board }) => state === 'proposed' && side === 'buy' && board === 'main');
  if (line === undefined) throw new Error('the plan buys nothing');
  await row(kaipan, PLAN, line.name).locator('.ag-cell').nth(2).click();
  await kaipan.page.keyboard.press('e');
  return line;
}

async function lineOf(kaipan: Kaipan, id: string): Promise<LineRow | undefined> {
  return (await linesOf(kaipan)).find((line) => line.id === id);
}

async function picture({ page }: Kaipan, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `condition-${name}.png`) });
}

describe('a condition', () => {
  test('is built by clicking, is seen in words and numbers, and lets its order go when it is met', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = await editBuy(kaipan);
    await page.getByRole('combobox', { name: '执行方式' }).selectOption('limit');
    await button(kaipan, '条件').click();
    await page.getByRole('combobox', { name: '看什么' }).selectOption('time');
    await page.getByRole('textbox', { name: '数值是多少' }).fill('09:45');
    await button(kaipan, '条件').click();
    const second = { subject: page.getByRole('combobox', { name: '看什么' }).nth(1), value: page.getByRole('combobox', { name: '与什么比' }).nth(1) };
    await second.subject.selectOption('price');
    await page.getByRole('combobox', { name: '比较' }).nth(1).selectOption('>');
    await second.value.selectOption('low()');
    // Key by key: an answer that comes meanwhile must not take the field away.
    await page.getByRole('textbox', { name: '天数' }).selectText();
    await page.keyboard.type('250', { delay: 40 });
    await page.getByText('时间不早于 09:45:00，且现价高于前250日最低').waitFor();
    await page.getByText('现在不满足').waitFor();
    await page.getByText('任何条件之外，始终遵守: 跌停时不买入').waitFor();
    await picture(kaipan, 'clicks');
    await button(kaipan, '保存').click();
    await kaipan.until(async () => (await lineOf(kaipan, line.id))?.condition?.text === 'time >= 09:45 and price > low(250)', 'the condition');

    await kaipan.value('approveLines', { ids: [line.id] });
    await jumpTo(kaipan, QUARTER_TO_TEN - 60_000);
    expect((await ordersOf(kaipan)).filter(({ lineId }) => lineId === line.id)).toEqual([]);
    await jumpTo(kaipan, QUARTER_TO_TEN + 60_000);
    await kaipan.until(async () => (await lineOf(kaipan, line.id))?.condition?.met === true, 'the condition to be met');
    const met = (await journalled(kaipan, 'conditionMet')).find(({ lineId }) => lineId === line.id);
    expect(met?.why).toMatchObject([
      { leaf: 'time >= 09:45', holds: true, right: '09:45' },
      { leaf: 'price > low(250)', holds: true },
    ]);
    const sent = (await journalled(kaipan, 'orderIntended')).filter(({ order }) => order.lineId === line.id);
    expect(sent.length).toBeGreaterThan(0);
    expect(await ordersOf(kaipan)).toContainEqual(expect.objectContaining({ id: sent[0]?.order.id, lineId: line.id }));
  });

  test('is typed with its names completed, and a mistake is marked and mended', async ({ kaipan }) => {
    const { page } = kaipan;
    await editBuy(kaipan);
    await page.getByRole('radio', { name: '文字' }).click();
    const field = page.getByRole('textbox', { name: '文字' });
    await field.focus();
    await page.keyboard.type('prise > ma_turns_u');
    await page.getByRole('option', { name: /ma_turns_up/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('prise > ma_turns_up(20)');
    await page.getByText('没有“prise”这个指标；最接近的是“price”').waitFor();
    expect(await button(kaipan, '保存').isDisabled()).toBe(true);
    await picture(kaipan, 'text');
    await button(kaipan, '改为 price').click();
    await page.getByText(/这里要写数值，却是条件/).waitFor();
    await field.fill('change <= -1% for 30s or not (limit_up or suspended)');
    await page.getByText(/涨跌幅不高于 -1%持续至少 30 秒|涨跌幅不高于 -1% 持续至少 30 秒/).waitFor();
    await page.getByRole('radio', { name: '点选' }).click();
    expect(await page.getByRole('combobox', { name: '看什么' }).count()).toBe(3);
    await page.getByRole('button', { name: '删除' }).first().click();
    await page.getByText('不满足（处于涨停，或停牌）').waitFor();
    expect(await page.getByRole('checkbox', { name: '取反', checked: true }).count()).toBe(1);
    await picture(kaipan, 'groups');
    await kaipan.value('setSettings', { language: 'en', theme: 'light' });
    await page.getByText('not (it is at limit-up or it is suspended)').waitFor();
    await picture(kaipan, 'groups-en');
  });
});
