import { demoAccount } from '../../adapters/quotes/demo/demo-account.ts';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../adapters/quotes/demo/demo-signals.ts';
import { type Actor, DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type TradeDate, timeOfDay } from '../../core/kernel/time.ts';
import { RATE_ONE, rate } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { type MarketDay, type PaperMarket } from './paper-market.ts';

const DEMO = 'demo';
const FIRST_DAY = '2026-09-01' as TradeDate;

/**
 * A share that is locked at limit-up for five minutes makes way for another of its industry, and a holding that has lost a
 * fifth of its cost is proposed for sale.
 */
const DEMO_CONFIG: TradingConfig = {
  ...DEFAULT_CONFIG,
  execution: {
    ...DEFAULT_CONFIG.execution,
    candidates: [
      { strategyId: DEFAULT_STRATEGY, from: 'sector', start: timeOfDay('09:25:00'), end: timeOfDay('14:50:00'), lastingMs: 300_000, most: 1 },
    ],
    exits: [
      { name: '亏损两成', strategyId: null, condition: 'profit_rate <= -20% for 30s', share: rate(RATE_ONE), action: 'propose', style: null },
    ],
  },
};

export interface DemoMarketOptions {
  readonly seed?: number;
  /** How many instruments the invented market has; left out: as many as a demo has. */
  readonly instruments?: number;
}

/** The demo: an invented market, day after day. */
export function demoPaperMarket({ seed = 1, instruments }: DemoMarketOptions = {}): PaperMarket {
  const calendar = exchangeCalendar();
  const day = (date: TradeDate): Result<MarketDay, Refusal> => {
    const market = createDemoMarket({ seed, date, calendar, ...(instruments === undefined ? {} : { instruments }) });
    if (!market.ok) return market;
    const { references, sessions } = market.value;
    return ok({
      date,
      seed,
      config: DEMO_CONFIG,
      references,
      isWholeMarket: true,
      sessions,
      opening: demoAccount(market.value),
      texts: [],
      signals: (held) => demoSignals(market.value, { held }),
      feed: () => market.value.batches(),
    });
  };
  return {
    account: DEMO,
    fileName: DEMO,
    firstDay: FIRST_DAY,
    goesOn: true,
    by: DEMO as Actor,
    source: DEMO,
    warnings: [],
    day,
    trialDay: (date) => {
      const before = calendar.previousSession(date);
      return before.ok ? day(before.value) : before;
    },
  };
}
