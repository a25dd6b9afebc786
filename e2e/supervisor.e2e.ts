import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { test as plain } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { Kaipan, freshFolder } from './support/kaipan.ts';
import { type SystemProcess, hasComeBack, mainOn, systemProcesses } from './support/processes.ts';
import { ordersOf } from './support/window.ts';

/** Session seconds per second. */
const SPEED = 600;

/** The app under its own watcher, and whatever comes back of it ended. */
const test = plain.extend<{ kaipan: Kaipan }>({
  kaipan: async ({ display, args }, provide) => {
    const folder = await freshFolder();
    const kaipan = await Kaipan.launch(folder.path, display, args, true);
    try {
      await provide(kaipan);
    } finally {
      await kaipan.close();
      await endAll(kaipan);
      await folder.remove();
    }
  },
});

async function endAll(kaipan: Kaipan): Promise<void> {
  const left = mainOn(kaipan.dataDir);
  if (left !== undefined) process.kill(left.pid, 'SIGTERM');
  await kaipan.until(() => mainOn(kaipan.dataDir) === undefined, 'everything to end');
}

/** The process that has taken the place of one that is gone. */
async function successor(kaipan: Kaipan): Promise<SystemProcess> {
  await kaipan.until(() => hasComeBack(kaipan.dataDir), 'the main process to come back');
  return mainOn(kaipan.dataDir) as SystemProcess;
}

function logOf({ dataDir }: Kaipan): Promise<string> {
  return readFile(path.join(dataDir, 'kaipan.log'), 'utf8');
}

async function timeOf(kaipan: Kaipan): Promise<number> {
  return (await kaipan.snapshot()).status?.now ?? 0;
}

async function untilTrading(kaipan: Kaipan): Promise<void> {
  await kaipan.approveAll();
  await kaipan.play(SPEED);
  await kaipan.until(async () => (await ordersOf(kaipan)).length > 0, 'the first orders');
}

function pausesByPolicy(kaipan: Kaipan) {
  return journalled(kaipan, 'commandGiven').then((given) => given.filter(({ command, by }) => command.type === 'setPauses' && by === 'policy'));
}

describe('a main process that is killed', () => {
  test('comes back by itself with its orders, each once, and new ones paused', async ({ kaipan, display }) => {
    await untilTrading(kaipan);
    const before = (await ordersOf(kaipan)).map(({ id }) => id);
    await kaipan.kill();
    await successor(kaipan);
    await kaipan.until(async () => (await pausesByPolicy(kaipan)).length > 0, 'new orders to be paused');
    // It is there, and holds the lock: another start only shows its window.
    expect(await kaipan.startAgain(display)).toBe(0);
    await endAll(kaipan);
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
      expect((await again.snapshot()).status?.pauses).toMatchObject({ buys: true, sells: true });
      const after = (await ordersOf(again)).map(({ id }) => id);
      expect(after).toEqual(expect.arrayContaining(before));
      expect(new Set(after).size).toBe(after.length);
    } finally {
      await again.close();
    }
  });

  test('goes on trading where the trader wants that', async ({ kaipan }) => {
    await kaipan.value('setSettings', { afterCrash: 'goOn' });
    await untilTrading(kaipan);
    // By then the watcher has heard that the market plays: it is told once a second.
    const since = await timeOf(kaipan);
    await kaipan.until(async () => (await timeOf(kaipan)) - since > 2 * SPEED * 1_000, 'two seconds of playing');
    await kaipan.kill();
    const before = (await journalled(kaipan, 'reportReceived')).length;
    await successor(kaipan);
    await kaipan.until(async () => (await journalled(kaipan, 'reportReceived')).length > before, 'further reports');
    expect(await pausesByPolicy(kaipan)).toEqual([]);
  });

  test('comes back when it hangs as well', async ({ kaipan }) => {
    await kaipan.app.evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    const { pid } = await successor(kaipan);
    expect(pid).not.toBe(kaipan.app.process().pid);
    expect(await logOf(kaipan)).toContain('the main process is gone; it is started again');
  });
});

describe('a main process that crashes again and again', () => {
  const looping = test.extend<{ args: readonly string[] }>({
    // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
    args: async ({}, provide) => {
      await provide([`--crashes=${[3, 2, 1].map((minutes) => Date.now() - minutes * 60_000).join(',')}`]);
    },
  });

  looping('stays gone, and its watcher says so', async ({ kaipan }) => {
    const isWatcher = ({ args }: SystemProcess): boolean => args.includes('--watch-over');
    const watchers = (): readonly SystemProcess[] => systemProcesses().filter(isWatcher);
    const [watcher] = watchers();
    await kaipan.kill();
    await kaipan.until(async () => (await logOf(kaipan)).includes('4 times within ten minutes; it stays gone'), 'the watcher to give up');
    expect(mainOn(kaipan.dataDir)).toBeUndefined();
    // It waits in its message for somebody to read it.
    if (watcher !== undefined) process.kill(watcher.pid, 'SIGKILL');
    expect(watcher).toBeDefined();
  });
});

plain('a graphics or utility process that is killed leaves trading alone', async ({ kaipan }) => {
  await untilTrading(kaipan);
  const helpers = await kaipan.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'GPU' || type === 'Utility').map(({ pid }) => pid));
  expect(helpers).not.toEqual([]);
  for (const pid of helpers) process.kill(pid, 'SIGKILL');
  const before = (await journalled(kaipan, 'reportReceived')).length;
  await kaipan.until(async () => (await journalled(kaipan, 'reportReceived')).length > before, 'further reports');
  expect((await kaipan.snapshot()).status?.pauses).toMatchObject({ buys: false, sells: false });
});
