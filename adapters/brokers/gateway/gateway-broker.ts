import { type OrderId } from '../../../core/kernel/ids.ts';
import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type Broker, type BrokerSnapshot } from '../../../core/oms/ports.ts';
import { type ExecutionReport, type OrderRequest } from '../../../core/orders/order.ts';
import { type GatewayAnswer, GatewayLink, type GatewayLinkOptions, type GatewayRefusal, type LinkState } from './gateway-link.ts';
import { type NumberedReport } from './protocol.ts';

export interface GatewayBrokerOptions extends GatewayLinkOptions {
  readonly now: () => EpochMs;
  readonly onState: (state: LinkState) => void;
  readonly onQuotes?: (quotes: readonly Quote[]) => void;
}

const NOTHING_KNOWN: BrokerSnapshot = { cash: 0 as BrokerSnapshot['cash'], positions: [], fills: [], openOrders: [] };

/**
 * A broker at the other end of a gateway.
 *
 * An order that was handed over stays open until the gateway's own records say what became of it. After a broken
 * connection these are asked for: an order that they do not hold has never arrived, and cannot any more, for a gateway
 * hears nothing of an older connection once a new one has logged in. Only then is it reported as rejected.
 */
export class GatewayBroker implements Broker {
  readonly #options: GatewayBrokerOptions;
  readonly #link: GatewayLink;
  readonly #listeners: ((report: ExecutionReport) => void)[] = [];
  /** Handed over, and nothing heard of since. */
  readonly #silent = new Set<OrderId>();
  /** Cancels that nothing was heard of since: to ask again for what is cancelled already is harmless. */
  readonly #cancelling = new Set<OrderId>();
  /** The query under way, and the silent orders that its answer decides: all that were handed over before it. */
  #question: { readonly id: number; readonly decides: ReadonlySet<OrderId> } | null = null;
  #snapshot = NOTHING_KNOWN;
  #waiting: ((snapshot: BrokerSnapshot) => void)[] = [];

  constructor(options: GatewayBrokerOptions, lastReport: number) {
    this.#options = options;
    this.#link = new GatewayLink(options, lastReport, {
      state: (state) => this.#turned(state),
      report: (report) => this.#heard(report),
      answer: (answer) => this.#answered(answer),
      refused: (refused) => this.#refused(refused),
      quotes: (quotes) => options.onQuotes?.(quotes),
    });
  }

  get state(): LinkState {
    return this.#link.state;
  }

  get roundTrip(): number | null {
    return this.#link.roundTrip;
  }

  /** Orders whose outcome only the gateway's records can tell. */
  get unanswered(): ReadonlySet<OrderId> {
    return this.#silent;
  }

  open(): void {
    this.#link.open();
  }

  close(): void {
    this.#link.close();
  }

  submit(order: OrderRequest): void {
    this.#silent.add(order.id);
    this.#link.submit(order);
  }

  cancel(orderId: OrderId): void {
    this.#cancelling.add(orderId);
    this.#link.cancel(orderId);
  }

  onReport(listener: (report: ExecutionReport) => void): void {
    this.#listeners.push(listener);
  }

  subscribe(instruments: readonly InstrumentId[]): void {
    this.#link.subscribe(instruments);
  }

  /** Where the account stood at the last {@link refresh}. */
  snapshot(): BrokerSnapshot {
    return this.#snapshot;
  }

  /** Asks the gateway where the account stands; waits over a broken connection. */
  refresh(): Promise<BrokerSnapshot> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#ask();
    });
  }

  #turned(state: LinkState): void {
    this.#options.onState(state);
    if (state.kind !== 'ready') return;
    for (const orderId of this.#cancelling) this.#link.cancel(orderId);
    this.#ask();
  }

  #ask(): void {
    this.#question = { decides: new Set(this.#silent), id: this.#link.query() };
  }

  #heard({ report }: NumberedReport): void {
    this.#silent.delete(report.orderId);
    if (report.kind !== 'accepted' && report.kind !== 'filled') this.#cancelling.delete(report.orderId);
    this.#deliver(report);
  }

  #answered({ id, snapshot, orders }: GatewayAnswer): void {
    if (this.#question?.id !== id) return;
    const { decides } = this.#question;
    this.#question = null;
    this.#snapshot = snapshot;
    const known = new Set(orders);
    for (const orderId of decides) {
      if (this.#silent.has(orderId) && !known.has(orderId)) this.#reject(orderId, refusal('gateway.neverArrived'));
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(snapshot);
  }

  #refused({ of, orderId, reason }: GatewayRefusal): void {
    if (of === 'submit' && orderId !== undefined && this.#silent.has(orderId)) this.#reject(orderId, reason);
  }

  /** The gateway never took it: it has no report of its own. */
  #reject(orderId: OrderId, reason: Refusal): void {
    this.#silent.delete(orderId);
    this.#deliver({ reportId: `${orderId}/${reason.code}`, orderId, time: this.#options.now(), kind: 'rejected', reason });
  }

  #deliver(report: ExecutionReport): void {
    for (const listener of this.#listeners) listener(report);
  }
}
