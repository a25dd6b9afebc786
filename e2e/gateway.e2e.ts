import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { type LineRow, type OrderRow, type StatusRow } from '../app/preload/contract.ts';
import { root } from '../scripts/lib/paths.mjs';
import { test as plain } from './support/fixture.ts';
import { RealGateway, journalBooks, journalDay } from './support/gateway.ts';
import { Kaipan, freshFolder } from './support/kaipan.ts';
import { linesOf, ordersOf } from './support/window.ts';

const PICTURES = path.join(root, 'out', 'screenshots');
const LOOKS = (['zh', 'en'] as const).flatMap((language) => (['dark', 'light'] as const).map((theme) => ({ language, theme })));
/** Session seconds in a second: a line of a quarter of an hour takes three quarters of a minute. */
const SPEED = 20;
const LONG_MS = 90_000;

const atGateway = plain.extend<{ readonly gateway: RealGateway }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
  gateway: async ({}, provide) => {
    const folder = await freshFolder();
    const gateway = new RealGateway(folder.path, SPEED);
    await gateway.start();
    try {
      await provide(gateway);
    } finally {
      await gateway.kill();
      await folder.remove();
    }
  },
});

/** The app in its real window, trading at a real gateway. */
const test = atGateway.extend({
  args: async ({ gateway }, provide) => {
    await provide(gateway.args);
  },
});

async function statusOf(kaipan: Kaipan): Promise<StatusRow> {
  const { status } = await kaipan.snapshot();
  if (status === undefined) throw new Error('the window has no status');
  return status;
}

async function connected(kaipan: Kaipan): Promise<void> {
  await kaipan.until(async () => {
    const { gateway, quotes } = await statusOf(kaipan);
    return gateway?.state === 'connected' && quotes === 'connected';
  }, 'the account to be connected');
}

/** Hands in the day's signals and works every line by TWAP until 09:45, approved. */
async function workPlan(kaipan: Kaipan, gateway: RealGateway): Promise<void> {
  const text = JSON.stringify(await gateway.signals());
  await kaipan.page.evaluate(`window.kaipan.checkSignals({ name: 'signals.csv', bytes: new TextEncoder().encode(${text}) })
    .then(({ value }) => window.kaipan.importSignals({ token: value.token, skipBad: false }))`);
  const proposed = (await linesOf(kaipan)).filter(({ state }) => state === 'proposed');
  for (const { id, plannedQuantity } of proposed) await kaipan.value('editLine', { id, quantity: plannedQuantity, style: TWAP });
  await kaipan.value('approveLines', { ids: proposed.map(({ id }) => id) });
}

const TWAP = {
  style: 'twap',
  start: null,
  end: 9.75 * 3_600_000,
  slices: null,
  intervalMs: 60_000,
  cap: null,
  bound: 2_000_000,
  sizeJitter: 0,
  timeJitter: 0,
  catchUp: 'gradual',
  rest: 'cancel',
} as const;

const sent = (orders: readonly OrderRow[]): number => orders.filter(({ state }) => state !== 'denied').length;

async function untilSent(kaipan: Kaipan, count: number): Promise<void> {
  await kaipan.until(async () => sent(await ordersOf(kaipan)) >= count, `${count} orders to be sent`, LONG_MS);
}

const isOver = ({ state }: LineRow): boolean => state === 'done' || state === 'expired' || state === 'skipped' || state === 'blocked';

/** Waits until every line has come to its end, closes the app, and finds both sides' books equal. */
async function endInOrder(kaipan: Kaipan, gateway: RealGateway): Promise<void> {
  await kaipan.until(async () => (await linesOf(kaipan)).every(isOver), 'every line to come to its end', LONG_MS);
  const lines = await linesOf(kaipan);
  const { dataDir, problems } = kaipan;
  await kaipan.close();
  const ours = await journalBooks(dataDir);
  expect(ours).toEqual(await gateway.books());
  expect(new Set(ours.fills).size).toBe(ours.fills.length);
  expect(ours.fills.length).toBeGreaterThan(0);
  for (const { plannedQuantity, filled } of lines) expect(filled).toBeLessThanOrEqual(plannedQuantity);
  expect(problems).toEqual([]);
}

/** Sends an order that the gateway can no more read than answer. */
async function orderUnheard(kaipan: Kaipan, gateway: RealGateway): Promise<void> {
  const { quotes = [] } = await kaipan.snapshot();
  const [quote] = quotes;
  if (quote === undefined) throw new Error('nothing is quoted');
  const ticket = { instrument: quote.instrument, side: 'buy', type: 'limit', price: quote.bid, quantity: 100 } as const;
  const { token } = await kaipan.value('previewTicket', ticket);
  gateway.freeze();
  await kaipan.value('placeOrder', { ticket, token });
}

async function pictures(kaipan: Kaipan, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const look of LOOKS) {
    await kaipan.value('setSettings', look);
    await kaipan.page.waitForSelector(`:root[data-theme='${look.theme}']`);
    await kaipan.page.screenshot({ path: path.join(PICTURES, `gateway-${name}-${look.language}-${look.theme}.png`) });
  }
  await kaipan.value('setSettings', LOOKS[0] ?? {});
}

describe('a gateway that is pulled away mid-day', () => {
  test('and brought back: orders are kept, what is unknown is resolved, the books are compared, and trading goes on', async ({ kaipan, gateway }) => {
    await connected(kaipan);
    await workPlan(kaipan, gateway);
    await untilSent(kaipan, 2);
    const before = await ordersOf(kaipan);
    await kaipan.page.keyboard.press('Control+2');
    await orderUnheard(kaipan, gateway);
    await kaipan.page.getByTestId('unknown-orders').waitFor();
    await pictures(kaipan, 'unknown');
    await gateway.kill();
    await kaipan.until(async () => (await statusOf(kaipan)).gateway?.state === 'waiting', 'the next try to be waited for');
    await kaipan.page.getByTestId('gateway').getByText(/后重试/).waitFor();
    await pictures(kaipan, 'waiting');
    expect((await statusOf(kaipan)).unreconciled?.reason.code).toBe('reconcile.connectionLost');
    expect((await ordersOf(kaipan)).map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    await gateway.start();
    await connected(kaipan);
    expect((await ordersOf(kaipan)).filter(({ state }) => state === 'unknown')).toEqual([]);
    expect(await kaipan.page.getByTestId('unknown-orders').count()).toBe(0);
    const after = sent(await ordersOf(kaipan));
    await untilSent(kaipan, after + 2);
    await endInOrder(kaipan, gateway);
  });
});

describe('a main process that is killed in the middle of a TWAP', () => {
  test('goes on where it was when it is started again, and sends no slice twice', async ({ kaipan, gateway, display }) => {
    await connected(kaipan);
    await workPlan(kaipan, gateway);
    await untilSent(kaipan, 3);
    await kaipan.kill();
    const { orders } = await journalDay(kaipan.dataDir);
    const again = await Kaipan.launch(kaipan.dataDir, display, gateway.args);
    try {
      await connected(again);
      const ids = (await ordersOf(again)).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([...orders.keys()]));
      expect((await linesOf(again)).some((line) => !isOver(line))).toBe(true);
      await endInOrder(again, gateway);
    } finally {
      await again.close();
    }
  });
});
