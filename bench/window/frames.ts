import { type CDPSession, type Page } from 'playwright-core';

/** Of the display, and so of the animation frames. */
export const FRAME_MS = 1000 / 60;
/** Later than this after the one before, a frame has missed its turn. Between a turn and the next lies only rounding. */
const MISSED_MS = 1.5 * FRAME_MS;
const TWICE_MISSED_MS = 2.5 * FRAME_MS;

/** How a page ran for a while. */
export interface Frames {
  readonly seconds: number;
  /** Frames in the median and in the worst whole second. */
  readonly median: number;
  readonly worst: number;
  /** Shares of frames in percent that missed one turn of the display (over 16.7 ms) or two (over 33 ms). */
  readonly missed: number;
  readonly missedTwice: number;
  /** Tasks over 50 ms, of whatever kind. */
  readonly longTasks: number;
  /** What the page's main thread was busy with, in percent of the time; `busy` is all of it. */
  readonly busy: number;
  readonly script: number;
  readonly styleAndLayout: number;
}

interface Course {
  /** When each animation frame began. */
  readonly frames: readonly number[];
  readonly longTasks: number;
}

/** Runs in the page and asks for every single animation frame. */
function course(ms: number): string {
  return `new Promise((done) => {
    const frames = [];
    let longTasks = 0;
    const observer = new PerformanceObserver((list) => { longTasks += list.getEntries().length; });
    observer.observe({ type: 'longtask' });
    const until = performance.now() + ${ms};
    const next = (began) => {
      frames.push(began);
      if (performance.now() < until) { requestAnimationFrame(next); return; }
      observer.disconnect();
      done({ frames, longTasks });
    };
    requestAnimationFrame(next);
  })`;
}

/** Watches the page for `ms` without a word to it meanwhile. */
export async function measureFrames(page: Page, session: CDPSession, ms: number): Promise<Frames> {
  const before = await durations(session);
  const { frames, longTasks } = (await page.evaluate(course(ms))) as Course;
  const after = await durations(session);
  const percent = (...names: readonly string[]): number => {
    const spent = names.reduce((sum, name) => sum + (after.get(name) ?? 0) - (before.get(name) ?? 0), 0);
    return (100 * spent) / ((after.get('Timestamp') ?? 0) - (before.get('Timestamp') ?? 0));
  };
  return {
    ...pace(frames),
    longTasks,
    busy: percent('TaskDuration'),
    script: percent('ScriptDuration'),
    styleAndLayout: percent('LayoutDuration', 'RecalcStyleDuration'),
  };
}

/** Seconds that Chromium counts of a page since it began. */
async function durations(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

function pace(frames: readonly number[]): Pick<Frames, 'seconds' | 'median' | 'worst' | 'missed' | 'missedTwice'> {
  const [first = 0] = frames;
  const gaps = frames.slice(1).map((began, i) => began - (frames[i] ?? began));
  const bySecond: number[] = [];
  for (const began of frames) {
    const second = Math.floor((began - first) / 1000);
    bySecond[second] = (bySecond[second] ?? 0) + 1;
  }
  // The last second is not a whole one.
  const whole = Array.from(bySecond.slice(0, -1), (count: number | undefined) => count ?? 0).toSorted((a, b) => a - b);
  const share = (longerThan: number): number => (100 * gaps.filter((gap) => gap > longerThan).length) / gaps.length;
  return {
    seconds: whole.length,
    median: whole[Math.floor(whole.length / 2)] ?? 0,
    worst: whole[0] ?? 0,
    missed: share(MISSED_MS),
    missedTwice: share(TWICE_MISSED_MS),
  };
}
