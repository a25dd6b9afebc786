import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';

/** Today's whole market, and how often each of its instruments is quoted. */
const INSTRUMENTS = 5_500;
const EVERY_MS = 3_000;
/** As often as the main process sends. */
const BATCH_MS = 50;
const WATCH_MS = 10_000;
/** At 60 frames a second one comes every 16.7 ms. */
const FRAME_MS = 1_000 / 60;

interface Frames {
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
}

/** Has the main process send the window a market of {@link INSTRUMENTS}, every one quoted each {@link EVERY_MS}. */
async function sendWholeMarket({ app }: Kaipan): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [count = 0, everyMs = 0, batchMs = 0]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const codes = Array.from({ length: count }, (_, at) => `${600_000 + at}.SH`);
      const price = (at: number): number => 100_000 + (at % 700) * 1_000;
      const quote = (at: number, tick: number): object => ({
        instrument: codes[at],
        time: Date.now(),
        last: price(at) + ((at + tick) % 7) * 100,
        open: price(at),
        high: price(at) + 700,
        low: price(at),
        volume: 100_000 + tick * 100,
        turnover: 1_000_000_000 + tick * 1_000_000,
        bid: price(at),
        ask: price(at) + 100,
      });
      // Far above the numbers of the session's own updates, which the window then takes for old ones.
      let seq = 1_000_000_000;
      const send = (update: object): void => contents?.send('kaipan-push:update', { seq: (seq += 1), reset: false, ...update });
      send({
        reset: true,
        instruments: codes.map((id, at) => ({
          id,
          name: `股票${at}`,
          board: 'main',
          industry: null,
          st: false,
          prevClose: price(at),
          limitUp: Math.round(price(at) * 1.1),
          limitDown: Math.round(price(at) * 0.9),
        })),
        quotes: codes.map((_, at) => quote(at, 0)),
      });
      let next = 0;
      let tick = 0;
      setInterval(() => {
        tick += 1;
        const many = Math.ceil((count * batchMs) / everyMs);
        send({ quotes: Array.from({ length: many }, () => quote((next = (next + 1) % count), tick)) });
      }, batchMs);
    },
    [INSTRUMENTS, EVERY_MS, BATCH_MS],
  );
}

function watchFrames({ page }: Kaipan): Promise<Frames> {
  return page.evaluate(`new Promise((resolve) => {
    const gaps = [];
    const start = performance.now();
    let last = start;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - start < ${WATCH_MS}) return requestAnimationFrame(frame);
      const sorted = gaps.slice(1).sort((a, b) => a - b);
      const at = (share) => sorted[Math.floor(sorted.length * share)];
      resolve({ perSecond: (sorted.length / (last - start)) * 1000, median: at(0.5), p99: at(0.99) });
    };
    requestAnimationFrame(frame);
  })`);
}

describe('the market list', () => {
  test('keeps the window at 60 frames a second while 5,500 instruments move every 3 s', async ({ kaipan }) => {
    await kaipan.page.keyboard.press('Control+2');
    await sendWholeMarket(kaipan);
    await kaipan.page.getByText('股票3', { exact: true }).waitFor();
    const first = await kaipan.page.locator('.trade-market .ag-row .num').first().innerText();
    const frames = await watchFrames(kaipan);
    console.log(`frames a second ${frames.perSecond.toFixed(1)}, median ${frames.median.toFixed(1)} ms, p99 ${frames.p99.toFixed(1)} ms`);
    expect(await kaipan.page.locator('.trade-market .ag-row .num').first().innerText()).not.toBe(first);
    expect(frames.median).toBeLessThan(FRAME_MS * 1.1);
  });
});
