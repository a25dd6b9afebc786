import { type Side } from '../../core/orders/order.ts';
import { type Board } from '../../core/market/instrument.ts';
import { type PhaseName } from '../../core/market/rules.ts';
import { type PastLineRow, type StepRow } from './past-day-rows.ts';
import { type OrderRow } from './rows.ts';

/** A day looked at again, record by record; money and prices in 1/10000 yuan. */

/** What a record is about. */
export type ReplayKind = 'plan' | 'order' | 'fill' | 'hand' | 'risk' | 'day';

export interface ReplayEventRow extends StepRow {
  readonly kind: ReplayKind;
  /** Empty where it is about none, or about many. */
  readonly instrument: string;
  readonly name: string;
}

export interface ReplayDayRow {
  readonly date: string;
  /** Whether the day still goes on, so that there may be more. */
  readonly live: boolean;
  /** Records after the one that was asked for, oldest first, some thousands at a time. */
  readonly events: readonly ReplayEventRow[];
  /** Whether more are there to be asked for now. */
  readonly more: boolean;
}

export interface ReplayPositionRow {
  readonly instrument: string;
  readonly name: string;
  readonly quantity: number;
  readonly sellable: number;
  readonly frozen: number;
  readonly avgCost: number;
  /** The last price that was known by then. */
  readonly mark: number;
  readonly marketValue: number;
  readonly profit: number;
}

/** The account as it stood after a record. */
export interface ReplayMomentRow {
  readonly seq: number;
  readonly phase: PhaseName;
  readonly cash: number;
  readonly available: number;
  readonly frozen: number;
  readonly marketValue: number;
  readonly equity: number;
  /** Against the previous closes; null where those are not known. */
  readonly dayPnl: number | null;
  readonly lines: readonly PastLineRow[];
  /** The latest ones, the newest first. */
  readonly orders: readonly OrderRow[];
  /** How many there were in all. */
  readonly orderCount: number;
  readonly positions: readonly ReplayPositionRow[];
  readonly fillCount: number;
}

/** Where an instrument's price stood over a day, and what the account traded of it. */
export interface ReplayPricesRow {
  readonly instrument: string;
  readonly name: string;
  readonly board: Board;
  /** Each minute that is known, oldest first; without any, the prices that the journal has. */
  readonly prices: readonly { readonly time: number; readonly price: number }[];
  readonly fills: readonly { readonly time: number; readonly side: Side; readonly price: number; readonly quantity: number }[];
}
