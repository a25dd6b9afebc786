import path from 'node:path';
import { describe, expect } from 'vitest';
import { realQuotes } from '../core/exchange/real-day.fixture.ts';
import { hasSharedData } from '../core/market/shared-data.fixture.ts';
import { type LineRow } from '../app/preload/contract.ts';
import { type DayFiles, RECORDED, layOutDay } from './support/day-folder.ts';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan, freshFolder } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const { account, moutai, midea } = RECORDED;
const MINUTE = 60_000;
const CASH = { cash: '3000000.00', positions: [] };

/** The window on the recorded day with an account of its own. */
function withDay(files: DayFiles) {
  return test.extend({
    // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
    args: async ({}, provide) => {
      const scratch = await freshFolder();
      const folder = path.join(scratch.path, 'day');
      await layOutDay(folder, files);
      await provide([`--day=${folder}`]);
      await scratch.remove();
    },
  });
}

async function lineIn(kaipan: Kaipan, instrument: string): Promise<LineRow> {
  const line = (await linesOf(kaipan)).find((one) => one.instrument === instrument);
  if (line === undefined) throw new Error(`no line in ${instrument}`);
  return line;
}

async function open(kaipan: Kaipan, { name }: LineRow): Promise<void> {
  await row(kaipan, '今日计划', name).locator('.ag-cell').nth(2).click();
  await kaipan.page.getByRole('heading', { name: '人工操作' }).waitFor();
}

describe.skipIf(!hasSharedData(RECORDED.quotes))('an account with a configuration of its own', () => {
  const counting = withDay({
    account: CASH,
    signals: `date,instrument,position\n2023-01-31,${midea},0.1\n2023-01-31,${moutai},0.1\n`,
  });
  counting('has its plan approved by a countdown, but for the line that a person took out of it', async ({ kaipan }) => {
    const { page } = kaipan;
    const held = await lineIn(kaipan, moutai);
    await button(kaipan, /^批准方式/).click();
    await page.getByRole('menuitemradio', { name: '倒计时自动批准' }).click();
    await kaipan.until(async () => (await lineIn(kaipan, midea)).approvesAt !== null, 'the countdowns to begin');
    expect(await journalled(kaipan, 'approvalModeChanged', account)).toEqual([{ type: 'approvalModeChanged', before: 'each', after: 'countdown' }]);
    await open(kaipan, held);
    await page.getByRole('complementary').getByRole('button', { name: '转人工' }).click();
    await kaipan.until(async () => (await lineIn(kaipan, moutai)).approvesAt === null, 'the countdown of the line to stop');
    await jumpTo(kaipan, AT.half - 10 * MINUTE);
    await kaipan.until(async () => (await lineIn(kaipan, midea)).state !== 'proposed', 'the other line to be approved');
    expect((await lineIn(kaipan, moutai)).state).toBe('proposed');
    expect(await journalled(kaipan, 'approvalHeld', account)).toMatchObject([{ lineId: held.id, reason: { code: 'approval.heldByPerson' } }]);
    expect((await journalled(kaipan, 'linesApproved', account)).flatMap(({ lineIds }) => lineIds)).toEqual([(await lineIn(kaipan, midea)).id]);
  });

  const asking = withDay({
    account: CASH,
    signals: `date,instrument,position\n2023-01-31,${midea},0.1\n`,
    config: { execution: { default: { style: 'bestFive' } }, risk: { rules: { instrumentShare: { most: '0.05', severity: 'ask' } } } },
  });
  asking('sends what a rule asks about once a person has released it with a reason', async ({ kaipan }) => {
    const { page } = kaipan;
    await button(kaipan, /^批准全部/).click();
    await jumpTo(kaipan, AT.half + MINUTE);
    const line = await lineIn(kaipan, midea);
    expect((await ordersOf(kaipan)).map(({ state }) => state)).toEqual(['denied']);
    await open(kaipan, line);
    const release = page.getByRole('button', { name: /^放行/ });
    expect(await release.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '理由' }).fill('研究员确认加仓');
    await release.click();
    await jumpTo(kaipan, AT.half + 2 * MINUTE);
    await kaipan.until(async () => (await ordersOf(kaipan)).some(({ lineId, state }) => lineId === line.id && state !== 'denied'), 'the order to leave');
    expect(await journalled(kaipan, 'ruleOverridden', account)).toMatchObject([
      { lineId: line.id, rule: 'instrumentShare', by: 'trader', reason: { params: { reason: '研究员确认加仓' } } },
    ]);
    await page.getByRole('list', { name: '人工操作' }).getByText('研究员确认加仓').waitFor();
  });

  const leaving = withDay({
    account: { cash: '1000000.00', positions: [{ instrument: moutai, quantity: 1_000, sellable: 1_000, cost: '1850', strategy_id: 'long' }] },
    signals: `date,instrument,position\n2023-01-31,${midea},0.1\n`,
    config: { execution: { exits: [{ name: '跌破减半', strategy: 'long', condition: 'profit_rate <= -1.5%', share: '0.5', action: 'act', style: { style: 'bestFive', rest: 'cancel', bound: '0.03' } }] } },
  });
  leaving('sells half of a holding at the first price at which its exit’s condition holds', async ({ kaipan }) => {
    const { page } = kaipan;
    await page.keyboard.press('Control+3');
    await page.getByRole('table', { name: '条件卖出' }).getByText('跌破减半').waitFor();
    await jumpTo(kaipan, 11 * 60 * MINUTE);
    await page.getByRole('table', { name: '条件卖出' }).getByText(/ 触发$/).waitFor();
    const first = [...realQuotes(RECORDED.quotes)].find(({ instrument, last }) => instrument === moutai && last > 0 && last <= 1_850 * 9_850);
    expect(await journalled(kaipan, 'exitFired', account)).toMatchObject([{ exit: '跌破减半', instrument: moutai, strategyId: 'long', action: 'act' }]);
    const sold = (await ordersOf(kaipan)).filter(({ side }) => side === 'sell');
    expect(sold.reduce((sum, { filled }) => sum + filled, 0)).toBe(500);
    expect(sold[0]?.created).toBe(first?.time);
    expect(kaipan.problems).toEqual([]);
  });
});
