import { expect } from 'vitest';
import { type LineRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

/** The demo's first day: this holding stands 6 % under its cost at half past nine and falls to 8 % until the close. */
const FALLING = '003112.SZ';

/** Sets a stop loss of 7 % on the falling share, as a person does. */
async function setStop({ page }: Kaipan): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.getByLabel('对象', { exact: true }).selectOption(`instrument/${FALLING}`);
  await page.getByRole('textbox', { name: '触发值' }).fill('7');
  await page.getByRole('radio', { name: '提议' }).click();
  await page.getByRole('button', { name: '启用盯盘' }).click();
  await page.getByRole('switch', { name: /^止损/ }).waitFor();
}

/** The lines that a stop loss has made. */
async function stopLines(kaipan: Kaipan): Promise<readonly LineRow[]> {
  return (await linesOf(kaipan)).filter(({ adjustments }) => adjustments.some(({ code }) => code === 'watch.stopLoss'));
}

test('a stop loss fires on a falling day, proposes a sale, and is not forgotten by a kill', async ({ kaipan, display }) => {
  await jumpTo(kaipan, AT.half + 60_000);
  await setStop(kaipan);
  const toggle = kaipan.page.getByRole('switch', { name: /^止损/ });
  await toggle.click();
  await kaipan.page.getByRole('switch', { name: /^止损/, checked: false }).waitFor();
  await toggle.click();
  await kaipan.page.getByRole('switch', { name: /^止损/, checked: true }).waitFor();

  await jumpTo(kaipan, 14.9 * 3_600_000);
  await kaipan.page.getByText(/触发$/).first().waitFor();
  await kaipan.page.getByText(/止损：现价/).first().waitFor();
  const [line, ...others] = await stopLines(kaipan);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ state: 'proposed', side: 'sell', instrument: FALLING });

  await kaipan.kill();
  const again = await Kaipan.launch(kaipan.dataDir, display);
  try {
    await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be where it was');
    await again.page.keyboard.press('Control+3');
    await button(again, '计划行 1').click();
    await again.page.getByText(/止损：现价/).first().waitFor();
    const proposed = await stopLines(again);
    expect(proposed.map(({ id }) => id)).toEqual([line?.id]);
    await again.value('approveLines', { ids: proposed.map(({ id }) => id) });
    await jumpTo(again, 14.93 * 3_600_000);
    const sold = (await ordersOf(again)).filter(({ instrument, side }) => instrument === FALLING && side === 'sell');
    expect(sold).toMatchObject([{ lineId: line?.id }]);
    await again.page.keyboard.press('Control+2');
    await again.page.getByRole('tab', { name: /^持仓/ }).click();
    await row(again, '持仓', FALLING.slice(0, 6)).waitFor();
    expect(again.problems).toEqual([]);
  } finally {
    await again.close();
  }
});
