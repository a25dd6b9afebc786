import { type OrderId } from '../../../core/kernel/ids.ts';
import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type Broker, type BrokerSnapshot } from '../../../core/oms/ports.ts';
import { type BrokerReport, type OrderRequest } from '../../../core/orders/order.ts';
import {
  type GatewayAnswer,
  GatewayLink,
  type GatewayLinkOptions,
  type GatewayMorning,
  type GatewayRefusal,
  type GatewayWelcome,
  type LinkState,
} from './gateway-link.ts';
import { type NumberedReport } from './protocol.ts';

export interface GatewayBrokerOptions extends GatewayLinkOptions {
  readonly now: () => EpochMs;
  readonly onState: (state: LinkState) => void;
  readonly onQuotes?: (quotes: readonly Quote[]) => void;
  /** The gateway's session clock, whenever it tells it. */
  readonly onTime?: (now: EpochMs) => void;
  /** Before the state is `ready`. */
  readonly onWelcome?: (welcome: GatewayWelcome) => void;
  readonly onMorning?: (morning: GatewayMorning) => void;
  readonly onClosed?: () => void;
  /** Where the account stands, after all that has been reported, whenever the gateway has been asked. */
  readonly onSnapshot?: (snapshot: BrokerSnapshot) => void;
  /** Left out: all orders of the account are ours. */
  readonly isOurs?: (orderId: OrderId) => boolean;
}

/** What a terminal knew of the gateway when it ended. */
export interface GatewayMemory {
  /** Number of the last report that was kept. */
  readonly lastReport: number;
  /** Orders that were, or were about to be, handed over, and may not have arrived. */
  readonly unanswered: Iterable<OrderId>;
  /** Orders that were to be cancelled and have not come to their end. */
  readonly cancelling: Iterable<OrderId>;
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
  readonly #listeners: ((report: BrokerReport, n?: number) => void)[] = [];
  /** Handed over, and nothing heard of since. */
  readonly #silent = new Set<OrderId>();
  /** Cancels that nothing was heard of since: to ask again for what is cancelled already is harmless. */
  readonly #cancelling = new Set<OrderId>();
  /** The query under way, and the silent orders that its answer decides: all that were handed over before it. */
  #question: { readonly id: number; readonly decides: ReadonlySet<OrderId> } | null = null;
  #snapshot = NOTHING_KNOWN;
  #waiting: ((snapshot: BrokerSnapshot) => void)[] = [];

  constructor(options: GatewayBrokerOptions) {
    this.#options = options;
    this.#link = new GatewayLink(options, {
      state: (state) => this.#turned(state),
      report: (report) => this.#heard(report),
      answer: (answer) => this.#answered(answer),
      refused: (refused) => this.#refused(refused),
      quotes: (quotes) => options.onQuotes?.(quotes),
      welcomed: (welcome) => options.onWelcome?.(welcome),
      morning: (morning) => options.onMorning?.(morning),
      time: (now) => options.onTime?.(now),
      closed: () => options.onClosed?.(),
    });
  }

  get state(): LinkState {
    return this.#link.state;
  }

  get roundTrip(): number | null {
    return this.#link.roundTrip;
  }

  /** Milliseconds since the gateway was last heard; null before the first time. */
  get sinceHeard(): number | null {
    return this.#link.sinceHeard;
  }

  /** Orders whose outcome only the gateway's records can tell. */
  get unanswered(): ReadonlySet<OrderId> {
    return this.#silent;
  }

  /** Before it is opened: what an earlier run of the terminal left behind. */
  recall({ lastReport, unanswered, cancelling }: GatewayMemory): void {
    this.#link.resumeAfter(lastReport);
    for (const orderId of unanswered) this.#silent.add(orderId);
    for (const orderId of cancelling) this.#cancelling.add(orderId);
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

  /** An order that may not have arrived cannot be cancelled: that waits until it is heard of. */
  cancel(orderId: OrderId): void {
    this.#cancelling.add(orderId);
    this.#askToCancel(orderId);
  }

  onReport(listener: (report: BrokerReport, n?: number) => void): void {
    this.#listeners.push(listener);
  }

  subscribe(instruments: readonly InstrumentId[]): void {
    this.#link.subscribe(instruments);
  }

  /** Asks what the day began with, of a gateway that is `ready`. */
  askMorning(): void {
    this.#link.askMorning();
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
    for (const orderId of this.#cancelling) this.#askToCancel(orderId);
    this.#ask();
  }

  /**
   * "No such order", said of an order that is still on its way, would take it for one that stands: the gateway is asked
   * only for what it is known to hold.
   */
  #askToCancel(orderId: OrderId): void {
    if (!this.#silent.has(orderId)) this.#link.cancel(orderId);
  }

  #ask(): void {
    this.#question = { decides: new Set(this.#silent), id: this.#link.query() };
  }

  #heard({ n, report, order }: NumberedReport): void {
    const { orderId } = report;
    const arrived = this.#silent.delete(orderId);
    if (report.kind !== 'accepted' && report.kind !== 'filled') this.#cancelling.delete(orderId);
    else if (arrived && this.#cancelling.has(orderId)) this.#link.cancel(orderId);
    if (order !== undefined && this.#options.isOurs?.(order.id) === false) this.#deliver(foreignOrder(order, report.time));
    this.#deliver(report, n);
  }

  #answered({ id, snapshot, orders }: GatewayAnswer): void {
    if (this.#question?.id !== id) return;
    const { decides } = this.#question;
    this.#question = null;
    this.#snapshot = snapshot;
    const known = new Set(orders);
    const standing = new Set(snapshot.openOrders);
    for (const orderId of decides) {
      if (!this.#silent.delete(orderId)) continue;
      if (!known.has(orderId)) this.#reject(orderId, refusal('gateway.neverArrived'));
      else if (standing.has(orderId)) this.#foundStanding(orderId, id);
    }
    this.#options.onSnapshot?.(snapshot);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(snapshot);
  }

  /** It was left behind by an earlier run, and the gateway's records say that it stands. */
  #foundStanding(orderId: OrderId, question: number): void {
    this.#deliver({ reportId: `${orderId}/standing/${this.#options.now()}/${question}`, orderId, time: this.#options.now(), kind: 'accepted' });
    if (this.#cancelling.has(orderId)) this.#link.cancel(orderId);
  }

  #refused({ of, orderId, reason }: GatewayRefusal): void {
    if (of === 'submit' && orderId !== undefined && this.#silent.has(orderId)) this.#reject(orderId, reason);
  }

  /** The gateway never took it: it has no report of its own. */
  #reject(orderId: OrderId, reason: Refusal): void {
    this.#silent.delete(orderId);
    this.#cancelling.delete(orderId);
    this.#deliver({ reportId: `${orderId}/${reason.code}`, orderId, time: this.#options.now(), kind: 'rejected', reason });
  }

  #deliver(report: BrokerReport, n?: number): void {
    for (const listener of this.#listeners) listener(report, n);
  }
}

/** An order of the account that another terminal has sent. */
function foreignOrder({ id: orderId, instrument, side, type, price, quantity }: OrderRequest, time: EpochMs): BrokerReport {
  return { kind: 'foreign', reportId: `${orderId}/foreign`, orderId, time, instrument, side, type, price, quantity };
}
