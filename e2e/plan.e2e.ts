import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, linesOf, ordersOf, row } from './support/window.ts';

const PLAN = '今日计划';

/** Two signals for today that are in order and one that is not, in line 3. */
async function signals(kaipan: Kaipan): Promise<string> {
  const { status, instruments = [] } = await kaipan.snapshot();
  const [first, second, third] = instruments.filter(({ board }) => board === 'main').map(({ id }) => id);
  const day = status?.date ?? '';
  return [
    'date,trade_date,instrument,position,reason',
    `${day},${day},${first},0.1,早盘突破`,
    `${day},${day},${second},1.4,写错的权重`,
    `${day},${day},${third},0.1,`,
  ].join('\n');
}

async function drop({ page }: Kaipan, text: string): Promise<void> {
  await page.evaluate(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(text)}], 'signals.csv'));
      window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data }));
      window.dropped = () => window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    })()`,
  );
  await page.getByText('松开即可导入信号文件').waitFor();
  await page.evaluate('window.dropped()');
}

async function stateOf(kaipan: Kaipan, id: string | undefined): Promise<string | undefined> {
  return (await linesOf(kaipan)).find((line) => line.id === id)?.state;
}

describe('importing signals', () => {
  test('names the wrong row of a dropped file by line and field, and takes the rest if told', async ({ kaipan }) => {
    await drop(kaipan, await signals(kaipan));
    await kaipan.page.getByText('第 3 行').waitFor();
    await kaipan.page.getByText('目标权重 position').waitFor();
    await kaipan.page.getByText('应在 0 与 1 之间，现为“1.4”').waitFor();
    await button(kaipan, '跳过 1 行，导入 2 行').click();
    await kaipan.page.getByText(/已从 signals.csv 生成/).waitFor();
    const lines = await linesOf(kaipan);
    expect(lines.filter((line) => line.signalReason === '早盘突破')).toHaveLength(1);
  });

  test('asks for a file with the system dialog, and leaves the plan alone when told to', async ({ kaipan }) => {
    const file = path.join(kaipan.dataDir, 'picked.csv');
    await writeFile(file, await signals(kaipan));
    await kaipan.app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, file);
    const before = await linesOf(kaipan);
    await kaipan.page.keyboard.press('Control+o');
    await kaipan.page.getByRole('heading', { name: 'picked.csv' }).waitFor();
    await button(kaipan, '取消').click();
    expect((await linesOf(kaipan)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

describe('a plan', () => {
  test('is approved as a whole, and no order leaves before the market takes it', async ({ kaipan }) => {
    await button(kaipan, /^批准全部/).click();
    await kaipan.page.getByText(/^已批准 \d+ 行$/).waitFor();
    const states = (await linesOf(kaipan)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['approved', 'blocked']));
    expect(await ordersOf(kaipan)).toEqual([]);
    await kaipan.play(600);
    await kaipan.until(async () => (await ordersOf(kaipan)).length > 0, 'the first order');
  });

  test('has its lines worked with the keyboard alone', async ({ kaipan }) => {
    const { page } = kaipan;
    const [first, second] = (await linesOf(kaipan)).filter((line) => line.state === 'proposed');
    await row(kaipan, PLAN, first?.name ?? '').locator('.ag-cell').nth(2).click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('heading', { name: '信号' }).waitFor();

    await page.keyboard.press('a');
    await panel.getByText('已批准', { exact: true }).waitFor();
    expect(await stateOf(kaipan, first?.id)).toBe('approved');
    await page.keyboard.press('p');
    await panel.getByText('已暂停', { exact: true }).waitFor();
    expect((await linesOf(kaipan)).filter((line) => line.paused).map(({ id }) => id)).toEqual([first?.id]);
    await page.keyboard.press('p');
    await panel.getByText('已暂停', { exact: true }).waitFor({ state: 'detached' });

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('s');
    await panel.getByText('已跳过', { exact: true }).waitFor();
    expect(await stateOf(kaipan, second?.id)).toBe('skipped');
    await page.keyboard.press('r');
    await panel.getByText('待批准', { exact: true }).waitFor();
    expect(await stateOf(kaipan, second?.id)).toBe('proposed');
  });

  test('takes another quantity and style for a line, and refuses a wrong one with its numbers', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = (await linesOf(kaipan)).find(({ state, side, board }) => state === 'proposed' && side === 'buy' && board === 'main');
    await row(kaipan, PLAN, line?.name ?? '').locator('.ag-cell').nth(2).click();
    await page.keyboard.press('e');
    const quantity = page.getByRole('textbox', { name: '数量' });
    await quantity.fill('150');
    await button(kaipan, '保存').click();
    await page.getByText(/数量应从 100 股起，按 100 股递增，现为 150 股/).waitFor();

    await quantity.fill('200');
    await page.getByRole('combobox', { name: '执行方式' }).selectOption('limit');
    await page.keyboard.press('Escape');
    expect((await linesOf(kaipan)).find(({ id }) => id === line?.id)?.plannedQuantity).toBe(line?.plannedQuantity);

    await page.keyboard.press('e');
    await quantity.fill('200');
    await page.getByRole('combobox', { name: '执行方式' }).selectOption('limit');
    await button(kaipan, '保存').click();
    await kaipan.until(async () => {
      const edited = (await linesOf(kaipan)).find(({ id }) => id === line?.id);
      return edited?.plannedQuantity === 200 && edited.style.style === 'limit';
    }, 'the line to be changed');
  });

  test('has every parameter of a style in reach of the keyboard, and says what is wrong with one', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = (await linesOf(kaipan)).find(({ state, side }) => state === 'proposed' && side === 'buy');
    await row(kaipan, PLAN, line?.name ?? '').locator('.ag-cell').nth(2).click();
    await page.keyboard.press('e');
    const style = page.getByRole('combobox', { name: '执行方式' });
    await style.selectOption('twap');
    await style.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('10:00');
    await page.keyboard.press('Tab');
    await page.keyboard.type('25:00');
    await page.getByText('请输入时间，如 14:55').waitFor();
    expect(await button(kaipan, '保存').isDisabled()).toBe(true);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('11:00');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await kaipan.until(async () => {
      const now = (await linesOf(kaipan)).find(({ id }) => id === line?.id)?.style;
      return now?.style === 'twap' && now.start === AT.ten && now.end === AT.ten + 3_600_000 && now.slices === 12;
    }, 'the line to be changed');
    await row(kaipan, PLAN, 'TWAP 10:00–11:00').waitFor();
  });
});
