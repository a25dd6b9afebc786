import { BrokerBooks } from '../../adapters/brokers/simulated/broker-books.ts';
import { type NumberedReport } from '../../adapters/brokers/gateway/protocol.ts';
import { type Exchange } from '../../core/exchange/exchange.ts';
import { reportIdOf } from '../../core/exchange/quote-reports.ts';
import { type OrderId } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type TradingRules } from '../../core/market/rules.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type ExecutionReport, type OrderRequest } from '../../core/orders/order.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type CommissionSchedule } from '../../core/portfolio/fees.ts';

/** What happens to a gateway's day. The same inputs in the same order make the same day. */
export type GatewayInput =
  | { readonly kind: 'submit'; readonly account: string; readonly order: OrderRequest }
  | { readonly kind: 'cancel'; readonly account: string; readonly orderId: OrderId }
  | { readonly kind: 'time' }
  /** The recorded market has come to its `upTo`-th quote. */
  | { readonly kind: 'quotes'; readonly upTo: number }
  | { readonly kind: 'close' };

export interface GatewayAccount {
  readonly name: string;
  readonly opening: OpeningAccount;
}

export interface GatewayDayOptions {
  readonly date: TradeDate;
  readonly exchange: Exchange;
  readonly accounts: readonly GatewayAccount[];
  readonly commission: CommissionSchedule;
  /** The recorded market that the exchange follows; null when its own orders are the market. */
  readonly recorded: { readonly quotes: readonly Quote[]; readonly show: (quote: Quote) => void } | null;
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
}

interface Desk {
  readonly opening: OpeningAccount;
  readonly books: BrokerBooks;
  readonly orders: Map<OrderId, OrderRequest>;
  /** The n-th report is at n - 1. */
  readonly reports: NumberedReport[];
  /** Orders that have been reported on. */
  readonly reported: Set<OrderId>;
  /** How many of them have been handed out. */
  told: number;
  refused: number;
}

/**
 * One day of the simulated brokerage: books per account in front of one exchange, and every account's reports numbered
 * from 1. It knows nothing of sockets and disks, and is made again from its inputs after a crash.
 */
export class GatewayDay {
  readonly date: TradeDate;
  readonly #options: GatewayDayOptions;
  readonly #desks: ReadonlyMap<string, Desk>;
  /** Desks with reports that nobody has taken yet. */
  readonly #news = new Set<string>();
  /** How much of the recorded market the exchange has seen. */
  #shown = 0;
  #closed = false;

  constructor(options: GatewayDayOptions) {
    this.#options = options;
    this.date = options.date;
    this.#desks = new Map(
      options.accounts.map(({ name, opening }) => {
        const books = new BrokerBooks(opening, options.commission);
        return [name, { opening, books, orders: new Map(), reports: [], reported: new Set(), told: 0, refused: 0 }];
      }),
    );
  }

  get shown(): number {
    return this.#shown;
  }

  get closed(): boolean {
    return this.#closed;
  }

  has(account: string): boolean {
    return this.#desks.has(account);
  }

  /** Why an order of this id cannot be taken though its account may trade; null when it can, or is here already. */
  clash(account: string, order: OrderRequest): Refusal | null {
    const known = this.#desk(account).orders.get(order.id);
    return known === undefined || sameOrder(known, order) ? null : refusal('gateway.orderIdReused', { orderId: order.id });
  }

  knows(account: string, orderId: OrderId): boolean {
    return this.#desk(account).orders.has(orderId);
  }

  take(input: GatewayInput, now: EpochMs): void {
    switch (input.kind) {
      case 'submit':
        this.#submit(input.account, input.order, now);
        break;
      case 'cancel':
        this.#options.exchange.cancel(atExchange(input.account, input.orderId), now);
        break;
      case 'time':
        this.#options.exchange.time(now);
        break;
      case 'quotes':
        this.#show(input.upTo);
        break;
      case 'close':
        this.#options.exchange.endOfDay(now);
        this.#closed = true;
    }
    this.#collect();
  }

  /** Reports since the last call, by account. */
  news(): ReadonlyMap<string, readonly NumberedReport[]> {
    const news = new Map<string, readonly NumberedReport[]>();
    for (const account of this.#news) {
      const desk = this.#desk(account);
      news.set(account, this.reportsAfter(account, desk.told));
      desk.told = desk.reports.length;
    }
    this.#news.clear();
    return news;
  }

  /** Number of the account's newest report. */
  lastReport(account: string): number {
    return this.#desk(account).reports.length;
  }

  reportsAfter(account: string, n: number): readonly NumberedReport[] {
    return this.#desk(account).reports.slice(n);
  }

  /** What the account's reports on one order were, in their order. */
  reportsOf(account: string, orderId: OrderId): readonly NumberedReport[] {
    return this.reportsAfter(account, 0).filter(({ report }) => report.orderId === orderId);
  }

  /** What the account held in the morning. */
  opening(account: string): OpeningAccount {
    return this.#desk(account).opening;
  }

  snapshot(account: string): BrokerSnapshot {
    return this.#desk(account).books.snapshot();
  }

  orders(account: string): readonly OrderId[] {
    return [...this.#desk(account).orders.keys()];
  }

  #show(upTo: number): void {
    const { recorded } = this.#options;
    invariant(recorded !== null && upTo <= recorded.quotes.length, `there is no quote ${upTo} in this market`);
    for (const quote of recorded.quotes.slice(this.#shown, upTo)) recorded.show(quote);
    this.#shown = upTo;
  }

  #submit(account: string, order: OrderRequest, now: EpochMs): void {
    const desk = this.#desk(account);
    if (desk.orders.has(order.id)) return;
    desk.orders.set(order.id, order);
    const problem = desk.books.enter(order, this.#options.rulesOf(order.instrument));
    if (problem === null) this.#options.exchange.submit({ ...order, id: atExchange(account, order.id) }, now);
    else this.#reject(account, order.id, problem, now);
  }

  #reject(account: string, orderId: OrderId, reason: Refusal, time: EpochMs): void {
    const desk = this.#desk(account);
    desk.refused += 1;
    const reportId = reportIdOf('B', this.#options.date, account, desk.refused);
    this.#keep(account, { reportId, orderId, time, kind: 'rejected', reason });
  }

  #collect(): void {
    for (const report of this.#options.exchange.drain()) {
      const [account, orderId] = fromExchange(report.orderId);
      const own = { ...report, orderId };
      this.#desk(account).books.book(own);
      this.#keep(account, own);
    }
  }

  #keep(account: string, report: ExecutionReport): void {
    const { orders, reports, reported } = this.#desk(account);
    const order = reported.has(report.orderId) ? undefined : orders.get(report.orderId);
    reported.add(report.orderId);
    reports.push({ n: reports.length + 1, report, ...(order === undefined ? {} : { order }) });
    this.#news.add(account);
  }

  #desk(account: string): Desk {
    const desk = this.#desks.get(account);
    invariant(desk !== undefined, `no account ${account} at this gateway`);
    return desk;
  }
}

/** Two accounts may use the same order id: at the exchange it carries the account's name. */
function atExchange(account: string, orderId: OrderId): OrderId {
  return `${account}/${orderId}` as OrderId;
}

function fromExchange(orderId: OrderId): readonly [account: string, orderId: OrderId] {
  const slash = orderId.indexOf('/');
  return [orderId.slice(0, slash), orderId.slice(slash + 1) as OrderId];
}

function sameOrder(a: OrderRequest, b: OrderRequest): boolean {
  return (Object.keys(a) as (keyof OrderRequest)[]).every((key) => a[key] === b[key]);
}
