import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { type MarketHistory, openMarketHistory } from '../../adapters/sqlite/market-history.ts';
import { type FillId, type LineId, type OrderId, POLICY, type StrategyId, dayId } from '../../core/kernel/ids.ts';
import { type Random, seededRandom } from '../../core/kernel/random.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, UNITS_PER_YUAN, ZERO_MONEY, ZERO_QUANTITY, addMoney, money, price, quantity, rate, turnoverOf } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type Order, type OrderRequest, addFees } from '../../core/orders/order.ts';
import { type ProposedLine } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { createLedger } from '../../core/portfolio/books.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { NO_FEES, estimateFees } from '../../core/portfolio/fees.ts';

const ACCOUNT = 'demo';
const SEED = 1;
/** Ten years of sessions before the first that the demo account trades. */
const FIRST = '2016-09-01' as TradeDate;
const LAST = '2026-08-31' as TradeDate;
const STRATEGIES = Array.from({ length: 20 }, (_, n) => `strategy-${String(n + 1).padStart(2, '0')}` as StrategyId);
const TURNS_PER_STRATEGY = 6;
const FILLS_PER_ORDER = 4;
const CASH = money(2_000_000_000 * UNITS_PER_YUAN);
const FEE_TERMS = { commission: { rate: rate(25_000), minimum: money(5 * UNITS_PER_YUAN) }, stampTax: rate(50_000), transferFee: rate(1_000) };
const STYLES = [DEFAULT_STYLES.twap, DEFAULT_STYLES.vwap, DEFAULT_STYLES.limit, DEFAULT_STYLES.callAuction] as const;

/** What ten years have left behind. */
export interface Decade {
  readonly days: number;
  readonly fills: number;
  readonly records: number;
}

/**
 * Makes the demo account one that has traded for ten years with twenty strategies, 1,000,000 fills in all: events of the
 * real kinds, appended to a real journal, which draws its tables and chains its records as always. Prices are random.
 */
export function makeDecade(dataDir: string, onYear: (year: string) => void): Decade {
  mkdirSync(dataDir, { recursive: true });
  const database = must(openAccountDatabase(path.join(dataDir, `${ACCOUNT}.paper.db`), { account: ACCOUNT, mode: 'paper' }));
  const history = must(openMarketHistory(path.join(dataDir, `${ACCOUNT}.market.db`)));
  try {
    const calendar = exchangeCalendar();
    const sessions = must(calendar.sessionsBetween(FIRST, LAST));
    const instruments = must(createDemoMarket({ seed: SEED, date: LAST, calendar })).references.map(({ instrument }) => instrument.id);
    const maker = new DecadeMaker(database, history, instruments);
    for (const [n, date] of sessions.entries()) {
      if (date.slice(0, 4) !== sessions[n - 1]?.slice(0, 4)) onYear(date.slice(0, 4));
      maker.makeDay(date);
    }
    const count = (table: string): number => database.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    return { days: sessions.length, fills: count('fills'), records: count('journal') };
  } finally {
    database.close();
    history.close();
  }
}

interface Turn {
  readonly line: ProposedLine;
  readonly order: OrderRequest;
}

class DecadeMaker {
  readonly #database: AccountDatabase;
  readonly #history: MarketHistory;
  readonly #prices: Map<InstrumentId, Price>;
  readonly #random: Random = seededRandom(SEED);
  #opening: OpeningAccount = { cash: CASH, positions: [] };

  constructor(database: AccountDatabase, history: MarketHistory, instruments: readonly InstrumentId[]) {
    this.#database = database;
    this.#history = history;
    this.#prices = new Map(instruments.map((id) => [id, price(UNITS_PER_YUAN * (5 + this.#below(60)))]));
  }

