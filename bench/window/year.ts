import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { demoAccount } from '../../adapters/quotes/demo/demo-account.ts';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../adapters/quotes/demo/demo-signals.ts';
import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { type Actor, POLICY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { dividendTaxOf } from '../../core/settlement/tax.ts';
import { openPaperDay } from '../../app/terminal/paper-day.ts';

const ACCOUNT = 'demo';
const SEED = 1;
const BENCH = 'bench' as Actor;
/** The session before the first that the demo account trades, and a year before it. */
const FIRST = '2025-09-01' as TradeDate;
const LAST = '2026-08-31' as TradeDate;
/** Snapshots that are this far apart give a whole day in a blink, with some hundred records like any other. */
const EVERY_MS = 60_000;

/** What a year has left behind. */
export interface Year {
  readonly days: number;
  readonly records: number;
}

/**
 * Makes a demo account that has traded for a year: every session is played through the terminal's own engine, exchange
 * and journal, its plan approved, and sealed. Only the snapshots are farther apart than in a real day. The next start
 * of the app finds the day before its own sealed, and goes on with the one after.
 */
export function makeYear(dataDir: string): Year {
  mkdirSync(dataDir, { recursive: true });
  const database = must(openAccountDatabase(path.join(dataDir, `${ACCOUNT}.paper.db`), { account: ACCOUNT, mode: 'paper' }));
  try {
    const sessions = must(exchangeCalendar().sessionsBetween(FIRST, LAST));
    let opening: OpeningAccount | null = null;
    for (const date of sessions) opening = playDay(database, date, opening);
    const { records } = database.connection.prepare('SELECT count(*) AS records FROM journal').get() as { records: number };
    return { days: sessions.length, records };
  } finally {
    database.close();
  }
}

/** Plays one session to its seal; returns the account as it opens the next. */
function playDay(database: AccountDatabase, date: TradeDate, before: OpeningAccount | null): OpeningAccount {
  const market = must(createDemoMarket({ seed: SEED, date, calendar: exchangeCalendar(), everyMs: EVERY_MS }));
  const opening = before ?? demoAccount(market);
  const journal = must(database.journal(date));
  const { references } = market;
  const inputs = { date, account: ACCOUNT, seed: SEED, opening, config: DEFAULT_CONFIG, references };
  const { engine } = openPaperDay(inputs, journal, null);
  must(engine.command({ type: 'importSignals', signals: demoSignals(market), source: 'demo' }, BENCH));
  const lineIds = [...engine.state.lines.values()].filter((line) => line.state === 'proposed').map((line) => line.id);
  if (lineIds.length > 0) must(engine.command({ type: 'approveLines', lineIds }, BENCH));
  for (const quote of market.quotes()) engine.quote(quote);
  for (let moment = engine.nextMoment; moment !== null; moment = engine.nextMoment) engine.time(moment);
  engine.close(POLICY);
  if (!engine.state.sealed) throw new Error(`the day ${date} was not sealed`);
  return carryForward(engine.state.ledger, dividendTaxOf(engine.state).parcels);
}

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`);
  return result.value;
}
