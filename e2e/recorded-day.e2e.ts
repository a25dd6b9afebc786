import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { realQuotes } from '../core/exchange/real-day.fixture.ts';
import { hasSharedData } from '../core/market/shared-data.fixture.ts';
import { type DayFiles, RECORDED, layOutDay } from './support/day-folder.ts';
import { test as plain } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan, freshFolder } from './support/kaipan.ts';
import { button, jumpTo, ordersOf } from './support/window.ts';

const { quotes: QUOTES, account: ACCOUNT, moutai: FALLING } = RECORDED;
const COST = 1_850;
/** 1.5 % below the cost, in 1/10000 yuan. */
const STOP = COST * 9_850;

/** A holding of which T+1 keeps a part, and one share to buy. */
const FILES: DayFiles = {
  account: { cash: '1000000.00', positions: [{ instrument: FALLING, quantity: 1_000, sellable: 600, cost: String(COST), strategy_id: 'long' }] },
  signals: 'date,instrument,position\n2023-01-31,000333.SZ,0.1\n',
};

const test = plain.extend<{ readonly day: string }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
  day: async ({}, provide) => {
    const scratch = await freshFolder();
    const folder = path.join(scratch.path, 'moutai');
    await layOutDay(folder, FILES);
    await provide(folder);
    await scratch.remove();
  },
});

const onDay = test.extend({
  args: async ({ day }, provide) => {
    await provide([`--day=${day}`]);
  },
});

/** Sets a stop loss of 1.5 % that acts, as a person does. */
async function setStop({ page }: Kaipan): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.getByLabel('对象', { exact: true }).selectOption(`instrument/${FALLING}`);
  await page.getByRole('textbox', { name: '触发值' }).fill('1.5');
  await page.getByRole('radio', { name: '卖出', exact: true }).click();
  await page.getByRole('button', { name: '启用盯盘' }).click();
  await page.getByRole('switch', { name: /^止损/ }).waitFor();
}

async function accountOf(kaipan: Kaipan): Promise<string | undefined> {
  return (await kaipan.snapshot()).status?.account;
}

describe.skipIf(!hasSharedData(QUOTES))('a recorded day in the window', () => {
  onDay('fires a stop loss on a real falling day, at the first price at or below it', async ({ kaipan }) => {
    expect((await kaipan.snapshot()).status).toMatchObject({ account: ACCOUNT, date: '2023-02-01', mode: 'paper' });
    await jumpTo(kaipan, 9.5 * 3_600_000 + 60_000);
    await setStop(kaipan);
    await jumpTo(kaipan, 11 * 3_600_000);
    await kaipan.page.getByText(/止损：现价/).first().waitFor();
    const first = [...realQuotes(QUOTES)].find(({ instrument, last }) => instrument === FALLING && last > 0 && last <= STOP);
    expect(await journalled(kaipan, 'watchFired', ACCOUNT)).toMatchObject([
      { watch: 'stopLoss', of: FALLING, reading: { from: COST * 10_000, value: first?.last, limit: STOP }, unsold: [{ quantity: 400 }] },
    ]);
    const sold = (await ordersOf(kaipan)).filter(({ side }) => side === 'sell');
    expect(sold).toMatchObject([{ instrument: FALLING, quantity: 600, filled: 600 }]);
    expect(kaipan.problems).toEqual([]);
  });

  test('is opened from the palette, and left for the demo again', async ({ kaipan, day }) => {
    await kaipan.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, day);
    await kaipan.page.keyboard.press('Control+Shift+O');
    await kaipan.until(async () => (await accountOf(kaipan)) === ACCOUNT, 'the recorded day to be open');
    await kaipan.page.getByText('000333').first().waitFor();
    await kaipan.page.keyboard.press('Control+K');
    await kaipan.page.keyboard.type('回到演示');
    await kaipan.page.keyboard.press('Enter');
    await kaipan.until(async () => (await accountOf(kaipan)) === 'demo', 'the demo to be back');
    await writeFile(path.join(day, 'account.json'), '{"cash": "many"}');
    await kaipan.page.keyboard.press('Control+Shift+O');
    await kaipan.page.getByText(/account\.json:1: cash/).waitFor();
    expect(await accountOf(kaipan)).toBe('demo');
    expect(await button(kaipan, '播放').isEnabled()).toBe(true);
  });
});
