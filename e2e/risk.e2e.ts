import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, ordersOf } from './support/window.ts';

/** Sends a buy that its preview still allowed, past the window's own check. */
async function sendBuy(kaipan: Kaipan, between: () => Promise<void>): Promise<void> {
  const { instruments = [] } = await kaipan.snapshot();
  const chosen = instruments.find(({ board, st }) => board === 'main' && !st);
  const ticket = { instrument: chosen?.id, side: 'buy', type: 'limit', price: chosen?.limitDown, quantity: 100 };
  const { token } = await kaipan.value('previewTicket', ticket);
  await between();
  await kaipan.ask('placeOrder', { ticket, token });
}

async function setTrading({ page }: Kaipan, state: string, reason: string): Promise<void> {
  await page.getByRole('radio', { name: state, exact: true }).click();
  await page.getByRole('textbox', { name: '理由' }).fill(reason);
  await page.keyboard.press('Enter');
}

describe('风控', () => {
  test('shows the policy, the switch, and why an order was denied', async ({ kaipan }) => {
    const { page } = kaipan;
    await jumpTo(kaipan, AT.ten);
    await page.keyboard.press('Control+3');
    await page.getByText('今天没有委托被拒绝').waitFor();
    await sendBuy(kaipan, async () => {
      await page.getByRole('radio', { name: '只减仓' }).click();
      expect(await button(kaipan, '改为只减仓').isDisabled()).toBe(true);
      await setTrading(kaipan, '只减仓', '盘中波动过大');
      await page.getByRole('status').getByText('只减仓').waitFor();
    });
    const denied = page.getByRole('list', { name: '今日拒绝的委托' });
    await denied.getByText('账户只减仓，不接受买入').waitFor();
    await page.getByRole('row', { name: /^账户状态/ }).getByText('拒绝 1').waitFor();
    expect((await ordersOf(kaipan)).map(({ state }) => state)).toContain('denied');

    await denied.getByRole('button').click();
    await page.getByRole('complementary', { name: '委托的来由' }).getByText('账户只减仓，不接受买入').first().waitFor();
    await page.keyboard.press('Control+3');
    await setTrading(kaipan, '正常', '恢复');
    await page.getByRole('status').getByText('只减仓').waitFor({ state: 'detached' });
    expect(kaipan.problems).toEqual([]);
  });
});
