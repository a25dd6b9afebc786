import { describe, expect } from 'vitest';
import { type LineRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const PLAN = '今日计划';
const MINUTE = 60_000;

/** A buy of the demo plan, its panel open. */
async function openBuy(kaipan: Kaipan): Promise<LineRow> {
  const line = (await linesOf(kaipan)).find(({ state, side, board }) => state === 'proposed' && side === 'buy' && board === 'main');
  if (line === undefined) throw new Error('the demo plan has no buy on the main board');
  await row(kaipan, PLAN, line.name).locator('.ag-cell').nth(2).click();
  await kaipan.page.getByRole('heading', { name: '人工操作' }).waitFor();
  return line;
}

async function lineOf(kaipan: Kaipan, { id }: LineRow): Promise<LineRow> {
  const line = (await linesOf(kaipan)).find((one) => one.id === id);
  if (line === undefined) throw new Error(`no line ${id}`);
  return line;
}

async function reaches(kaipan: Kaipan, line: LineRow, state: LineRow['state']): Promise<void> {
  await kaipan.until(async () => (await lineOf(kaipan, line)).state === state, `the line to be ${state}`);
}

async function say(kaipan: Kaipan, reason: string): Promise<void> {
  await kaipan.page.getByRole('textbox', { name: '理由' }).fill(reason);
}

/** Makes the open line a TWAP of 1,000 shares from ten to eleven, through its panel. */
async function makeTwap({ page }: Kaipan): Promise<void> {
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: '数量', exact: true }).fill('1000');
  await page.getByRole('combobox', { name: '执行方式' }).selectOption('twap');
  await page.getByRole('textbox', { name: '开始' }).fill('10:00');
  await page.getByRole('textbox', { name: '结束' }).fill('11:00');
  await page.getByRole('button', { name: '保存' }).click();
}

describe('a working TWAP', () => {
  test('is edited, skipped, taken up again and finished by hand, each in the journal with its reason', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = await openBuy(kaipan);
    await makeTwap(kaipan);
    await kaipan.until(async () => (await lineOf(kaipan, line)).style.style === 'twap', 'the line to be a TWAP');
    await page.keyboard.press('a');
    await reaches(kaipan, line, 'approved');
    await jumpTo(kaipan, AT.ten + 20 * MINUTE);
    await reaches(kaipan, line, 'working');

    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: '数量', exact: true }).fill('2000');
    await say(kaipan, '业绩超预期');
    await button(kaipan, '保存').click();
    await kaipan.until(async () => (await lineOf(kaipan, line)).plannedQuantity === 2_000, 'the line to be edited');
    expect((await journalled(kaipan, 'lineChangeAsked')).at(-1)).toMatchObject({ before: { plannedQuantity: 1_000 }, after: { plannedQuantity: 2_000 } });
    await page.getByRole('list', { name: '人工操作' }).getByText('数量: 1,000 → 2,000').waitFor();

    await jumpTo(kaipan, AT.ten + 30 * MINUTE);
    await say(kaipan, '停牌传闻');
    await page.getByRole('complementary').getByRole('button', { name: '跳过' }).click();
    await reaches(kaipan, line, 'skipped');
    const { filled } = await lineOf(kaipan, line);
    expect((await journalled(kaipan, 'lineSkipped')).at(-1)?.reason).toMatchObject({ params: { filled, remaining: 2_000 - filled } });
    await jumpTo(kaipan, AT.ten + 40 * MINUTE);
    expect((await lineOf(kaipan, line)).filled).toBe(filled);

    await page.keyboard.press('Control+z');
    await page.getByText('已撤销上一步操作').waitFor();
    await reaches(kaipan, line, 'working');
    await jumpTo(kaipan, AT.ten + 46 * MINUTE);
    await say(kaipan, '到此为止');
    await page.getByRole('complementary').getByRole('button', { name: '手工完成' }).click();
    await reaches(kaipan, line, 'done');
    expect((await journalled(kaipan, 'lineDone')).filter(({ lineId }) => lineId === line.id)).toMatchObject([{ reason: { code: 'line.finishedByPerson' } }]);

    const ours = (await journalled(kaipan, 'commandGiven')).filter(({ by }) => by === 'trader').map(({ command }) => command);
    expect(ours.map(({ type }) => type)).toEqual(['editLine', 'approveLines', 'editLine', 'skipLine', 'undo', 'finishLine']);
    expect(ours.flatMap((command) => ('reason' in command ? (command.reason ?? []) : []))).toEqual(['业绩超预期', '停牌传闻', '到此为止']);
    const bought = (await ordersOf(kaipan)).filter(({ lineId }) => lineId === line.id).reduce((sum, order) => sum + order.filled, 0);
    expect(bought).toBeLessThanOrEqual(2_000);
    expect(bought).toBeGreaterThan(filled);
  });
});

describe('a plan in the trader’s hand', () => {
  test('takes an approval back while nothing was sent, and says what cannot be undone', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = await openBuy(kaipan);
    await button(kaipan, /^批准全部/).click();
    await reaches(kaipan, line, 'approved');
    await page.keyboard.press('Control+z');
    await page.getByRole('complementary').getByText('待批准', { exact: true }).waitFor();
    expect(await journalled(kaipan, 'approvalsWithdrawn')).toHaveLength(1);
    await page.keyboard.press('a');
    await reaches(kaipan, line, 'approved');
    await jumpTo(kaipan, AT.half + MINUTE);
    await page.keyboard.press('Control+z');
    await page.getByText(/已发出委托，不能撤销/).waitFor();
  });

  test('lets a line act now that waits for its condition', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = await openBuy(kaipan);
    const style = { style: 'limit', price: null } as const;
    await kaipan.value('editLine', { id: line.id, quantity: 500, style, condition: 'time >= 14:00' });
    await page.keyboard.press('a');
    await jumpTo(kaipan, AT.ten);
    expect((await lineOf(kaipan, line)).reason?.code).toBe('condition.notMet');
    await page.getByRole('complementary').getByRole('button', { name: '立即执行' }).click();
    await kaipan.until(async () => (await ordersOf(kaipan)).some(({ lineId }) => lineId === line.id), 'the order to leave');
    expect(await journalled(kaipan, 'lineForced')).toMatchObject([{ lineId: line.id }]);
    await page.getByRole('list', { name: '人工操作' }).getByText('立即执行').waitFor();
  });
});
