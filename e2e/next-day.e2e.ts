import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { linesOf, ordersOf } from './support/window.ts';

test('a settled day gives way to the next one, whose plan waits for a person', async ({ kaipan }) => {
  const { page } = kaipan;
  const { status } = await kaipan.snapshot();
  expect(await kaipan.ask('playback', { action: 'nextDay' })).toMatchObject({ ok: false });
  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed', 60_000);
  await page.getByRole('status').getByText('已清算').waitFor();
  const closing = (await kaipan.snapshot()).account?.equity;

  await page.keyboard.press('Control+k');
  await page.keyboard.type('下一交易日');
  await page.keyboard.press('Enter');
  await kaipan.until(async () => (await kaipan.snapshot()).status?.date !== status?.date, 'the next day');
  await page.getByRole('status').getByText('已清算').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^批准全部/ }).waitFor();
  const states = new Set((await linesOf(kaipan)).map(({ state }) => state));
  expect(states).toContain('proposed');
  expect(states).not.toContain('approved');
  expect(await ordersOf(kaipan)).toEqual([]);
  expect((await kaipan.snapshot()).account?.openingEquity).toBe(closing);
  expect(kaipan.problems).toEqual([]);
});
