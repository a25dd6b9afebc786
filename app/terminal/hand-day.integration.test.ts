import { afterAll, describe, expect, it } from 'vitest';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { ScratchDatabases, journalOf, openedDatabase } from '../../adapters/sqlite/scratch.fixture.ts';
import { type Actor, type StrategyId, hash32 } from '../../core/kernel/ids.ts';
import { type Random, seededRandom } from '../../core/kernel/random.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Quantity, UNITS_PER_YUAN, addQuantity, money, quantity, rate, turnoverOf } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type Command } from '../../core/oms/command.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { isFinal, leaves } from '../../core/orders/order.ts';
import { type PlanLine, STYLE_NAMES } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { type Engine } from './engine.ts';
import { type PaperDay, type PaperDayInputs, openPaperDay } from './paper-day.ts';

const DATE = '2026-09-01' as TradeDate;
const SEED = 7;
const LINES = 500;
const TRADER = 'trader' as Actor;
/** The trader does something at one quote in so many. */
const HAND_EVERY = 100;
const LOT = 100;
const CONDITIONS = ['price > 0', 'time >= 10:30', 'change < 1% for 30s', 'change > 30%'] as const;

const databases = new ScratchDatabases();
afterAll(() => databases.remove());

const market = (() => {
  const made = createDemoMarket({ seed: SEED, date: DATE, calendar: exchangeCalendar(), instruments: LINES, everyMs: 300_000 });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
})();
const quotes: readonly Quote[] = [...market.quotes()];

/** A thousand to three thousand shares, the same for the same instrument. */
function sharesOf(index: number): Quantity {
  return quantity((10 + (hash32(`shares-${index}`) % 21)) * LOT);
}

/** One line per instrument: buys and sells in turn, every style, one in five behind a condition. */
const signals: readonly Signal[] = market.references.map(({ instrument }, index) => ({
  date: market.previousDate,
  tradeDate: DATE,
  strategyId: `strategy-${index % 3}` as StrategyId,
  instrument: instrument.id,
  ask: { kind: 'quantity', side: index % 2 === 0 ? 'buy' : 'sell', quantity: sharesOf(index) },
  refPrice: null,
  reason: '',
  execution: STYLE_NAMES[index % STYLE_NAMES.length] ?? null,
  condition: index % 5 === 0 ? (CONDITIONS[(index / 5) % CONDITIONS.length] ?? null) : null,
}));

const config: TradingConfig = {
  ...DEFAULT_CONFIG,
  plan: { ...DEFAULT_CONFIG.plan, approval: 'countdown', approvalCountdownMs: 300_000 },
  risk: { ...DEFAULT_CONFIG.risk, rules: { ...DEFAULT_CONFIG.risk.rules, instrumentShare: { most: rate(40_000), severity: 'ask' } } },
};

const inputs: PaperDayInputs = {
  date: DATE,
  account: 'demo',
  seed: SEED,
  opening: {
    cash: money(100_000_000 * UNITS_PER_YUAN),
    positions: market.references.flatMap(({ instrument, prevClose }, index) => {
      const shares = sharesOf(index);
      const held = { instrument: instrument.id, strategyId: `strategy-${index % 3}` as StrategyId, quantity: shares, sellable: shares };
      return index % 2 === 0 ? [] : [{ ...held, cost: turnoverOf(prevClose, shares) }];
    }),
  },
  config,
  references: market.references,
  isWholeMarket: true,
};

type Wish = (line: PlanLine, random: Random) => Command;

const unchanged = ({ id, plannedQuantity, style }: PlanLine) => ({ type: 'editLine', lineId: id, plannedQuantity, style }) as const;
const restore: Wish = ({ id: lineId }) => ({ type: 'restoreLine', lineId });

const WISHES: readonly Wish[] = [
  restore,
  ({ id: lineId }) => ({ type: 'pauseLine', lineId, reason: 'wait for news' }),
  ({ id: lineId }) => ({ type: 'resumeLine', lineId }),
  (line) => ({ ...unchanged(line), plannedQuantity: addQuantity(line.plannedQuantity, quantity(LOT)) }),
  (line, random) => ({ ...unchanged(line), style: DEFAULT_STYLES[oneOf(STYLE_NAMES, random) ?? 'bestFive'] }),
  (line, random) => ({ ...unchanged(line), condition: oneOf([null, ...CONDITIONS], random) ?? null }),
  ({ id: lineId }) => ({ type: 'skipLine', lineId, reason: 'not today' }),
  ({ id: lineId }) => ({ type: 'forceLine', lineId }),
  ({ id: lineId }) => ({ type: 'finishLine', lineId }),
  ({ id: lineId }) => ({ type: 'overrideRule', lineId, rule: 'instrumentShare', reason: 'agreed' }),
  ({ id: lineId }) => ({ type: 'holdLine', lineId }),
  ({ id }) => ({ type: 'approveLines', lineIds: [id] }),
  (_, random) => ({ type: 'setPauses', pauses: { buys: random() < 0.2, sells: random() < 0.2 } }),
  () => ({ type: 'undo' }),
];

