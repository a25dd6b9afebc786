import { describe, expect } from 'vitest';
import { type OrderRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, ordersOf, row, table } from './support/window.ts';

/** Opens 交易 on a main-board stock that trades, at ten o'clock. */
async function openTrade(kaipan: Kaipan): Promise<string> {
  await jumpTo(kaipan, AT.ten);
  await kaipan.page.keyboard.press('Control+2');
  const { instruments = [], quotes = [] } = await kaipan.snapshot();
  const trades = new Set(quotes.filter(({ ask, bid }) => ask > 0 && bid > 0).map(({ instrument }) => instrument));
  const chosen = instruments.find(({ id, board, st }) => board === 'main' && !st && trades.has(id));
  const name = chosen?.name ?? '';
  await kaipan.page.keyboard.press('/');
  await kaipan.page.keyboard.type(name);
  await row(kaipan, '行情列表', name).locator('.ag-cell').first().click();
  await kaipan.page.getByRole('heading', { level: 2, name }).waitFor();
  return chosen?.id ?? '';
}

async function ticketOrders(kaipan: Kaipan): Promise<readonly OrderRow[]> {
  return (await ordersOf(kaipan)).filter(({ origin }) => origin === 'ticket');
}

/** Buys at the limit-down price, where nothing is filled today. */
async function placeFarOrder(kaipan: Kaipan, quantity = '100'): Promise<void> {
  const { page } = kaipan;
  const before = (await ticketOrders(kaipan)).length;
  await page.keyboard.press('F1');
  await button(kaipan, /^跌停/).click();
  await page.getByRole('textbox', { name: '数量' }).fill(quantity);
  await page.keyboard.press('Enter');
  await button(kaipan, /^核对买单$/).click();
  await button(kaipan, /^确认买入/).click();
  await kaipan.until(async () => (await ticketOrders(kaipan)).length === before + 1, 'the order');
}

describe('the ticket', () => {
  test('shows the whole order and its cost, and makes one order however often Enter is pressed', async ({ kaipan }) => {
    const instrument = await openTrade(kaipan);
    const { page } = kaipan;
    await page.keyboard.press('F1');
    await page.keyboard.type('100');
    await page.getByText(/条规则通过/).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '确认委托' });
    await dialog.waitFor();
    const shown = await dialog.innerText();
    for (const fact of [instrument, 'demo', '模拟盘', '限价', '100 股', '佣金 + 印花税 + 过户费', '将冻结资金']) {
      expect(shown).toContain(fact);
    }
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('Enter');
    await page.getByText(/^委托已提交/).waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await ticketOrders(kaipan)).toHaveLength(1);
  });

  test('says what is wrong before anything is sent', async ({ kaipan }) => {
    await openTrade(kaipan);
    await kaipan.page.keyboard.press('F1');
    await kaipan.page.keyboard.type('150');
    await kaipan.page.getByText(/按 100 股递增，现为 150 股/).waitFor();
    expect(await button(kaipan, /^核对买单$/).isDisabled()).toBe(true);
    await kaipan.page.getByRole('textbox', { name: '数量' }).fill('100');
    await kaipan.page.keyboard.press('F8');
    await kaipan.page.getByRole('status').getByText('已暂停买入').waitFor();
    await kaipan.page.keyboard.press('F1');
    await kaipan.page.keyboard.type('100');
    await kaipan.page.getByRole('form', { name: '下单' }).getByText('买入已暂停').waitFor();
    expect(await ticketOrders(kaipan)).toEqual([]);
  });

  test('is filled in to sell what a double click on a holding means', async ({ kaipan }) => {
    await openTrade(kaipan);
    await kaipan.page.keyboard.press('Alt+3');
    const { positions = [] } = await kaipan.snapshot();
    const held = positions.find(({ sellable }) => sellable > 0);
    await row(kaipan, '持仓', held?.name ?? '').locator('.ag-cell').first().dblclick();
    await kaipan.page.getByRole('heading', { level: 2, name: held?.name ?? '' }).waitFor();
    await button(kaipan, /^核对卖单$/).waitFor();
    expect(await kaipan.page.getByRole('textbox', { name: '数量' }).inputValue()).toBe(String(held?.sellable));
  });
});

describe('orders', () => {
  test('are cancelled one by one and all at once', async ({ kaipan }) => {
    await openTrade(kaipan);
    await placeFarOrder(kaipan);
    await placeFarOrder(kaipan, '200');
    await placeFarOrder(kaipan, '300');
    await kaipan.play(1);
    await kaipan.page.keyboard.press('Alt+1');
    await table(kaipan, '委托').getByRole('button', { name: /^撤销委托/ }).first().click();
    await kaipan.until(async () => (await ticketOrders(kaipan)).filter(({ final }) => final).length === 1, 'the cancel');
    await button(kaipan, '全部撤单').click();
    await button(kaipan, /^再按一次撤销 2 笔$/).click();
    await kaipan.until(async () => (await ticketOrders(kaipan)).every(({ final }) => final), 'all cancels');
    await table(kaipan, '委托').getByText('手工撤单').first().waitFor();
  });

  test('fills and holdings of the plan appear as the day goes on', async ({ kaipan }) => {
    await kaipan.approveAll();
    await openTrade(kaipan);
    const { fills = [] } = await kaipan.snapshot();
    expect(fills.length).toBeGreaterThan(0);
    await kaipan.page.keyboard.press('Alt+2');
    await table(kaipan, '成交').getByText(fills.at(-1)?.name ?? '').first().waitFor();
    await kaipan.page.getByRole('figure', { name: '分时图' }).getByText(/^均价/).waitFor();
    await kaipan.page.locator('#tv-attr-logo').first().waitFor();
    expect(await kaipan.page.locator('.depth-row:enabled').count()).toBeGreaterThan(5);
    await kaipan.page.keyboard.press('Alt+1');
    await table(kaipan, '委托').locator('.ag-cell').first().click();
    await kaipan.page.keyboard.press('y');
    const why = kaipan.page.getByRole('complementary', { name: '委托的来由' });
    for (const part of ['判断依据的行情', '信号', '风控检查']) await why.getByRole('heading', { name: part }).waitFor();
    await why.getByRole('button', { name: '查看计划行' }).click();
    await kaipan.page.getByRole('complementary', { name: '计划行' }).waitFor();
    expect(kaipan.problems).toEqual([]);
  });
});

describe('pauses', () => {
  test('stay in sight on every page and over a reload', async ({ kaipan }) => {
    await kaipan.page.keyboard.press('F8');
    await kaipan.page.keyboard.press('F9');
    const badges = kaipan.page.getByRole('status');
    await badges.getByText('已暂停卖出').waitFor();
    await kaipan.page.keyboard.press('Control+2');
    await badges.getByText('已暂停买入').waitFor();
    await kaipan.page.reload();
    await kaipan.usable();
    await badges.getByText('已暂停卖出').waitFor();
    await kaipan.page.keyboard.press('F10');
    await button(kaipan, /^恢复卖出/).click();
    await badges.getByText('已暂停卖出').waitFor({ state: 'detached' });
    await badges.getByText('已暂停买入').waitFor();
  });
});
