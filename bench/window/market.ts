import path from 'node:path';
import { type CDPSession } from 'playwright-core';
import { type TradeDate, timeOfDay, timeOfDayOf } from '../../core/kernel/time.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { Kaipan, freshFolder } from '../../e2e/support/kaipan.ts';
import { say } from '../../scripts/lib/say.mjs';
import { type Delivery, measureDelivery } from './delivery.ts';
import { type Frames, measureFrames } from './frames.ts';
import { pause } from './pause.ts';
import { type AppProcess, type CpuShares, measureCpu, processesOf } from './processes.ts';
import { type Drawing, traceDrawing } from './trace.ts';

export const INSTRUMENTS = 5_500;
const SCREEN = { width: 1920, height: 1080 };
/** In the continuous session. */
const PLAY_FROM = timeOfDay('09:36:00');
/** What the jump there left to do is done by then. */
const SETTLE_MS = 8_000;
const STILL_MS = 10_000;
const MOVING_MS = 30_000;
const DELIVERY_MS = 15_000;
const TRACE_MS = 5_000;

/** How the app ran over a while. */
export interface Spell {
  readonly frames: Frames;
  readonly cpu: CpuShares;
  /** How late the main process came to what it was to do, in milliseconds. */
  readonly delay: { readonly p99: number; readonly max: number };
}

export interface Market {
  /** Nothing moves: what the window costs by itself. */
  readonly still: Spell;
  /** The whole market moves, in real time. */
  readonly moving: Spell;
  /** The same with the list in order of the day's change. */
  readonly sorted: Spell;
  readonly delivery: Delivery;
  readonly drawing: Drawing;
}

/** The Trade page of a large window, the market list in sight, over a market in real time. */
export async function measureMarket(env: NodeJS.ProcessEnv): Promise<Market> {
  const folder = await freshFolder();
  const kaipan = await Kaipan.launch(folder.path, env, [`--demo-instruments=${INSTRUMENTS}`]);
  try {
    const date = await toContinuousSession(kaipan);
    const processes = await processesOf(kaipan.app);
    const session = await kaipan.page.context().newCDPSession(kaipan.page);
    await session.send('Performance.enable');
    const spell = (ms: number): Promise<Spell> => measureSpell(kaipan, session, processes, ms);

    const still = await spell(STILL_MS);
    await kaipan.value('playback', { action: 'play' });
    await pause(SETTLE_MS);
    const moving = await spell(MOVING_MS);
    await kaipan.page.click('.market-list .ag-header-cell[col-id="2"], .market-list .ag-header-cell:last-child');
    await pause(SETTLE_MS);
    const sorted = await spell(STILL_MS);
    const delivery = await measureDelivery(kaipan.page, { date, instruments: INSTRUMENTS }, DELIVERY_MS);
    const drawing = await traceDrawing(kaipan.app, path.join(folder.path, 'trace.json'), TRACE_MS);
    if (kaipan.problems.length > 0) throw new Error(`the page complained: ${kaipan.problems.join('; ')}`);
    return { still, moving, sorted, delivery, drawing };
  } finally {
    await kaipan.close();
    await folder.remove();
  }
}

/** Approves the plan and jumps to where the whole market trades; leaves it paused, at the speed of the real one. */
async function toContinuousSession(kaipan: Kaipan): Promise<TradeDate> {
  await kaipan.app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, SCREEN);
  await kaipan.page.keyboard.press('Control+2');
  await kaipan.page.waitForSelector('.market-list .ag-row');
  await kaipan.approveAll();
  await kaipan.value('playback', { action: 'setSpeed', speed: 1 });
  await kaipan.value('playback', { action: 'jumpTo', time: PLAY_FROM });
  const now = async (): Promise<number> => timeOfDayOf(((await kaipan.snapshot()).status?.now ?? 0) as EpochMs);
  await kaipan.until(async () => (await now()) >= PLAY_FROM - 1_000, 'the market to be open', 60_000);
  await pause(SETTLE_MS);
  const date = (await kaipan.snapshot()).status?.date;
  if (date == null) throw new Error('no day is open');
  return date as TradeDate;
}

async function measureSpell(kaipan: Kaipan, session: CDPSession, processes: readonly AppProcess[], ms: number): Promise<Spell> {
  const delay = await kaipan.app.evaluateHandle(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    return histogram;
  });
  const cpuUsed = await measureCpu(processes);
  const frames = await measureFrames(kaipan.page, session, ms);
  const cpu = await cpuUsed();
  const nanoseconds = await delay.evaluate((histogram) => {
    histogram.disable();
    return { p99: histogram.percentile(99), max: histogram.max };
  });
  const late = (ns: number): number => Math.max(0, ns / 1e6 - 5);
  say(`frames ${JSON.stringify(frames)}; everything else on this machine took ${cpu.others.toFixed()} % of one core`);
  return { frames, cpu, delay: { p99: late(nanoseconds.p99), max: late(nanoseconds.max) } };
}
