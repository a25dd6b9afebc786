import { type Page } from 'playwright-core';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';

/** What reached the page of what the market had. */
export interface Delivery {
  readonly perSecond: number;
  readonly fed: number;
  readonly dropped: number;
}

/** The seed of the demo session. */
const SEED = 1;

/** Every quote that the page is told of in `ms`: instrument and time. */
function listen(ms: number): string {
  return `new Promise((done) => {
    const got = [];
    const stop = window.kaipan.onUpdate(({ quotes = [] }) => {
      for (const { instrument, time } of quotes) got.push([instrument, time]);
    });
    setTimeout(() => { stop(); done(got); }, ${ms});
  })`;
}

/**
 * Holds the quotes that come over the window's bridge against the demo market, which is the same whenever it is made:
 * all of them between the first and the last one that came must have come.
 */
export async function measureDelivery(page: Page, market: { date: TradeDate; instruments: number }, ms: number): Promise<Delivery> {
  const got = (await page.evaluate(listen(ms))) as readonly (readonly [instrument: string, time: number])[];
  const known = new Set(got.map(([instrument, time]) => `${instrument} ${time}`));
  const times = got.map(([, time]) => time);
  const [from, until] = [Math.min(...times), Math.max(...times)];
  const made = createDemoMarket({ ...market, seed: SEED, calendar: exchangeCalendar() });
  if (!made.ok) throw new Error(made.error.code);
  let fed = 0;
  let dropped = 0;
  for (const { instrument, time } of made.value.quotes()) {
    if (time >= until) break;
    if (time <= from) continue;
    fed += 1;
    if (!known.has(`${instrument} ${time}`)) dropped += 1;
  }
  return { perSecond: (got.length * 1000) / ms, fed, dropped };
}
