import { type OrderId, type LineId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Quantity, ZERO_QUANTITY, quantity as sharesOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OrderRequest } from '../orders/order.ts';

/** What the account has sent today. */
export interface TrafficView {
  /** Orders that left this machine, and cancels that did. */
  readonly orders: number;
  readonly cancels: number;
  /** Instruments bought today that were not held at that moment. */
  readonly opened: ReadonlySet<InstrumentId>;
  /** Orders that ended with a loss, one after the other; a gain begins again at 0. */
  readonly lossStreak: number;
  /** Orders and cancels that left after `moment`. */
  messagesSince(moment: EpochMs): number;
  /** Shares filled today on both sides. */
  filledOf(instrument: InstrumentId): Quantity;
  /** Orders after `moment` equal to `order` in instrument, side, type, price and quantity, and not of its own line. */
  equalOrders(order: OrderRequest, moment: EpochMs): number;
}

interface Sent extends Pick<OrderRequest, 'side' | 'type' | 'price' | 'quantity'> {
  readonly at: EpochMs;
  readonly id: OrderId;
  readonly lineId: LineId | null;
}

/**
 * Counts the day's orders, cancels and fills. It is part of the state and only `apply` writes it, from events: so it is
 * the same after a kill, after a rerun and after a rebuild, and a new day begins with a new one.
 */
export class Traffic implements TrafficView {
  orders = 0;
  cancels = 0;
  lossStreak = 0;
  readonly opened = new Set<InstrumentId>();
  /** When each message left, oldest first. */
  readonly times: EpochMs[] = [];
  readonly sent = new Map<InstrumentId, Sent[]>();
  readonly filled = new Map<InstrumentId, Quantity>();
  /** What an order's fills have gained (after fees), until it ends. */
  readonly gains = new Map<OrderId, Money>();

  order(order: OrderRequest, held: Quantity, at: EpochMs): void {
    const { id, lineId, instrument, side, type, price, quantity } = order;
    this.orders += 1;
    this.times.push(at);
    if (side === 'buy' && held === 0) this.opened.add(instrument);
    const sent = this.sent.get(instrument);
    const entry: Sent = { at, id, lineId, side, type, price, quantity };
    if (sent === undefined) this.sent.set(instrument, [entry]);
    else sent.push(entry);
  }

  cancel(at: EpochMs): void {
    this.cancels += 1;
    this.times.push(at);
  }

  /** `shares` below 0: so many were reported that never traded. */
  fill(instrument: InstrumentId, shares: number): void {
    this.filled.set(instrument, sharesOf(this.filledOf(instrument) + shares));
  }

  /** What a sale brought beyond what its shares had cost and its fees. */
  gain(order: OrderId, amount: Money): void {
    this.gains.set(order, ((this.gains.get(order) ?? 0) + amount) as Money);
  }

  end(order: OrderId): void {
    const gain = this.gains.get(order);
    if (gain === undefined) return;
    this.gains.delete(order);
    if (gain < 0) this.lossStreak += 1;
    if (gain > 0) this.lossStreak = 0;
  }

  messagesSince(moment: EpochMs): number {
    const { times } = this;
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? 0) > moment) high = middle;
      else low = middle + 1;
    }
    return times.length - low;
  }

  filledOf(instrument: InstrumentId): Quantity {
    return this.filled.get(instrument) ?? ZERO_QUANTITY;
  }

  equalOrders(order: OrderRequest, moment: EpochMs): number {
    const sent = this.sent.get(order.instrument) ?? [];
    let equal = 0;
    for (let n = sent.length - 1; n >= 0; n -= 1) {
      const other = sent[n];
      if (other === undefined || other.at <= moment) break;
      if (isEqual(other, order)) equal += 1;
    }
    return equal;
  }
}

function isEqual(a: Sent, b: OrderRequest): boolean {
  if (a.lineId !== null && a.lineId === b.lineId) return false;
  return a.side === b.side && a.type === b.type && a.price === b.price && a.quantity === b.quantity;
}
