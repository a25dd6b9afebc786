import { type Actor, type FillId, type LineId, type OrderId, type StrategyId, DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { type ScriptDesk } from '../execution/script-port.ts';
import { type Refusal, type Result } from '../kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { type Price, type Quantity, RATE_ONE, UNITS_PER_YUAN, ZERO_MONEY, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type DailyHistory } from '../market/daily-history.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { type MinuteTape, minuteAfter } from '../market/minute-tape.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type OwnCurve } from '../market/volume-curve.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type Signal } from '../plan/signal.ts';
import { type ExecutionReport, type OrderRequest } from '../orders/order.ts';
import { type OpeningAccount, type OpeningPosition } from '../portfolio/account.ts';
import { type ReturnHistory } from '../risk/measures/return-history.ts';
import { type Command } from './command.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { type Mode, type OmsEvent, type Recorded } from './events.ts';
import { Oms } from './oms.ts';
import { type StrategyCarry } from './strategy/followed.ts';
import { type WatchCarry } from './watch/watch-memory.ts';

export const DATE = '2024-03-06' as TradeDate;
export const MAOTAI = '600519.SH' as InstrumentId;
export const MIDEA = '000333.SZ' as InstrumentId;
export const TRADER = 'trader' as Actor;

/** Yuan to a price. */
export function yuan(amount: number): Price {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

type ReportBody = ExecutionReport extends infer Report
  ? Report extends ExecutionReport
    ? Omit<Report, 'reportId' | 'orderId' | 'time'>
    : never
  : never;

/**
 * An OMS at a desk where the test is the market, the clock and the broker. The journal is a list; what reached the
 * broker is kept with how long the journal was at that moment.
 */
export class Desk {
  readonly records: Recorded[] = [];
  readonly sent: { readonly order: OrderRequest; readonly journalled: number }[] = [];
  readonly cancels: OrderId[] = [];
  readonly oms: Oms;
  now: EpochMs = atTime(DATE, timeOfDay('09:10:00'));
  failing = false;
  readonly #quotes = new Map<InstrumentId, Quote>();
  readonly #minutes = new Map<InstrumentId, MinuteTape>();
  readonly #references = new Map<InstrumentId, DayReference>();
  readonly #rules = new Map<InstrumentId, TradingRules>();
  #reports = 0;

  constructor(options: { readonly cash?: number; readonly positions?: readonly OpeningPosition[]; readonly config?: TradingConfig; readonly mode?: Mode; readonly watches?: WatchCarry; readonly opening?: OpeningAccount; readonly strategies?: StrategyCarry; readonly history?: DailyHistory; readonly returns?: ReturnHistory; readonly volumeCurve?: OwnCurve; readonly scripts?: ScriptDesk } = {}) {
    this.list(MAOTAI, 1700);
    this.list(MIDEA, 60);
    const clock = (): EpochMs => this.now;
    this.oms = new Oms(
      { read: () => this.records, append: (step, at, events) => this.#append(step, at, events) },
      {
        submit: (order) => this.sent.push({ order, journalled: this.records.length }),
        cancel: (orderId) => this.cancels.push(orderId),
      },
      {
        market: { quote: (id) => this.#quotes.get(id), reference: (id) => this.#references.get(id), minute: (id) => this.#minutes.get(id) },
        rulesOf: (id) => this.#rules.get(id),
        history: options.history,
        returns: options.returns,
        scripts: options.scripts,
        volumeCurve: () => options.volumeCurve,
        get now() {
          return clock();
        },
      },
    );
    this.oms.openDay({
      type: 'dayOpened',
      date: DATE,
      mode: options.mode ?? 'paper',
      account: 'test',
      seed: 1,
      opening: options.opening ?? { cash: money((options.cash ?? 1_000_000) * UNITS_PER_YUAN), positions: options.positions ?? [] },
      config: options.config ?? DEFAULT_CONFIG,
      ...(options.watches === undefined ? {} : { watches: options.watches }),
      ...(options.strategies === undefined ? {} : { strategies: options.strategies }),
    });
  }

  /** Makes an instrument known, with limits of ten percent. */
  list(id: InstrumentId, prevClose: number): void {
    const instrument = bareInstrument(id);
    const close = yuan(prevClose);
    this.#references.set(id, {
      instrument,
      prevClose: close,
      limitUp: yuan(Math.round(prevClose * 110) / 100),
      limitDown: yuan(Math.round(prevClose * 90) / 100),
    });
    const rules = tradingRules(instrument, DATE);
    if (rules.ok) this.#rules.set(id, rules.value);
  }

  /** Makes an instrument unknown again. */
  delist(id: InstrumentId): void {
    this.#references.delete(id);
    this.#rules.delete(id);
  }

  at(time: string): void {
    this.now = atTime(DATE, timeOfDay(time));
    this.oms.nextStep();
    this.oms.onTime('morning');
  }

  /** A quote with five equal levels on both sides, a tick apart; `traded` is the day's volume so far. */
  quote(id: InstrumentId, bid: number, ask: number, volume = 10_000, traded = 1_000_000, book: Partial<Quote> = {}): void {
    const reference = this.#references.get(id);
    if (reference === undefined) throw new Error(`not listed: ${id}`);
    const levels = (best: number, step: number) =>
      [0, 1, 2, 3, 4].map((n) => ({ price: yuan(best + n * step), volume: quantity(volume) }));
    const quote: Quote = {
      instrument: id,
      time: this.now,
      prevClose: reference.prevClose,
      open: yuan(bid),
      high: yuan(ask),
      low: yuan(bid),
      last: yuan(ask),
      volume: quantity(traded),
      turnover: turnoverOf(yuan(ask), quantity(traded)),
      limitUp: reference.limitUp,
      limitDown: reference.limitDown,
      bids: levels(bid, -0.01),
      asks: levels(ask, 0.01),
      auction: null,
      ...book,
    };
    this.#show(quote);
  }

  /** The instrument, quoted before, stands at limit-down with nobody buying. */
  lockDown(id: InstrumentId): void {
    const before = this.#quotes.get(id);
    if (before === undefined) throw new Error(`not quoted: ${id}`);
    const asks = [{ price: before.limitDown, volume: quantity(1_000_000) }];
    this.#show({ ...before, time: this.now, last: before.limitDown, low: before.limitDown, bids: [], asks });
  }

  #show(quote: Quote): void {
    const id = quote.instrument;
    this.#quotes.set(id, quote);
    this.#minutes.set(id, minuteAfter(this.#minutes.get(id), quote));
    this.oms.nextStep();
    this.oms.onQuote(id);
  }

  /** Locked at limit-up: buyers queue at the limit and nobody sells. */
  seal(id: InstrumentId): void {
    const limit = (this.#references.get(id)?.limitUp ?? 0) / UNITS_PER_YUAN;
    this.quote(id, limit, limit, 10_000, 1_000_000, { asks: [] });
  }

  do(command: Command): Result<void, Refusal> {
    this.oms.nextStep();
    return this.oms.onCommand(command, TRADER);
  }

  /** Plans and approves target weights, in whole percent. */
  plan(targets: Readonly<Record<string, number>>, condition: string | null = null): void {
    this.propose(targets, condition);
    const lineIds = [...this.oms.state.lines.values()].filter((line) => line.state === 'proposed').map((line) => line.id);
    this.do({ type: 'approveLines', lineIds });
  }

  /** Plans target weights, in whole percent. */
  propose(targets: Readonly<Record<string, number>>, condition: string | null = null): void {
    this.do({ type: 'importSignals', signals: targetsOf(DEFAULT_STRATEGY, targets, condition), source: 'test.csv' });
  }

  /** What is known of the instrument today. */
  readonly reference = (id: InstrumentId): DayReference | undefined => this.#references.get(id);
  readonly rulesOf = (id: InstrumentId): TradingRules | undefined => this.#rules.get(id);

  report(orderId: OrderId, body: ReportBody, reportId?: string): void {
    this.#reports += 1;
    const report = { ...body, orderId, time: this.now, reportId: reportId ?? `R${this.#reports}` } as ExecutionReport;
    this.oms.onReport(report);
  }

  fill(orderId: OrderId, shares: number, at: Price): void {
    this.#reports += 1;
    const fillId = `F${this.#reports}` as FillId;
    this.report(orderId, { kind: 'filled', fillId, price: at, quantity: quantity(shares) });
  }

  get events(): readonly OmsEvent[] {
    return this.records.map((record) => record.event);
  }

  types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  lastOrder(): OrderRequest {
    const last = this.sent.at(-1);
    if (last === undefined) throw new Error('nothing was sent');
    return last.order;
  }

  line(instrument: InstrumentId): { readonly id: LineId; readonly plannedQuantity: Quantity } & Record<string, unknown> {
    for (const line of this.oms.state.lines.values()) {
      if (line.instrument === instrument) return { ...line };
    }
    throw new Error(`no line for ${instrument}`);
  }

  #append(step: number, at: EpochMs, events: readonly OmsEvent[]): number {
    if (this.failing) throw new Error('disk full');
    const first = this.records.length + 1;
    events.forEach((event, index) => this.records.push({ seq: first + index, step, at, event }));
    return first;
  }
}

export function holding(instrument: InstrumentId, shares: number, cost: number, sellable = shares): OpeningPosition {
  return {
    instrument,
    strategyId: DEFAULT_STRATEGY,
    quantity: quantity(shares),
    sellable: quantity(sellable),
    cost: shares === 0 ? ZERO_MONEY : turnoverOf(yuan(cost), quantity(shares)),
  };
}

/** Target weights of one strategy, in whole percent. */
export function targetsOf(strategyId: StrategyId, targets: Readonly<Record<string, number>>, condition: string | null = null): readonly Signal[] {
  return Object.entries(targets).map(([instrument, percent]) => ({
    date: DATE,
    tradeDate: DATE,
    strategyId,
    instrument: instrument as InstrumentId,
    ask: { kind: 'target', weight: rate((percent * RATE_ONE) / 100) },
    refPrice: null,
    reason: 'test',
    execution: null,
    condition,
  }));
}
