import { type OrderId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Quote } from '../market/quote.ts';
import { type BrokerReport, type OrderRequest } from '../orders/order.ts';
import { type OmsEvent, type Recorded } from './events.ts';

/** Where facts are kept. An append is durable when it returns, all of the batch or none of it. */
export interface Journal {
  /** All records of the open day, oldest first. */
  read(): Iterable<Recorded>;
  /** Returns the number of the first record written. */
  append(step: number, at: EpochMs, events: readonly OmsEvent[]): number;
}

/** The broker's own record of where the account stands. */
export interface BrokerSnapshot {
  readonly cash: Money;
  readonly positions: readonly { readonly instrument: InstrumentId; readonly quantity: Quantity }[];
  readonly fills: readonly { readonly fillId: string; readonly orderId: OrderId; readonly quantity: Quantity; readonly turnover: Money }[];
  readonly openOrders: readonly OrderId[];
}

/**
 * A way to an exchange. `submit` and `cancel` hand over and return; what came of it arrives as execution reports,
 * never before the call has returned.
 */
export interface Broker {
  submit(order: OrderRequest): void;
  cancel(orderId: OrderId): void;
  /** `n`: the broker's own number of the report, where it numbers them. */
  onReport(listener: (report: BrokerReport, n?: number) => void): void;
  snapshot(): BrokerSnapshot;
}

export interface QuoteSink {
  quote(quote: Quote): void;
}
