import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { Kaipan } from './support/kaipan.ts';

const HANG_MS = 60_000;

function windows({ app }: Kaipan): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

function crashPage({ app }: Kaipan): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
}

async function noticesOf(kaipan: Kaipan): Promise<readonly string[]> {
  return ((await kaipan.snapshot()).notices ?? []).map(({ code }) => code);
}

describe('closing the window', () => {
  test('leaves the app trading; starting it again opens the window and says what happened', async ({ kaipan, display }) => {
    await kaipan.approveAll();
    await kaipan.play(600);
    const before = (await kaipan.snapshot()).status?.now ?? 0;
    const closed = kaipan.page.waitForEvent('close');
    await kaipan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closed;
    expect(await windows(kaipan)).toBe(0);
    await kaipan.nextPage(async () => expect(await kaipan.startAgain(display)).toBe(0));
    const after = await kaipan.snapshot();
    expect(after.status?.now).toBeGreaterThan(before);
    expect(after.orders?.length).toBeGreaterThan(0);
    expect(await noticesOf(kaipan)).toEqual(['app.keptRunning']);
  });
});

describe('a page that dies', () => {
  test('is opened again while trading goes on, and says so', async ({ kaipan }) => {
    await kaipan.approveAll();
    await kaipan.play(600);
    await kaipan.nextPage(() => crashPage(kaipan));
    expect(await windows(kaipan)).toBe(1);
    expect(await noticesOf(kaipan)).toEqual(['app.pageRestarted']);
    await kaipan.until(async () => ((await kaipan.snapshot()).orders?.length ?? 0) > 0, 'orders after the crash');
  });

  test('too often stays closed, and comes back when asked for', async ({ kaipan, display }) => {
    for (let crash = 0; crash < 3; crash += 1) await kaipan.nextPage(() => crashPage(kaipan));
    await crashPage(kaipan);
    await kaipan.until(async () => (await windows(kaipan)) === 0, 'the window to stay closed');
    await kaipan.nextPage(async () => expect(await kaipan.startAgain(display)).toBe(0));
    expect(await noticesOf(kaipan)).toHaveLength(4);
  });

  test('by hanging is opened again', { timeout: HANG_MS }, async ({ kaipan }) => {
    await kaipan.nextPage(async () => {
      await kaipan.page.evaluate('setTimeout(() => { for (;;); }, 50), undefined');
      // Chromium notices a page that hangs only when somebody types into it, and after half a minute.
      await kaipan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
    });
    expect(await noticesOf(kaipan)).toEqual(['app.pageRestarted']);
  });
});

test('a second start brings the window of the first to the front, and ends', async ({ kaipan, display }) => {
  const minimized = (): Promise<boolean> =>
    kaipan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === false);
  await kaipan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await minimized()).toBe(true);
  expect(await kaipan.startAgain(display)).toBe(0);
  await kaipan.until(async () => !(await minimized()), 'the window to be shown');
  expect(await windows(kaipan)).toBe(1);
});

describe('quitting', () => {
  test('asks while trading is unfinished, and stays when told to', async ({ kaipan }) => {
    await kaipan.approveAll();
    await kaipan.answerBoxes(0);
    await kaipan.app.evaluate(({ app }) => app.quit());
    expect(await windows(kaipan)).toBe(1);
    expect(await kaipan.ask('appInfo', {})).toMatchObject({ ok: true });
  });

  test('keeps approvals and pauses for the next start', async ({ kaipan, display }) => {
    await kaipan.approveAll();
    await kaipan.value('setPauses', { buys: true, sells: false });
    const { lines } = await kaipan.snapshot();
    await kaipan.close();
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
      const after = await again.snapshot();
      expect(after.status?.pauses).toMatchObject({ buys: true, sells: false });
      expect(after.lines?.map(({ id }) => id)).toEqual(lines?.map(({ id }) => id));
      expect(after.lines?.filter(({ state }) => state === 'proposed')).toEqual([]);
    } finally {
      await again.close();
    }
  });

  // Fails today: a day that is run again meets the commands after its last input only with the next quote, and so runs
  // on to that quote though nobody pressed play.
  test('goes on from where it stood, and not a second later', async ({ kaipan, display }) => {
    await kaipan.approveAll();
    const { status } = await kaipan.snapshot();
    await kaipan.close();
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
      const after = await again.snapshot();
      expect(after.status?.now).toBe(status?.now);
      expect(after.orders).toEqual([]);
    } finally {
      await again.close();
    }
  });
});

test('an error of ours pauses new orders, is in the log, and the trader is told where', async ({ kaipan }) => {
  await kaipan.app.evaluate(() => {
    setTimeout(() => {
      throw new Error('boom with token=abc');
    });
  });
  await kaipan.until(async () => (await kaipan.snapshot()).status?.pauses.buys === true, 'the pause');
  const { status, notices = [] } = await kaipan.snapshot();
  expect(status?.pauses).toMatchObject({ buys: true, sells: true });
  const reference = String(notices.find(({ code }) => code === 'app.fault')?.params['reference']);
  const log = await readFile(path.join(kaipan.dataDir, 'kaipan.log'), 'utf8');
  expect(log).toContain(reference);
  expect(log).toContain('boom with token=[redacted]');
});
