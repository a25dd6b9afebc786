import { type QuoteExchange } from '../../../core/exchange/quote-exchange.ts';
import { reportIdOf } from '../../../core/exchange/quote-reports.ts';
import { type OrderId, UNASSIGNED_STRATEGY, dayId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../../core/kernel/time.ts';
import { type CorporateAction } from '../../../core/market/corporate-action.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { type Broker, type BrokerSnapshot } from '../../../core/oms/ports.ts';
import { type BrokerReport, type ForeignDraft, type OrderRequest } from '../../../core/orders/order.ts';
import { type Money } from '../../../core/kernel/units.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { type CommissionSchedule } from '../../../core/portfolio/fees.ts';
import { BrokerBooks } from './broker-books.ts';

export interface SimulatedBrokerOptions {
  readonly exchange: QuoteExchange;
  readonly date: TradeDate;
  readonly idTag: string;
  readonly opening: OpeningAccount;
  /** Of the day: credited before anything is traded. */
  readonly actions?: readonly CorporateAction[];
  readonly commission: CommissionSchedule;
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
}

type Listener = (report: BrokerReport) => void;

/**
 * A broker in front of the simulated exchange, with its own books of the account.
 *
 * It refuses what a broker refuses (cash, shares, odd lots) and passes the rest on. Reports wait until {@link drain}, so
 * none arrives before the call that caused it has returned; the books know them at once, as a real broker's do. Its
 * time is that of the last quote or moment that it was shown.
 */
export class SimulatedBroker implements Broker {
  private readonly exchange: QuoteExchange;
  private readonly options: SimulatedBrokerOptions;
  private readonly books: BrokerBooks;
  private readonly listeners: Listener[] = [];
  private outbox: BrokerReport[] = [];
  private refused = 0;
  private foreign = 0;
  private now = 0 as EpochMs;

  constructor(options: SimulatedBrokerOptions) {
    this.options = options;
    this.exchange = options.exchange;
    this.books = new BrokerBooks(options.opening, options.commission);
    for (const action of options.actions ?? []) this.books.credit(action);
  }

  submit(order: OrderRequest): void {
    const problem = this.books.enter(order, this.options.rulesOf(order.instrument));
    if (problem !== null) return this.reject(order.id, problem);
    this.passOn(order);
  }

  /** An order of the account from elsewhere: another terminal, the phone. What the broker refuses there never stood. */
  enterElsewhere(draft: ForeignDraft): Result<void, Refusal> {
    const { date, idTag } = this.options;
    const orderId = dayId('X', date, idTag, this.foreign + 1) as OrderId;
    const order: OrderRequest = { id: orderId, lineId: null, strategyId: UNASSIGNED_STRATEGY, origin: 'foreign', ...draft };
    const problem = this.books.enter(order, this.options.rulesOf(draft.instrument));
    if (problem !== null) return err(problem);
    this.foreign += 1;
    this.outbox.push({ ...draft, kind: 'foreign', reportId: reportIdOf('B', date, `${idTag}x`, this.foreign), orderId, time: this.now });
    this.passOn(order);
    return ok(undefined);
  }

  cancel(orderId: OrderId): void {
    this.exchange.cancel(orderId, this.now);
    this.collect();
  }

  onReport(listener: Listener): void {
    this.listeners.push(listener);
  }

  withhold(amount: Money): void {
    this.books.withhold(amount);
  }

  snapshot(): BrokerSnapshot {
    return this.books.snapshot();
  }

  onQuote(quote: Quote): void {
    this.pass(quote.time);
    this.exchange.quote(quote);
    this.collect();
  }

  /** It is `now`: to be told at each beginning of a phase. */
  onTime(now: EpochMs): void {
    this.pass(now);
    this.exchange.time(this.now);
    this.collect();
  }

  /** The exchange closes: what is open expires. */
  onClose(now: EpochMs): void {
    this.pass(now);
    this.exchange.endOfDay(this.now);
    this.collect();
  }

  /** Delivers what has been reported since the last call, oldest first. */
  drain(): void {
    if (this.outbox.length === 0) return;
    const delivered: readonly BrokerReport[] = this.outbox;
    this.outbox = [];
    for (const report of delivered) {
      for (const listener of this.listeners) listener(report);
    }
  }

  private pass(time: EpochMs): void {
    if (time > this.now) this.now = time;
  }

  private passOn(order: OrderRequest): void {
    this.exchange.submit(order, this.now);
    this.collect();
  }

  private collect(): void {
    for (const report of this.exchange.drain()) {
      this.books.book(report);
      this.outbox.push(report);
    }
  }

  private reject(orderId: OrderId, reason: Refusal): void {
    this.refused += 1;
    const reportId = reportIdOf('B', this.options.date, this.options.idTag, this.refused);
    this.outbox.push({ reportId, orderId, time: this.now, kind: 'rejected', reason });
  }
}
