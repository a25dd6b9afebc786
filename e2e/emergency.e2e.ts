import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const AUCTION = (9 * 60 + 17) * 60_000;
const LATER = 11 * 3_600_000;

function badge({ page }: Kaipan, text: string | RegExp): ReturnType<Kaipan['page']['locator']> {
  return page.locator('.status-bar').getByText(text);
}

describe('pauses', () => {
  test('of buys in the auction and of one strategy hold what they name, and outlive a restart', async ({ kaipan, display }) => {
    const { page } = kaipan;
    await kaipan.approveAll();
    await page.keyboard.press('F8');
    await badge(kaipan, '已暂停买入').waitFor();
    await jumpTo(kaipan, AUCTION);
    const inAuction = await ordersOf(kaipan);
    expect(inAuction.filter(({ side }) => side === 'sell')).not.toEqual([]);
    expect(inAuction.filter(({ side }) => side === 'buy')).toEqual([]);

    const [strategy] = (await linesOf(kaipan)).map(({ strategyId }) => strategyId);
    await button(kaipan, '暂停策略').click();
    await page.getByRole('menuitem', { name: `暂停 ${strategy}` }).click();
    await badge(kaipan, `已暂停 ${strategy}`).waitFor();
    expect((await journalled(kaipan, 'pausesChanged')).at(-1)?.after).toEqual({ buys: true, sells: false, strategies: [strategy] });

    await kaipan.close();
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await badge(again, `已暂停 ${strategy}`).waitFor();
      await badge(again, '已暂停买入').waitFor();
      await again.page.keyboard.press('F10');
      await button(again, `恢复 ${strategy}`).click();
      await badge(again, `已暂停 ${strategy}`).waitFor({ state: 'detached' });
      expect((await journalled(again, 'commandGiven')).at(-1)).toMatchObject({ command: { type: 'resumeStrategy' }, by: 'trader' });
    } finally {
      await again.close();
    }
  });
});

describe('an emergency', () => {
  test('stops new orders, cancels what is open and sells out, each by itself', async ({ kaipan }) => {
    const { page } = kaipan;
    await kaipan.approveAll();
    await jumpTo(kaipan, AT.half + 60_000);
    const sent = (await ordersOf(kaipan)).length;
    await page.keyboard.press('F10');
    await button(kaipan, /^停止新委托/).click();
    await badge(kaipan, '已停止交易').waitFor();
    await jumpTo(kaipan, AT.ten);
    expect((await ordersOf(kaipan)).length).toBe(sent);

    await kaipan.ask('cancelAll', {});
    await kaipan.until(async () => (await ordersOf(kaipan)).every(({ final }) => final), 'the cancels to be answered');

    await page.keyboard.press('F10');
    await button(kaipan, /^清仓…/).click();
    const dialog = page.getByRole('dialog', { name: '清仓' });
    await dialog.getByText('已停止新委托').waitFor();
    const promised = Number(/可卖 (\d+) 项/.exec((await dialog.getByText(/^可卖 \d+ 项/).textContent()) ?? '')?.[1]);
    await dialog.getByText(/停牌，今天不能卖出$/).first().waitFor();
    const confirm = dialog.getByRole('button', { name: '开始清仓' });
    await dialog.getByRole('textbox', { name: /^输入账户名/ }).fill('demo');
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('textbox', { name: /^输入账户名/ }).focus();
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    await dialog.waitFor({ state: 'detached' });
    await badge(kaipan, '只减仓').waitFor();

    await jumpTo(kaipan, LATER);
    const { positions: left = [], lines = [] } = await kaipan.snapshot();
    const sellOut = lines.filter(({ source }) => source === 'liquidation');
    for (const line of sellOut) {
      const rest = left.find(({ instrument }) => instrument === line.instrument)?.sellable ?? 0;
      if (rest > 0) expect(line.reason, line.instrument).not.toBeNull();
    }
    expect(sellOut.reduce((sum, { filled }) => sum + filled, 0)).toBeGreaterThan(0);

    const [begun, ...more] = await journalled(kaipan, 'linesAdded');
    expect(more).toEqual([]);
    expect(begun).toMatchObject({ by: 'trader', reason: { code: 'liquidation.byPerson' } });
    expect(begun?.lines.map(({ id }) => id).toSorted()).toEqual(sellOut.map(({ id }) => id).toSorted());
    expect(begun?.lines.filter(({ blocked }) => blocked === null)).toHaveLength(promised);
    const orders = (await journalled(kaipan, 'orderIntended')).filter(({ order }) => order.origin === 'liquidation');
    expect(orders.every(({ order }) => order.side === 'sell')).toBe(true);
    expect((await journalled(kaipan, 'tradingStateChanged')).map(({ after }) => after)).toEqual(['halted', 'reducingOnly']);
    expect(kaipan.problems).toEqual([]);
  });
});

describe('an order made at another terminal', () => {
  test('is shown as such, is booked, can be taken over, and is there after a restart', async ({ kaipan, display }) => {
    const { page } = kaipan;
    await jumpTo(kaipan, AT.ten);
    const { positions = [], instruments = [] } = await kaipan.snapshot();
    const holding = positions.find((position) => position.sellable >= 200);
    const limit = instruments.find(({ id }) => id === holding?.instrument)?.limitUp;
    await kaipan.value('playback', { action: 'enterElsewhere', instrument: holding?.instrument, side: 'sell', price: limit, quantity: 200 });
    const foreign = (await ordersOf(kaipan)).find(({ origin }) => origin === 'foreign');
    expect(foreign).toMatchObject({ state: 'working', lineId: null, quantity: 200 });

    await page.keyboard.press('Alt+1');
    await row(kaipan, '委托', '外部').click();
    await page.keyboard.press('y');
    await button(kaipan, '接管…').click();
    await page.getByRole('menuitem', { name: '建新计划行' }).click();
    await kaipan.until(async () => (await linesOf(kaipan)).some(({ source, state }) => source === 'takeOver' && state === 'working'), 'the line');
    expect(await journalled(kaipan, 'orderTakenOver')).toMatchObject([{ orderId: foreign?.id, by: 'trader' }]);

    await kaipan.close();
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
      const order = (await ordersOf(again)).find(({ id }) => id === foreign?.id);
      expect(order).toMatchObject({ origin: 'foreign', state: 'working' });
      expect(order?.lineId).not.toBeNull();
      await again.value('cancelOrder', { id: foreign?.id });
      await again.until(async () => (await ordersOf(again)).find(({ id }) => id === foreign?.id)?.state === 'cancelled', 'the cancel');
    } finally {
      await again.close();
    }
  });
});