  makeDay(date: TradeDate): void {
    const at = atTime(date, timeOfDay('10:00:00'));
    const ledger = createLedger(this.#opening);
    const openingEquity = this.#worthOf(this.#opening);
    const before = new Map(this.#prices);
    for (const [id, last] of before) this.#prices.set(id, price(Math.max(10_000, Math.round((last * (9_801 + this.#below(400))) / 1_000_000) * 100)));
    const turns = STRATEGIES.flatMap((strategyId, n) => this.#turnsOf(date, strategyId, n * TURNS_PER_STRATEGY));
    const journal = must(this.#database.journal(date));
    const plan: OmsEvent = { type: 'planProposed', lines: turns.map(({ line }) => line), warnings: [], source: 'bench' };
    journal.append(0, at, [{ type: 'dayOpened', date, mode: 'paper', account: ACCOUNT, seed: SEED, opening: this.#opening, config: DEFAULT_CONFIG }, plan]);
    journal.append(1, at, [{ type: 'linesApproved', lineIds: turns.map(({ line }) => line.id) }]);
    let fees = NO_FEES;
    const trades = turns.flatMap(({ order }, n) => {
      const terms = { frozen: order.side === 'buy' ? addMoney(turnoverOf(order.price, order.quantity), money(100_000 * UNITS_PER_YUAN)) : ZERO_MONEY, settlement: 'T+1' } as const;
      ledger.intend(order, terms);
      const fills = this.#fillsOf(date, order, n, at);
      let filled = ZERO_QUANTITY;
      for (const { report, fees: paid } of fills) {
        const whole: Order = { ...order, terms, state: 'working', filled, turnover: ZERO_MONEY, fees: NO_FEES, reason: null, created: at, updated: at };
        // A ledger is no array.
        // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type
        ledger.fill(whole, { ...order, id: report.fillId, orderId: order.id, price: report.price, quantity: report.quantity, time: report.time, fees: paid });
        filled = quantity(filled + report.quantity);
        fees = addFees(fees, paid);
      }
      ledger.close(order);
      const basis = { time: at, last: order.price, bid: order.price, ask: order.price };
      return [
        { type: 'orderIntended', order, terms, verdicts: [], basis, token: null },
        { type: 'reportReceived', report: { reportId: `${order.id}-0`, orderId: order.id, time: at, kind: 'accepted' }, fees: null },
        ...fills,
      ] satisfies OmsEvent[];
    });
    journal.append(2, at, trades);
    this.#opening = carryForward(ledger);
    const marks = [...new Set(this.#opening.positions.map(({ instrument }) => instrument))].map((instrument) => ({ instrument, price: this.#priceOf(instrument) }));
    const equity = this.#worthOf(this.#opening);
    const result = { cash: this.#opening.cash, marketValue: money(equity - this.#opening.cash), equity, openingEquity, fees, marks, differences: [] };
    journal.append(3, atTime(date, timeOfDay('15:30:00')), [{ type: 'daySettled', result }, { type: 'daySealed', date, by: POLICY }]);
    this.#keepSessions(date, before);
  }

  /** A few of a strategy's instruments: what it holds is sold, what it does not is bought. */
  #turnsOf(date: TradeDate, strategyId: StrategyId, from: number): readonly Turn[] {
    const instruments = [...this.#prices.keys()];
    const chosen = new Set(Array.from({ length: TURNS_PER_STRATEGY }, () => instruments[this.#below(instruments.length)] as InstrumentId));
    return [...chosen].map((instrument, n) => {
      const held = this.#opening.positions.find((one) => one.strategyId === strategyId && one.instrument === instrument);
      return this.#turn(date, { strategyId, instrument, held: held?.quantity ?? ZERO_QUANTITY }, from + n + 1);
    });
  }

  #turn(date: TradeDate, { strategyId, instrument, held }: { strategyId: StrategyId; instrument: InstrumentId; held: Quantity }, n: number): Turn {
    const side = held > 0 ? 'sell' : 'buy';
    const shares = held > 0 ? held : quantity(FILLS_PER_ORDER * 100 * (1 + this.#below(20)));
    const at = this.#priceOf(instrument);
    const line: ProposedLine = {
      id: dayId('L', date, 'bench', n) as LineId,
      source: 'signal',
      strategyId,
      instrument,
      side,
      targetWeight: null,
      targetQuantity: held > 0 ? ZERO_QUANTITY : shares,
      currentQuantity: held,
      plannedQuantity: shares,
      refPrice: price(at - 100 + this.#below(3) * 100),
      estValue: turnoverOf(at, shares),
      estFees: ZERO_MONEY,
      style: STYLES[n % STYLES.length] ?? DEFAULT_STYLES.limit,
      condition: null,
      signalReason: held > 0 ? '离开目标' : '动量前列',
      blocked: null,
      adjustments: [],
    };
    return { line, order: { id: dayId('O', date, 'bench', n) as OrderId, lineId: line.id, strategyId, origin: 'plan', instrument, side, type: 'limit', price: at, quantity: shares } };
  }

  #fillsOf(date: TradeDate, order: OrderRequest, n: number, at: EpochMs) {
    const shares = quantity(order.quantity / FILLS_PER_ORDER);
    return Array.from({ length: FILLS_PER_ORDER }, (_, k) => {
      const report = {
        reportId: `${order.id}-${k + 1}`,
        orderId: order.id,
        time: (at + (k + 1) * 30_000) as EpochMs,
        kind: 'filled' as const,
        fillId: dayId('F', date, 'bench', n * FILLS_PER_ORDER + k + 1) as FillId,
        price: price(order.price + (order.side === 'buy' ? -100 : 100) * this.#below(3)),
        quantity: shares,
      };
      return { type: 'reportReceived' as const, report, fees: estimateFees({ side: order.side, price: report.price, quantity: shares, ...FEE_TERMS }) };
    });
  }

  #keepSessions(date: TradeDate, before: ReadonlyMap<InstrumentId, Price>): void {
    this.#history.keep(
      [...this.#prices].map(([instrument, close]) => {
        const prevClose = before.get(instrument) ?? close;
        const volume = quantity(1_000_000);
        const bar = { date, open: prevClose, high: price(Math.max(close, prevClose)), low: price(Math.min(close, prevClose)), close, prevClose, volume, turnover: turnoverOf(price(Math.round((close + prevClose) / 2)), volume) };
        return { instrument, bar };
      }),
    );
  }

  #worthOf({ cash, positions }: OpeningAccount): Money {
    return positions.reduce((sum, held) => addMoney(sum, turnoverOf(this.#priceOf(held.instrument), held.quantity)), cash);
  }

  #priceOf(instrument: InstrumentId): Price {
    return this.#prices.get(instrument) ?? price(0);
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`);
  return result.value;
}
