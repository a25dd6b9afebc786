import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { root } from '../scripts/lib/paths.mjs';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, resize, row, table } from './support/window.ts';

const FOLDER = path.join(root, 'out', 'screenshots');

/** How many rows the table says it has. */
async function rowsIn(kaipan: Kaipan, name: string): Promise<number> {
  return Number(await table(kaipan, name).getAttribute('aria-rowcount')) - 1;
}

test('the day at hand is replayed while it goes on, and nothing of it reaches the account', async ({ kaipan }) => {
  const { page } = kaipan;
  await kaipan.approveAll();
  await jumpTo(kaipan, AT.ten);
  const before = await kaipan.snapshot();
  await page.keyboard.press('Control+6');
  await button(kaipan, '回放今日').click();
  const slider = page.getByRole('slider', { name: '回放到的时间' });
  await slider.waitFor();
  const account = page.getByRole('region', { name: '当时的账户' });
  await account.getByText(String(before.fills?.length)).first().waitFor();
  await page.getByRole('tab', { name: /^委托/ }).click();
  await kaipan.until(async () => (await rowsIn(kaipan, '委托')) === before.orders?.length, 'all orders of the day so far');

  // Back to before the opening: nothing was sent, everything is planned.
  await slider.fill('0');
  await kaipan.until(async () => (await rowsIn(kaipan, '委托')) === 0, 'no orders before the opening');
  await page.getByRole('tab', { name: /^计划/ }).click();
  await kaipan.until(async () => (await rowsIn(kaipan, '计划')) === before.lines?.length, 'the plan');

  // On to the next things that happened, then to a record from the list of them.
  await button(kaipan, '下一件事').click();
  await page.getByRole('tab', { name: /^全部记录/ }).click();
  await row(kaipan, '全部记录', '发出委托').locator('.ag-cell').first().click();
  await page.getByRole('tab', { name: /^委托/ }).click();
  await kaipan.until(async () => (await rowsIn(kaipan, '委托')) > 0, 'the first order');
  await row(kaipan, '委托', '买入').or(row(kaipan, '委托', '卖出')).first().locator('.ag-cell').first().dblclick();
  await page.getByRole('article', { name: '为什么有此委托' }).getByText('计划数量').waitFor();
  await button(kaipan, '返回当日').click();

  // What comes while one looks is there to be played on to.
  await jumpTo(kaipan, AT.ten + 20 * 60_000);
  const later = await kaipan.snapshot();
  await slider.fill(await slider.getAttribute('max').then(String));
  await kaipan.until(async () => (await account.textContent())?.includes(`成交数${later.fills?.length}`) === true, 'the latest fills');
  expect((await kaipan.snapshot()).account).toEqual(later.account);
  expect(kaipan.problems).toEqual([]);
});

/** Pictures of a replayed day in both languages, themes and sizes, to be looked at. */
test('a replay fits its window in both languages, themes and sizes', async ({ kaipan }) => {
  await mkdir(FOLDER, { recursive: true });
  await kaipan.approveAll();
  await jumpTo(kaipan, AT.ten + 30 * 60_000);
  await kaipan.page.keyboard.press('Control+6');
  await button(kaipan, '回放今日').click();
  await kaipan.page.getByRole('slider').waitFor();
  await kaipan.page.getByRole('slider').fill('4500000');
  for (const [width, height] of [[1280, 800], [1920, 1080]] as const) {
    await resize(kaipan, width, height);
    for (const language of ['zh', 'en'] as const) {
      for (const theme of ['dark', 'light'] as const) {
        await kaipan.value('setSettings', { language, theme });
        await kaipan.page.locator('.replay-tables .ag-row').first().waitFor();
        await kaipan.page.screenshot({ path: path.join(FOLDER, `replay-${language}-${theme}-${width}x${height}.png`) });
        const wide = await kaipan.page.evaluate("[...document.querySelectorAll('.replay-head, .scrubber, .replay-account, .replay-side')].filter((bar) => bar.scrollWidth > bar.clientWidth + 1).map((bar) => bar.className)");
        expect(wide).toEqual([]);
      }
    }
  }
  expect(kaipan.problems).toEqual([]);
});
