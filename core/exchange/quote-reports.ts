import { dayId, type FillId, type OrderId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type ExecutionReport } from '../orders/order.ts';

/** The `n`-th report of a day, by the exchange (`R`) or by the broker itself (`B`); made like the ids of orders. */
export function reportIdOf(by: 'R' | 'B' | 'C', date: TradeDate, tag: string, n: number): string {
  return `${by}${dayId('O', date, tag, n).slice(1)}`;
}

/**
 * Writes the exchange's execution reports in the order in which things happened and keeps them until they are drained.
 * Ids depend on the date, the tag and the count alone; report times never go back.
 */
export class ReportWriter {
  private pending: ExecutionReport[] = [];
  private reports = 0;
  private fills = 0;
  private time = 0 as EpochMs;

  private readonly date: TradeDate;
  private readonly tag: string;

  constructor(date: TradeDate, tag: string) {
    this.date = date;
    this.tag = tag;
  }

  /** Sets the time of what follows. */
  at(now: EpochMs): void {
    if (now > this.time) this.time = now;
  }

  accepted(orderId: OrderId): void {
    this.pending.push({ ...this.head(orderId), kind: 'accepted' });
  }

  rejected(orderId: OrderId, reason: Refusal): void {
    this.pending.push({ ...this.head(orderId), kind: 'rejected', reason });
  }

  filled(orderId: OrderId, price: Price, quantity: Quantity): void {
    this.fills += 1;
    const fillId = dayId('F', this.date, this.tag, this.fills) as FillId;
    this.pending.push({ ...this.head(orderId), kind: 'filled', fillId, price, quantity });
  }

  cancelled(orderId: OrderId, reason: Refusal | null): void {
    this.pending.push({ ...this.head(orderId), kind: 'cancelled', reason });
  }

  cancelRejected(orderId: OrderId, reason: Refusal): void {
    this.pending.push({ ...this.head(orderId), kind: 'cancelRejected', reason });
  }

  expired(orderId: OrderId): void {
    this.pending.push({ ...this.head(orderId), kind: 'expired' });
  }

  /** Hands over what was reported since the last call, oldest first. */
  drain(): readonly ExecutionReport[] {
    const drained = this.pending;
    if (drained.length > 0) this.pending = [];
    return drained;
  }

  private head(orderId: OrderId): { reportId: string; orderId: OrderId; time: EpochMs } {
    this.reports += 1;
    return { reportId: reportIdOf('R', this.date, this.tag, this.reports), orderId, time: this.time };
  }
}
