import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { demoAccount } from '../../adapters/quotes/demo/demo-account.ts';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../adapters/quotes/demo/demo-signals.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { ScratchDatabases, journalOf, openedDatabase } from '../../adapters/sqlite/scratch.fixture.ts';
import { type Actor, type OrderId } from '../../core/kernel/ids.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { quantity } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type Quote } from '../../core/market/quote.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { openPaperDay } from './paper-day.ts';

const DATE = '2026-09-01' as TradeDate;
const SEED = 3;
const TRIES = 8;
const TRADER = 'trader' as Actor;

const databases = new ScratchDatabases();
afterAll(() => databases.remove());

const market = (() => {
  const made = createDemoMarket({ seed: SEED, date: DATE, calendar: exchangeCalendar(), instruments: 40, everyMs: 300_000 });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
})();
const quotes: readonly Quote[] = [...market.quotes()];
const opening = demoAccount(market);
const config = { ...DEFAULT_CONFIG, plan: { ...DEFAULT_CONFIG.plan, approval: 'automatic' } } as const;

/** Runs the day over what its journal holds, up to the quote `until`. @throws what a journal that differs throws. */
function run(path: string, until: number): void {
  const database = openedDatabase(path);
  try {
    const journal = new RerunJournal(journalOf(database, DATE));
    const { engine } = openPaperDay({ date: DATE, account: 'demo', seed: SEED, opening, config, references: market.references }, journal, journal);
    const held = opening.positions.map(({ instrument }) => instrument);
    engine.command({ type: 'importSignals', signals: demoSignals(market, { held }), source: 'signals' }, TRADER);
    for (const quote of quotes.slice(0, until)) engine.quote(quote);
  } finally {
    database.close();
  }
}

function recordsOf(path: string): readonly Recorded[] {
  const database = openedDatabase(path);
  try {
    return [...journalOf(database, DATE).read()];
  } finally {
    database.close();
  }
}

/** Changes the file as somebody does who has it in an editor, past every trigger. */
function edit(path: string, statement: string, ...values: readonly number[]): void {
  const connection = new Database(path);
  const triggers = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as readonly string[];
  for (const trigger of triggers) connection.exec(`DROP TRIGGER ${trigger}`);
  connection.prepare(statement).run(...values);
  connection.close();
}

type Intended = Extract<OmsEvent, { type: 'orderIntended' }>;

const whole = databases.fresh();
run(whole, quotes.length);
const honest = recordsOf(whole);
function copyOfWhole(): string {
  const path = databases.fresh();
  copyFileSync(whole, path);
  return path;
}

const intended = honest.flatMap(({ event }) => (event.type === 'orderIntended' ? [event] : []));

it('rests on a day with orders', () => {
  expect(intended.length).toBeGreaterThan(5);
});

it('makes no order from a record that was changed: the day is not opened', () => {
  const random = seededRandom(11);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const path = copyOfWhole();
    edit(path, 'UPDATE journal SET body = substr(body, 1, length(body) - 1) || \' }\' WHERE seq = ?', 1 + Math.floor(random() * honest.length));
    expect(() => run(path, quotes.length)).toThrow('journal.broken');
  }
});

it('comes to the same orders, each once, or to none, when the journal is cut off at any record', () => {
  const random = seededRandom(12);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const path = copyOfWhole();
    edit(path, 'DELETE FROM journal WHERE seq > ?', 1 + Math.floor(random() * (honest.length - 1)));
    let refused = false;
    try {
      run(path, quotes.length);
    } catch {
      refused = true;
    }
    const now = recordsOf(path);
    expect(now).toEqual(refused ? honest.slice(0, now.length) : honest);
  }
});

it('makes no order from one that somebody wrote into the journal with a chain that holds', () => {
  const random = seededRandom(13);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const path = databases.fresh();
    run(path, Math.floor(quotes.length * random()));
    const before = recordsOf(path);
    const last = before.at(-1);
    const model = intended[attempt % intended.length] as Intended;
    const forged: Intended = { ...model, order: { ...model.order, id: `${model.order.id}x` as OrderId, quantity: quantity(100) } };
    const database = openedDatabase(path);
    journalOf(database, DATE).append((last?.step ?? 0) + 1, last?.at ?? (quotes[0] as Quote).time, [forged]);
    database.close();
    expect(() => run(path, quotes.length)).toThrow('but the rerun says');
    expect(recordsOf(path)).toHaveLength(before.length + 1);
  }
});
