import { type Page } from 'playwright-core';
import { Kaipan } from '../../e2e/support/kaipan.ts';
import { say } from '../../scripts/lib/say.mjs';

/** One thing that a person does on the page 复盘, with what it took: milliseconds from the click to the frame that shows it. */
export interface Step {
  readonly what: string;
  readonly ms: number;
}

/** The page over a long past that has been worked out before. */
export interface ReviewTimes {
  readonly firstPaint: number;
  /** Choosing other days or a strategy, and putting tables in order. */
  readonly steps: readonly Step[];
  /** How late the main process came to its work meanwhile, at worst, in milliseconds. */
  readonly mainLate: number;
}

/** The first look at a past: how long it takes to be worked out, in seconds, and how late the main process came meanwhile. */
export interface WorkingOut {
  readonly seconds: number;
  readonly mainLate: number;
}

const LONGEST_MS = 30 * 60_000;
const NAV = `document.querySelectorAll('.nav-item')[5]`;
const FIGURES = `(document.querySelector('.review-figures')?.textContent ?? '')`;
const FIRST_ROW = `(document.querySelector('.review-tables .ag-row[row-index="0"]')?.textContent ?? '')`;
const PAINTED = `${FIGURES} !== '' && document.querySelector('.review-chart canvas') !== null && ${FIRST_ROW} !== ''`;

export async function workOut(env: NodeJS.ProcessEnv, dataDir: string): Promise<WorkingOut> {
  const kaipan = await Kaipan.launch(dataDir, env);
  try {
    const late = await watchMain(kaipan);
    const began = performance.now();
    const review = { from: null, to: null, strategyId: null, index: null };
    await kaipan.until(async () => (await kaipan.value('review', { ...review, from: '9999-01-01' })).progress === null, 'ten years to be worked out', LONGEST_MS);
    return { seconds: (performance.now() - began) / 1000, mainLate: await late() };
  } finally {
    await kaipan.close();
  }
}

export async function measureReview(env: NodeJS.ProcessEnv, dataDir: string): Promise<ReviewTimes> {
  const kaipan = await Kaipan.launch(dataDir, env);
  try {
    const { page } = kaipan;
    const late = await watchMain(kaipan);
    const firstPaint = await timed(page, `${NAV}.click()`, PAINTED);
    const steps: Step[] = [];
    const step = async (what: string, act: string, shown: string): Promise<void> => {
      steps.push({ what, ms: await timed(page, act, shown) });
    };
    const changed = (text: string): string => `before !== (${text}) && (${text}) !== ''`;
    await step('one year of ten', clickText('年'), changed(FIGURES));
    await step('all days again', clickText('全部'), changed(FIGURES));
    await step('one strategy of 20', choose('strategy-07'), changed(FIGURES));
    await step('all strategies again', choose(''), changed(FIGURES));
    await step('2,430 days by profit', clickHead('盈亏'), changed(FIRST_ROW));
    await step('profit by stock', clickTab('归因'), changed(FIRST_ROW));
    await step('profit by strategy', clickText('策略'), changed(FIRST_ROW));
    await step('round trips', clickTab('回合'), changed(FIRST_ROW));
    await step('round trips by profit', clickHead('盈亏'), changed(FIRST_ROW));
    await step('fills', clickTab('成交'), changed(FIRST_ROW));
    await step('a million fills by value', clickHead('金额'), changed(FIRST_ROW));
    await step('one strategy’s fills by value', choose('strategy-07'), changed(FIRST_ROW));
    return { firstPaint, steps, mainLate: await late() };
  } finally {
    await kaipan.close();
  }
}

/** Does something in the page and waits, frame by frame, until it shows, and one frame more: then it is on the screen. */
async function timed(page: Page, act: string, shown: string): Promise<number> {
  const text = shown.includes(FIRST_ROW) ? FIRST_ROW : FIGURES;
  const script = `new Promise((done, fail) => {
    const before = ${text};
    const began = performance.now();
    ${act};
    const look = () => {
      if (performance.now() - began > 20000) fail(new Error('waited in vain'));
      else if (${shown}) requestAnimationFrame(() => done(performance.now() - began));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`;
  const ms = (await page.evaluate(script)) as number;
  say(`${act}: ${ms.toFixed(0)} ms`);
  return ms;
}

const clickText = (text: string): string => `[...document.querySelectorAll('.review .segmented-item')].find((one) => one.textContent === '${text}').click()`;
const clickTab = (text: string): string =>
  `[...document.querySelectorAll('.review .tabs-tab')].find((one) => one.textContent.startsWith('${text}')).dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))`;
const clickHead = (text: string): string => `[...document.querySelectorAll('.review .ag-header-cell-label')].find((one) => one.textContent.trim() === '${text}').click()`;
const choose = (value: string): string => `(() => {
  const select = document.querySelector('.look-bar select');
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, '${value}');
  select.dispatchEvent(new Event('change', { bubbles: true }));
})()`;

/** Watches how late the main process comes to its work, until the function that it gives is called. */
async function watchMain(kaipan: Kaipan): Promise<() => Promise<number>> {
  const delay = await kaipan.app.evaluateHandle(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    return histogram;
  });
  return async () => Math.max(0, (await delay.evaluate((histogram) => histogram.max)) / 1e6 - 5);
}
