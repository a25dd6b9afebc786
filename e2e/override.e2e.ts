import { describe, expect } from 'vitest';
import { type LineRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const PASSWORD = 'a long password';
const HOUR = 3_600_000;

/** Two people: Olga, who trades and is logged in, and Ming, who may agree with her. */
async function twoPeople(kaipan: Kaipan): Promise<void> {
  await kaipan.value('saveUser', { name: 'olga', duties: ['trader', 'riskOfficer'], password: PASSWORD });
  await kaipan.value('saveUser', { name: 'ming', duties: ['riskOfficer'], password: PASSWORD });
}

/** From now on whatever is bought asks a person, and to say yes takes two. */
async function askForEveryBuy(kaipan: Kaipan): Promise<void> {
  const { policy, version } = await kaipan.value('policy', {});
  const rules = { ...(policy['rules'] as object), instrumentShare: { most: '0.0001', severity: 'ask' } };
  const asking = { ...policy, template: 'own', rules, secondPerson: { overrides: true, loosening: false } };
  await kaipan.value('changePolicy', { policy: asking, base: version, reason: '逐笔确认', second: null });
}

async function askingLine(kaipan: Kaipan): Promise<LineRow | undefined> {
  return (await linesOf(kaipan)).find(({ asks, side }) => asks.length > 0 && side === 'buy');
}

/** Whether an order of the line has left this machine. */
async function left(kaipan: Kaipan, line: LineRow | undefined): Promise<boolean> {
  return (await ordersOf(kaipan)).some(({ lineId, state }) => lineId !== null && lineId === line?.id && state !== 'denied');
}

describe('a rule that asks a person', () => {
  test('lets its order go for a reason, and where the policy wants it with a second person, and not before', async ({ kaipan }) => {
    const { page } = kaipan;
    await twoPeople(kaipan);
    await askForEveryBuy(kaipan);
    await kaipan.approveAll();
    await jumpTo(kaipan, AT.ten);
    await kaipan.until(async () => (await askingLine(kaipan)) !== undefined, 'a line to be asked about');
    const line = await askingLine(kaipan);
    await page.keyboard.press('Control+1');
    await row(kaipan, '今日计划', line?.name ?? '').locator('.ag-cell').nth(2).click();
    const release = page.getByRole('button', { name: /^放行：/ });
    await release.waitFor();
    expect(await release.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '理由' }).fill('客户书面同意');
    expect(await release.isDisabled()).toBe(true);
    const second = page.getByRole('group', { name: '另一人同意' });
    await second.getByRole('combobox').selectOption('ming');
    await second.getByLabel('密码').fill('not the password');
    await release.click();
    await page.getByText('用户名或密码不对').waitFor();
    expect(await journalled(kaipan, 'ruleOverridden')).toEqual([]);
    expect(await left(kaipan, line)).toBe(false);

    await second.getByLabel('密码').fill(PASSWORD);
    await release.click();
    await release.waitFor({ state: 'detached' });
    expect(await journalled(kaipan, 'ruleOverridden')).toMatchObject([
      { lineId: line?.id, rule: 'instrumentShare', by: 'olga', approvedBy: 'ming', reason: { params: { reason: '客户书面同意' } } },
    ]);
    await jumpTo(kaipan, AT.ten + HOUR);
    await kaipan.until(() => left(kaipan, line), 'the order to go');
    expect(kaipan.problems).toEqual([]);
  });
});

describe('a halted account', () => {
  test('takes no order and says why, and lets cancels through', async ({ kaipan }) => {
    const { page } = kaipan;
    await jumpTo(kaipan, AT.ten);
    const { instruments = [] } = await kaipan.snapshot();
    const chosen = instruments.find(({ board, st }) => board === 'main' && !st);
    const ticket = { instrument: chosen?.id, side: 'buy', type: 'limit', price: chosen?.limitDown, quantity: 100 };
    const { token } = await kaipan.value('previewTicket', ticket);
    await kaipan.value('placeOrder', { ticket, token });
    await kaipan.value('setTradingState', { state: 'halted', reason: '核对持仓' });

    await page.keyboard.press('Control+2');
    await row(kaipan, '委托', chosen?.name ?? '').locator('.ag-cell').first().click();
    await page.keyboard.press('F1');
    await button(kaipan, /^跌停/).click();
    await page.getByRole('textbox', { name: '数量' }).fill('100');
    await page.getByRole('form', { name: '下单' }).getByText('账户已停机，不接受新委托').waitFor();
    expect(await button(kaipan, /^核对买单$/).isDisabled()).toBe(true);
    await button(kaipan, `撤销委托：${chosen?.name}`).click();
    await kaipan.until(async () => (await ordersOf(kaipan)).every(({ state }) => state === 'cancelled'), 'the order to be cancelled');
    expect(kaipan.problems).toEqual([]);
  });
});

test('the screen locks with the machine, and when nobody has touched it for long', async ({ kaipan }) => {
  await twoPeople(kaipan);
  await kaipan.value('setAutoLock', { minutes: 1 });
  const locked = kaipan.page.getByRole('heading', { name: '已锁定' });
  await kaipan.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await locked.waitFor();
  await kaipan.value('unlock', { name: 'olga', password: PASSWORD });
  await locked.waitFor({ state: 'detached' });
  await kaipan.app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 60;
  });
  await locked.waitFor();
  expect(await kaipan.ask('approveLines', { ids: (await linesOf(kaipan)).map(({ id }) => id) })).toMatchObject({
    error: { code: 'access.locked' },
  });
});
