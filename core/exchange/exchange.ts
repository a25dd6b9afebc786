import { type OrderId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type ExecutionReport, type OrderRequest } from '../orders/order.ts';

/**
 * A simulated exchange. The calls call nobody back: what happened is collected in order until the caller drains it.
 */
export interface Exchange {
  submit(order: OrderRequest, now: EpochMs): void;
  cancel(orderId: OrderId, now: EpochMs): void;
  /**
   * It is `now`; to be told whenever a phase of some instrument begins, so that what waits for it needs no quote.
   * Each instrument goes by the phases of its own rules.
   */
  time(now: EpochMs): void;
  /** Everything that is still open expires. */
  endOfDay(now: EpochMs): void;
  /** What was reported since the last call, oldest first. */
  drain(): readonly ExecutionReport[];
}
