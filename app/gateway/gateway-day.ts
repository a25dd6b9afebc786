import { BrokerBooks } from '../../adapters/brokers/simulated/broker-books.ts';
import { type NumberedReport } from '../../adapters/brokers/gateway/protocol.ts';
import { type Exchange } from '../../core/exchange/exchange.ts';
import { reportIdOf } from '../../core/exchange/quote-reports.ts';
import { type FillId, type OrderId } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Price } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type TradingRules } from '../../core/market/rules.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type ExecutionReport, type OrderRequest } from '../../core/orders/order.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type CommissionSchedule } from '../../core/portfolio/fees.ts';
import { type FillAsItWas, type MatchCorrection, type ReportedFill, correctionProblem } from './corrections.ts';

/** What happens to a gateway's day. The same inputs in the same order make the same day. */
export type GatewayInput =
  | { readonly kind: 'submit'; readonly account: string; readonly order: OrderRequest }
  | { readonly kind: 'cancel'; readonly account: string; readonly orderId: OrderId }
  | { readonly kind: 'time' }
  /** The recorded market has come to its `upTo`-th quote. */
  | { readonly kind: 'quotes'; readonly upTo: number }
  /** An operator has said what a match really was. */
  | ({ readonly kind: 'correct' } & MatchCorrection)
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
  /** For tests: of which fills something wrong is said at first. Left out: of none. */
  readonly liesAbout?: (fillId: FillId) => boolean;
}

type FillReport = Extract<ExecutionReport, { kind: 'filled' }>;

interface Desk {
  readonly opening: OpeningAccount;
  readonly books: BrokerBooks;
  readonly orders: Map<OrderId, OrderRequest>;
  /** Its fills as they are. */
  readonly fills: Map<FillId, Pick<FillReport, 'orderId' | 'price' | 'quantity'>>;
  /** The n-th report is at n - 1. */
  readonly reports: NumberedReport[];
  /** Orders that have been reported on. */
  readonly reported: Set<OrderId>;
  /** How many of them have been handed out. */
  told: number;
  refused: number;
  corrected: number;
}

/** How wrong a price is that the gateway lies about, in 1/10000 yuan. */
const LIE: number = 100;

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
  /** What a fill that was lied about really was. */
  #owed: { readonly account: string; readonly fill: FillReport }[] = [];

  constructor(options: GatewayDayOptions) {
    this.#options = options;
    this.date = options.date;
    this.#desks = new Map(
      options.accounts.map(({ name, opening }) => {
        const books = new BrokerBooks(opening, options.commission);
        return [name, { opening, books, orders: new Map(), fills: new Map(), reports: [], reported: new Set(), told: 0, refused: 0, corrected: 0 }];
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

  /** Why an operator's correction cannot be done; null when it can. */
  correctionProblem(correction: MatchCorrection): Refusal | null {
    return correctionProblem(correction, (account, fillId) => this.#reported(account, fillId), this.#options.recorded === null);
  }

  take(input: GatewayInput, now: EpochMs): void {
    this.#admitLies(now);
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
      case 'correct':
        for (const fill of input.fills) this.#correct(fill, refusal('gateway.corrected', { by: input.by, reason: input.reason }), now);
        break;
      case 'close':
        this.#options.exchange.endOfDay(now);
        this.#closed = true;
    }
    this.#collect();
    if (this.#closed) this.#admitLies(now);
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
      const desk = this.#desk(account);
      desk.books.book(own);
      if (own.kind === 'filled') desk.fills.set(own.fillId, own);
      if (own.kind === 'filled' && this.#options.liesAbout?.(own.fillId) === true) this.#lie(account, own);
      else this.#keep(account, own);
    }
  }

  /** Says the right thing at the next input. */
  #lie(account: string, fill: FillReport): void {
    this.#keep(account, { ...fill, price: (fill.price + LIE) as Price });
    this.#owed.push({ account, fill });
  }

  #admitLies(now: EpochMs): void {
    const owed = this.#owed;
    this.#owed = [];
    for (const { account, fill } of owed) this.#keep(account, this.#correctionOf(account, fill, refusal('gateway.misreported'), now));
  }

  #reported(account: string, fillId: FillId): ReportedFill | undefined {
    const desk = this.#desks.get(account);
    const fill = desk?.fills.get(fillId);
    const order = fill === undefined ? undefined : desk?.orders.get(fill.orderId);
    if (desk === undefined || fill === undefined || order === undefined) return undefined;
    const ofOrder = [...desk.fills.values()].filter(({ orderId }) => orderId === order.id);
    const orderFilled = ofOrder.reduce((sum, { quantity }) => sum + quantity, 0);
    return { order, price: fill.price, quantity: fill.quantity, orderFilled, orderOpen: desk.books.isOpen(order.id) };
  }

  #correct({ account, fillId, price, quantity }: FillAsItWas, reason: Refusal, now: EpochMs): void {
    const desk = this.#desk(account);
    const was = desk.fills.get(fillId);
    invariant(was !== undefined, `no fill ${fillId} of ${account}`);
    const report = this.#correctionOf(account, { ...was, fillId, price, quantity }, reason, now);
    desk.fills.set(fillId, { orderId: was.orderId, price, quantity });
    desk.books.book(report);
    this.#keep(account, report);
  }

  #correctionOf(account: string, fill: Omit<FillReport, 'kind' | 'reportId' | 'time'>, reason: Refusal, time: EpochMs): ExecutionReport {
    const desk = this.#desk(account);
    desk.corrected += 1;
    const { orderId, fillId, price, quantity } = fill;
    const reportId = reportIdOf('C', this.#options.date, account, desk.corrected);
    return { reportId, orderId, time, kind: 'fillCorrected', fillId, price, quantity, reason };
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
