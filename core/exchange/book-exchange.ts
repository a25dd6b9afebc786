import { type OrderId } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { type EpochMs, type TradeDate, timeOfDayOf } from '../kernel/time.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { type ExecutionReport, type OrderRequest } from '../orders/order.ts';
import { BookMarket } from './book-market.ts';
import { type Exchange } from './exchange.ts';
import { type ExchangeCode, refusalOf } from './quote-checks.ts';
import { ReportWriter } from './quote-reports.ts';

export interface BookExchangeOptions {
  readonly date: TradeDate;
  /** Keeps the ids of different exchanges apart. */
  readonly idTag: string;
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
  /** Instruments without one are not listed here. */
  referenceOf(instrument: InstrumentId): DayReference | undefined;
}

/**
 * A simulated exchange where the orders of all who send some meet one another: one book per instrument, price then time,
 * a call auction at the open and at the close. What trades, trades between two of them; there is no other market.
 */
export class BookExchange implements Exchange {
  readonly #options: BookExchangeOptions;
  readonly #reports: ReportWriter;
  readonly #markets = new Map<InstrumentId, BookMarket>();
  /** The market of every order that was taken. */
  readonly #orders = new Map<OrderId, BookMarket | null>();

  constructor(options: BookExchangeOptions) {
    this.#options = options;
    this.#reports = new ReportWriter(options.date, options.idTag);
  }

  submit(order: OrderRequest, now: EpochMs): void {
    this.#reports.at(now);
    if (this.#orders.has(order.id)) return this.#reject(order.id, 'exchange.duplicateOrder');
    this.#orders.set(order.id, null);
    const market = this.#marketOf(order.instrument);
    if (market === null) return this.#reject(order.id, 'exchange.unknownInstrument');
    const phase = this.#turn(market, now);
    const { rules, limits } = market;
    const refused = refusalOf(order, { rules, phase, limits, quote: market.quote(now) });
    if (refused !== null) return this.#reports.rejected(order.id, refused);
    this.#orders.set(order.id, market);
    this.#reports.accepted(order.id);
    market.enter(order);
  }

  cancel(orderId: OrderId, now: EpochMs): void {
    this.#reports.at(now);
    const market = this.#orders.get(orderId);
    if (market === undefined) return this.#refuseCancel(orderId, 'exchange.unknownOrder');
    if (market === null || !market.rests(orderId)) return this.#refuseCancel(orderId, 'exchange.orderFinished');
    const phase = this.#turn(market, now);
    if (!phase.cancel) return this.#refuseCancel(orderId, 'exchange.cancelNotOpen', phase);
    if (market.remove(orderId)) this.#reports.cancelled(orderId, null);
    else this.#refuseCancel(orderId, 'exchange.orderFinished');
  }

  time(now: EpochMs): void {
    this.#reports.at(now);
    for (const market of this.#markets.values()) this.#turn(market, now);
  }

  endOfDay(now: EpochMs): void {
    this.time(now);
    for (const market of this.#markets.values()) {
      for (const orderId of market.resting()) {
        market.remove(orderId);
        this.#reports.expired(orderId);
      }
    }
  }

  drain(): readonly ExecutionReport[] {
    return this.#reports.drain();
  }

  /** What the instrument's book shows now; undefined when it is not listed here. */
  quote(instrument: InstrumentId, now: EpochMs): Quote | undefined {
    return this.#marketOf(instrument)?.quote(now);
  }

  /** Brings the market to the phase of its own rules at `now`. */
  #turn(market: BookMarket, now: EpochMs): Phase {
    const phase = phaseAt(market.rules, timeOfDayOf(now));
    market.turnTo(phase);
    return phase;
  }

  #marketOf(instrument: InstrumentId): BookMarket | null {
    const known = this.#markets.get(instrument);
    if (known !== undefined) return known;
    const rules = this.#options.rulesOf(instrument);
    const reference = this.#options.referenceOf(instrument);
    if (rules === undefined || reference === undefined) return null;
    const market = new BookMarket(reference, rules, this.#reports);
    this.#markets.set(instrument, market);
    return market;
  }

  #reject(orderId: OrderId, code: ExchangeCode): void {
    this.#reports.rejected(orderId, refusal(code));
  }

  #refuseCancel(orderId: OrderId, code: ExchangeCode, phase: Phase | null = null): void {
    this.#reports.cancelRejected(orderId, refusal(code, phase === null ? {} : { phase: phase.name }));
  }
}
