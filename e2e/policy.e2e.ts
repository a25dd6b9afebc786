import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type SignalsCheckRow } from '../app/preload/contract.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

/** A buy of 100 shares of a main-board share at its limit-down, through the window's own check. */
async function sendBuy(kaipan: Kaipan): Promise<void> {
  const { instruments = [] } = await kaipan.snapshot();
  const chosen = instruments.find(({ board, st }) => board === 'main' && !st);
  const ticket = { instrument: chosen?.id, side: 'buy', type: 'limit', price: chosen?.limitDown, quantity: 100 };
  const { token } = await kaipan.value('previewTicket', ticket);
  await kaipan.ask('placeOrder', { ticket, token });
}

describe('风控方案', () => {
  test('is edited with a preview and a reason, keeps every version, and goes back to one', async ({ kaipan }) => {
    const { page } = kaipan;
    await jumpTo(kaipan, AT.ten);
    await sendBuy(kaipan);
    await page.keyboard.press('Control+3');
    await button(kaipan, '修改方案').click();

    const only = page.getByRole('textbox', { name: '只买名称' });
    await page.getByRole('checkbox', { name: '限制名单' }).check();
    await only.fill('没有这样的股票');
    const outcomes = page.getByRole('list', { name: '今天会有哪些不同' });
    await outcomes.getByText('已发出 → 被拒绝').waitFor();
    await outcomes.getByText(/不在可买名单中/).waitFor();

    await page.getByRole('checkbox', { name: '当日亏损' }).check();
    const loss = page.getByRole('group', { name: '当日亏损' }).getByRole('textbox', { name: '上限' });
    await loss.fill('0');
    await page.getByRole('list', { name: '需要改正' }).getByText('rules.dayLoss.most').waitFor();
    await loss.fill('2.5');
    await page.getByRole('checkbox', { name: '止损 · 账户', exact: true }).check();
    const stop = page.getByRole('group', { name: '止损 · 账户', exact: true });
    await stop.getByRole('textbox', { name: '触发值' }).fill('0');
    await page.getByRole('list', { name: '需要改正' }).getByText('watch.stopLoss.account.at').waitFor();
    await stop.getByRole('textbox', { name: '触发值' }).fill('4');
    await stop.getByRole('combobox').selectOption('act');
    expect(await button(kaipan, '保存并立即生效').isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '理由' }).fill('财报季收紧');
    await button(kaipan, '保存并立即生效').click();
    await page.getByText('风控方案第 1 版已生效').waitFor();
    await page.getByRole('row', { name: /^当日亏损/ }).getByText('2.50%').waitFor();
    await page.getByRole('row', { name: /^止损 账户/ }).getByText('卖出').waitFor();

    await button(kaipan, '修改方案').click();
    await page.getByRole('radio', { name: '谨慎' }).click();
    await page.getByRole('textbox', { name: '理由' }).fill('改用模板');
    await page.keyboard.press('Enter');
    await page.getByText('风控方案第 2 版已生效').waitFor();
    await button(kaipan, '历史版本').click();
    const first = page.getByRole('list', { name: '历史版本' }).getByRole('listitem').filter({ hasText: '第 1 版' });
    await first.getByText(/财报季收紧/).waitFor();
    await first.getByRole('button', { name: '恢复此版' }).click();
    await page.getByRole('textbox', { name: '理由' }).fill('模板太严');
    await button(kaipan, '保存并立即生效').click();
    await page.getByText('风控方案第 3 版已生效').waitFor();
    const { versions } = await kaipan.value('policy', {});
    expect(versions.map(({ version, by }) => [version, by])).toEqual([3, 2, 1].map((version) => [version, 'trader']));
    expect(versions[0]?.policy).toEqual(versions[2]?.policy);
    expect(kaipan.problems).toEqual([]);
  });
});

describe('超出限制的计划', () => {
  test('is cut to the limits, and says what was cut and why', async ({ kaipan }) => {
    const { page } = kaipan;
    const held = await kaipan.value('policy', {});
    await kaipan.value('changePolicy', { policy: held.templates.cautious, base: held.version, reason: '限制单只', second: null });
    const { status, instruments = [] } = await kaipan.snapshot();
    const chosen = instruments.find(({ board, st }) => board === 'main' && !st);
    const rows = `date,trade_date,instrument,position\n${status?.date},${status?.date},${chosen?.id},0.3\n`;
    const bytes = `Uint8Array.from(${JSON.stringify([...Buffer.from(rows)])})`;
    const check = await page.evaluate(`window.kaipan.checkSignals({ name: 'signals.csv', bytes: ${bytes} })`);
    const { value } = check as { readonly value: SignalsCheckRow };
    await kaipan.value('importSignals', { token: value.token, skipBad: false, despite: false });
    await page.getByRole('list', { name: '计划提示' }).getByText(/按风控上限同比例削减了 1 行/).waitFor();
    await row(kaipan, '今日计划', chosen?.name ?? '').locator('.ag-cell').nth(2).click();
    await page.getByRole('complementary').getByText(/降到 10.00%（单只仓位）/).waitFor();
    expect(kaipan.problems).toEqual([]);
  });
});

describe('锁定', () => {
  test('stops trading, and leaves cancelling and halting to anyone', async ({ kaipan }) => {
    const { page } = kaipan;
    await jumpTo(kaipan, AT.ten);
    await page.getByRole('button', { name: '用户' }).click();
    await page.getByRole('menuitem', { name: '管理用户' }).click();
    const users = page.getByRole('dialog', { name: '管理用户' });
    await users.getByRole('textbox', { name: '用户' }).fill('olga');
    await users.getByLabel(/新密码/).fill('a long password');
    await users.getByRole('button', { name: '新增' }).click();
    await users.getByRole('list', { name: '管理用户' }).getByText('olga').waitFor();
    await page.keyboard.press('Escape');
    await sendBuy(kaipan);
    expect((await ordersOf(kaipan)).at(-1)?.state).toBe('working');

    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: '已锁定' }).waitFor();
    const refused = await kaipan.ask('approveLines', { ids: (await linesOf(kaipan)).map(({ id }) => id) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'access.locked' } });
    await button(kaipan, '全部撤单').click();
    await kaipan.until(async () => (await ordersOf(kaipan)).at(-1)?.state !== 'working', 'the order to be cancelled');
    await button(kaipan, '停止交易').click();

    await page.getByLabel('密码').fill('wrong password');
    await page.keyboard.press('Enter');
    await page.getByText('用户名或密码不对').waitFor();
    await page.getByLabel('密码').fill('a long password');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('停止').waitFor();
    await sendBuy(kaipan);
    expect((await ordersOf(kaipan)).at(-1)).toMatchObject({ state: 'denied', reason: { code: 'accountState.halted' } });
    expect(kaipan.problems).toEqual([]);
  });
});
