import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { Kaipan } from './support/kaipan.ts';
import { SECOND, followTwoStrategies, importTwoStrategies } from './support/strategies.ts';
import { AT, button, jumpTo } from './support/window.ts';

async function follow({ page }: Kaipan, strategy: string, capital: string): Promise<void> {
  await page.getByRole('button', { name: strategy, exact: true }).click();
  const panel = page.getByRole('complementary', { name: '策略设置' });
  await panel.getByRole('heading', { name: strategy }).waitFor();
  await panel.getByRole('textbox', { name: '资金' }).fill(capital);
  await panel.getByRole('textbox', { name: '理由' }).fill(`试用 ${strategy}`);
  await panel.getByRole('button', { name: '关注', exact: true }).click();
  await panel.getByRole('button', { name: '切换到…' }).waitFor();
}

/** Gives the reason that the dialog asks for, and does it. */
async function confirm({ page }: Kaipan, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '理由' }).fill(reason);
  await dialog.getByRole('button', { name: action }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The rows add up to the account, to the last unit. */
async function expectWhole(kaipan: Kaipan): Promise<void> {
  const { strategies, unassigned, equity } = await kaipan.value('strategies', { detail: null });
  const { account } = await kaipan.snapshot();
  const sum = (of: (one: (typeof strategies)[number]) => number): number => strategies.reduce((total, one) => total + of(one), 0);
  expect(sum((one) => one.equity) + unassigned.equity).toBe(equity);
  expect(equity).toBe(account?.equity);
  expect(sum((one) => one.cash) + unassigned.cash).toBe(account?.cash);
  expect(sum((one) => one.dayProfit) + unassigned.dayProfit).toBe(account?.dayPnl);
}

test('two strategies share an account, net what meets, and one takes over from the other for the day', async ({ kaipan }) => {
  const { page } = kaipan;
  const instrument = await importTwoStrategies(kaipan);
  await page.keyboard.press('Control+9');
  await follow(kaipan, 'default', '650000');
  await follow(kaipan, SECOND, '300000');
  await button(kaipan, '重做今日计划').click();
  await button(kaipan, '内部轧差…').click();
  await confirm(kaipan, '省去两边费用', '内部轧差');
  const [netted] = await journalled(kaipan, 'lotsTransferred');
  expect(netted).toMatchObject({ instrument, from: 'default', to: SECOND, by: 'trader' });
  await expectWhole(kaipan);

  await page.getByRole('button', { name: 'default', exact: true }).click();
  await button(kaipan, '切换到…').click();
  const rotation = page.getByRole('table', { name: '换仓明细' });
  await rotation.waitFor();
  const shown = await kaipan.value('previewSwitch', { from: 'default', to: SECOND });
  expect(await rotation.locator('tbody tr').count()).toBe(shown.lines.length);
  expect(shown.lines.some(({ kept }) => kept > 0) && shown.lines.some(({ sold }) => sold > 0)).toBe(true);
  await confirm(kaipan, '换到第二个', '切换并生成计划');
  expect((await journalled(kaipan, 'strategyUnfollowed')).at(-1)).toMatchObject({ strategy: { strategyId: 'default' }, by: 'trader' });
  expect((await journalled(kaipan, 'linesAdded')).at(-1)?.lines.map(({ plannedQuantity }) => plannedQuantity)).toEqual(
    shown.lines.map(({ sold, bought }) => sold + bought),
  );
  expect(await journalled(kaipan, 'basketMade')).toHaveLength(1);
  await expectWhole(kaipan);

  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed', 60_000);
  const { fills = [] } = await kaipan.snapshot();
  expect(fills.length).toBeGreaterThan(0);
  expect(fills.every(({ strategyId }) => strategyId === SECOND)).toBe(true);
  await expectWhole(kaipan);
  await kaipan.value('playback', { action: 'nextDay' });
  const { strategies, changes } = await kaipan.value('strategies', { detail: null });
  expect(strategies.filter(({ settings }) => settings !== null).map(({ id }) => id)).toEqual([SECOND]);
  expect(changes.map(({ kind, strategy }) => `${kind} ${strategy}`)).toEqual(['left default', 'changed second', 'followed second', 'followed default']);
  expect(kaipan.problems).toEqual([]);
});

test('a kill after a switch loses neither whose shares are whose nor what each may spend', async ({ kaipan, display }) => {
  await followTwoStrategies(kaipan);
  await kaipan.value('switchStrategy', { from: 'default', to: SECOND, reason: '换仓' });
  await kaipan.approveAll();
  await jumpTo(kaipan, AT.ten);
  const before = await booksOf(kaipan);
  await kaipan.kill();
  const again = await Kaipan.launch(kaipan.dataDir, display);
  try {
    await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
    expect(await booksOf(again)).toEqual(before);
    await expectWhole(again);
  } finally {
    await again.close();
  }
});

/** What each strategy has, as far as no price moves it. */
async function booksOf(kaipan: Kaipan): Promise<unknown> {
  const { strategies, unassigned, transfers, changes } = await kaipan.value('strategies', { detail: null });
  return { cash: unassigned.cash, transfers, changes, strategies: strategies.map(({ id, settings, cash, targets }) => ({ id, settings, cash, targets })) };
}
