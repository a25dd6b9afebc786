import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, rm, statfs, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { type LineRow, type OrderRow, type StatusRow } from '../app/preload/contract.ts';
import { root } from '../scripts/lib/paths.mjs';
import { test as plain } from './support/fixture.ts';
import { gatewayDatabase } from '../app/terminal/live-session.ts';
import { ACCOUNT, RealGateway, journalBooks, journalDay } from './support/gateway.ts';
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
  await kaipan.value('marketSubscribe', { on: true });
  await kaipan.until(async () => {
    const { instruments = [], quotes = [] } = await kaipan.snapshot();
    return instruments.length > 0 && quotes.length === instruments.length;
  }, 'everything to be quoted');
  const text = JSON.stringify(await gateway.signals());
  const read = `window.kaipan.checkSignals({ name: 'signals.csv', bytes: new TextEncoder().encode(${text}) }).then(({ value }) => value.token)`;
  await kaipan.value('importSignals', { token: await kaipan.page.evaluate(read), skipBad: false, despite: false });
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
    await kaipan.page.getByTestId('unknown-orders').waitFor({ state: 'detached' });
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

describe('a second instance', () => {
  test('on the same data folder ends, and the first one says so', async ({ kaipan, display }) => {
    await connected(kaipan);
    expect(await kaipan.startAgain(display)).toBe(0);
    const pid = await kaipan.app.evaluate(() => process.pid);
    await kaipan.page.getByText(new RegExp(`程序已在运行（进程 ${pid}，\\d\\d:\\d\\d:\\d\\d 起）`)).waitFor();
  });

  test('on the same database trades nothing, shows the first one, and takes over when that is gone', async ({ kaipan, gateway, display }) => {
    await connected(kaipan);
    const other = await freshFolder();
    await symlink(gatewayDatabase({ account: ACCOUNT }, kaipan.dataDir), gatewayDatabase({ account: ACCOUNT }, other.path));
    const second = await Kaipan.launch(other.path, display, gateway.args);
    try {
      const pid = await kaipan.app.evaluate(() => process.pid);
      await second.page.getByTestId('failure').getByText(new RegExp(`进程 ${pid}，\\d\\d:\\d\\d:\\d\\d 起`)).waitFor();
      await pictures(second, 'in-use');
      expect(await second.ask('cancelAll', {})).toMatchObject({ ok: false, error: { code: 'database.inUse' } });
      expect((await statusOf(kaipan)).gateway?.state).toBe('connected');
      await kaipan.close();
      await connected(second);
      expect(await second.page.getByTestId('failure').count()).toBe(0);
    } finally {
      await second.close();
      await other.remove();
    }
  });
});

describe('a page and a GPU process that crash', () => {
  test('do not touch trading', async ({ kaipan, gateway }) => {
    await connected(kaipan);
    await workPlan(kaipan, gateway);
    await untilSent(kaipan, 2);
    await kaipan.nextPage(() => kaipan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()));
    const crashed = await kaipan.app.evaluate(async ({ app }) => {
      const gone = new Promise<string>((resolve) => {
        app.once('child-process-gone', (_event, { type }) => resolve(type));
      });
      const gpu = app.getAppMetrics().find(({ type }) => type === 'GPU');
      if (gpu === undefined) return 'none';
      process.kill(gpu.pid, 'SIGKILL');
      return gone;
    });
    expect(crashed).toBe('GPU');
    const before = sent(await ordersOf(kaipan));
    await untilSent(kaipan, before + 2);
    expect((await statusOf(kaipan)).pauses).toMatchObject({ buys: false, sells: false });
    await endInOrder(kaipan, gateway);
  });
});

/** Below these, in MB, one is warned, and new orders are stopped. */
const DISK = { megabytes: 256, warn: 160, bad: 100 } as const;