/** What the trader does before a quote, of its number alone; null: nothing, or nothing that makes sense. */
function handAt(at: number, state: OmsState): Command | null {
  const random = seededRandom(hash32(`hand-${at}`));
  if (random() * HAND_EVERY > 1) return null;
  const wish = oneOf(WISHES, random);
  const line = oneOf([...state.lines.values()].filter((one) => wish !== restore || one.state === 'skipped'), random);
  return line === undefined || wish === undefined ? null : wish(line, random);
}

function oneOf<T>(all: readonly T[], random: Random): T | undefined {
  return all[Math.floor(random() * all.length)];
}

interface Run {
  readonly engine: Engine;
  /** Records of the journal that the run has not met. */
  readonly remaining: number;
}

/**
 * Runs the day on a database, over what its journal holds already. Killed before the quote `killedAt`; the trader is at
 * work from where the journal ends, or not at all.
 */
function run(path: string, { killedAt = null, hand = true }: { readonly killedAt?: number | null; readonly hand?: boolean } = {}): Run {
  const database = openedDatabase(path);
  try {
    const rerun = new RerunJournal(journalOf(database, DATE));
    const day = openPaperDay(inputs, rerun, rerun);
    const { engine } = day;
    const wasBegun = rerun.remaining > 0;
    if (!wasBegun) engine.command({ type: 'importSignals', signals, source: 'signals.csv' }, TRADER);
    for (const [at, quote] of quotes.entries()) {
      if (at === killedAt) return { engine, remaining: rerun.remaining };
      const wish = hand && rerun.remaining === 0 ? handAt(at, engine.state) : null;
      if (wish !== null) engine.command(wish, TRADER);
      engine.quote(quote);
    }
    close(day);
    return { engine, remaining: rerun.remaining };
  } finally {
    database.close();
  }
}

function close({ engine }: PaperDay): void {
  engine.quotesEnded(quotes.at(-1)?.time ?? null, false);
  for (let moment = engine.nextMoment; moment !== null; moment = engine.nextMoment) engine.time(moment);
  engine.close(TRADER);
}

function journalText(path: string): readonly string[] {
  const database = openedDatabase(path);
  try {
    return [...journalOf(database, DATE).lines()];
  } finally {
    database.close();
  }
}

describe('a day of 500 lines in every style, with a hand that never rests', () => {
  const path = databases.fresh();

  it('keeps every line whole and ends each with a reason', () => {
    const { engine } = run(path);
    const { state } = engine;
    expect(state.lines.size).toBe(LINES);
    expect(state.halted).toBeNull();
    expect(state.sealed).toBe(true);
    expect(new Set([...state.lines.values()].map(({ style }) => style.style))).toEqual(new Set(STYLE_NAMES));
    for (const line of state.lines.values()) {
      expect(['done', 'expired', 'blocked', 'skipped']).toContain(line.state);
      expect(line.reason).not.toBeNull();
      const orders = [...state.orders.values()].filter(({ lineId }) => lineId === line.id);
      const reach = orders.reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
      expect(reach).toBeLessThanOrEqual(line.plannedQuantity);
    }
    const deeds = new Set(state.interventions.map(({ command }) => command.type));
    for (const deed of ['pauseLine', 'editLine', 'skipLine', 'forceLine', 'overrideRule', 'undo', 'restoreLine', 'finishLine'] as const) {
      expect(deeds).toContain(deed);
    }
    expect(state.fills.length).toBeGreaterThan(LINES / 2);
  });

  it('is run again from its journal to the byte, with nobody at the desk', () => {
    const before = journalText(path);
    const { engine, remaining } = run(path, { hand: false });
    expect(remaining).toBe(0);
    expect(journalText(path)).toEqual(before);
    const database = openedDatabase(path);
    expect(rebuild(journalOf(database, DATE).read())).toEqual(engine.state);
    database.close();
  });

  it('comes to the same journal when it is killed in its midst and goes on', () => {
    const killed = databases.fresh();
    run(killed, { killedAt: Math.floor(quotes.length * 0.37) });
    run(killed, { killedAt: Math.floor(quotes.length * 0.81) });
    run(killed);
    expect(journalText(killed)).toEqual(journalText(path));
  });
});

it('approves at five past nine what nobody has touched and no rule asks about', () => {
  const { engine } = run(databases.fresh(), { killedAt: 1, hand: false });
  const lines = [...engine.state.lines.values()];
  expect(engine.state.countdowns.size).toBe(0);
  expect(lines.some(({ state }) => state === 'approved')).toBe(true);
  for (const line of lines.filter(({ state }) => state === 'proposed')) expect(line.reason).not.toBeNull();
});