const onSmallDisk = atGateway.extend<{ readonly kaipan: Kaipan }>({
  kaipan: async ({ display, gateway }, provide) => {
    const folder = await freshFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK.megabytes}m`, 'kaipan', folder.path]);
    try {
      const kaipan = await Kaipan.launch(folder.path, display, gateway.args);
      await provide(kaipan);
      await kaipan.close();
    } finally {
      execFileSync('umount', ['--lazy', folder.path]);
      await folder.remove();
    }
  },
});

const MB = 1_048_576;
const ballastOf = ({ dataDir }: Kaipan): string => path.join(dataDir, 'ballast');

/** Fills the disk until no more than so many MB are free; 0: to the last byte. */
async function fillUp(kaipan: Kaipan, freeMb: number): Promise<void> {
  const { bavail, bsize } = await statfs(kaipan.dataDir);
  const bytes = bavail * bsize - freeMb * MB;
  await appendFile(ballastOf(kaipan), Buffer.alloc(Math.max(0, bytes), 1)).catch(() => undefined);
}

describe('a disk that fills up', () => {
  onSmallDisk('is warned of early, stops trading in order, loses nothing, and lets it go on when there is room again', async ({ kaipan, gateway }) => {
    await connected(kaipan);
    const settings = await kaipan.value('alertSettings', {});
    await kaipan.value('setAlertSettings', { ...settings, limits: { ...settings.limits, disk: { warn: DISK.warn, bad: DISK.bad } } });
    await workPlan(kaipan, gateway);
    await untilSent(kaipan, 2);

    await fillUp(kaipan, DISK.warn - 20);
    await kaipan.page.getByTestId('disk').getByText(/请尽快清理/).waitFor();
    await pictures(kaipan, 'disk-warning');
    await fillUp(kaipan, DISK.bad - 20);
    await kaipan.page.getByTestId('disk').getByText(/已暂停买入和卖出/).waitFor();
    expect((await statusOf(kaipan)).pauses).toMatchObject({ buys: true, sells: true });
    await pictures(kaipan, 'disk-stopped');

    await fillUp(kaipan, 0);
    await kaipan.until(async () => !(await kaipan.ask('setPauses', { buys: true })).ok, 'the journal to take no more', LONG_MS);
    await kaipan.page.getByTestId('failure').getByText(/日志无法写入磁盘/).waitFor();
    await mkdir(PICTURES, { recursive: true });
    await kaipan.page.screenshot({ path: path.join(PICTURES, 'gateway-disk-full-zh-dark.png') });
    const { orders: before } = await journalDay(kaipan.dataDir);

    await rm(ballastOf(kaipan));
    await connected(kaipan);
    expect((await statusOf(kaipan)).failure).toBeNull();
    expect((await ordersOf(kaipan)).map(({ id }) => id)).toEqual([...before.keys()]);
    await kaipan.value('setPauses', { buys: false, sells: false });
    const after = sent(await ordersOf(kaipan));
    await untilSent(kaipan, after + 1);
    await endInOrder(kaipan, gateway);
  });
});

describe('a person at the window', () => {
  atGateway('connects by the form, and accepts what the books differ in', async ({ kaipan, gateway }) => {
    const { page } = kaipan;
    await page.keyboard.press('Control+K');
    await page.keyboard.type('连接券商网关');
    await page.keyboard.press('Enter');
    await page.getByLabel('网关地址').fill('ws://broker.example:80');
    await page.getByLabel('账户').fill(ACCOUNT);
    await page.getByLabel('口令').fill(await gateway.token());
    await page.getByRole('button', { name: '连接', exact: true }).click();
    await page.getByRole('alert').getByText(/ws:\/\/broker\.example:80 不能用/).waitFor();
    await pictures(kaipan, 'form');
    await page.getByRole('dialog').locator('input').first().fill(gateway.url);
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await connected(kaipan);
    expect(await statusOf(kaipan)).toMatchObject({ account: ACCOUNT, playback: null });

    await gateway.kill();
    await gateway.loseCash(1);
    await gateway.start();
    await page.getByTestId('differences').getByText('资金').waitFor();
    await pictures(kaipan, 'differences');
    await page.getByLabel(/接受差异的原因/).fill('昨日利息');
    await page.getByRole('button', { name: '接受差异并继续' }).click();
    await connected(kaipan);
    await page.getByTestId('differences').waitFor({ state: 'detached' });
    expect(kaipan.problems).toEqual([]);
  });
});
