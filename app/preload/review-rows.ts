import { type Side } from '../../core/orders/order.ts';
import { type LineSource, type LineState } from '../../core/plan/line.ts';
import { type OrderExplanation } from './contract.ts';
import { type InterventionRow } from './hand-rows.ts';
import { type FillRow, type OrderRow } from './rows.ts';

/** The account's past as the window sees it; money and prices in 1/10000 yuan, rates in 1e-8. */

/** A sealed day. */
export interface ReviewDayRow {
  readonly date: string;
  readonly equity: number;
  readonly cash: number;
  readonly marketValue: number;
  /** Against the evening before; what was paid in or out left aside. */
  readonly profit: number;
  /** `profit` over what the account was worth before. */
  readonly change: number;
  readonly bought: number;
  readonly sold: number;
  readonly fees: number;
  readonly fills: number;
  readonly note: string;
  readonly tags: readonly string[];
}

/** What a strategy has earned by the end of each day, since the account began. */
export interface StrategyCurveRow {
  readonly strategyId: string;
  readonly profit: readonly number[];
}

export interface RoundTripRow {
  readonly id: string;
  readonly strategyId: string;
  readonly instrument: string;
  readonly name: string;
  readonly quantity: number;
  readonly entryDate: string;
  readonly exitDate: string;
  readonly entryReason: string;
  readonly exitReason: string;
  readonly cost: number;
  readonly proceeds: number;
  readonly fees: number;
  readonly profit: number;
}

/** What profit is divided by. */
export type ProfitKind = 'instrument' | 'industry' | 'strategy' | 'style' | 'holding';

export interface ProfitRow {
  /** Instrument, industry, strategy, style or holding time; empty: not known. */
  readonly key: string;
  readonly name: string;
  readonly profit: number;
  readonly realised: number;
  readonly trips: number;
  readonly wins: number;
}

/** Null where a figure does not exist. */
export interface ReviewFiguresRow {
  readonly totalReturn: number | null;
  readonly annualReturn: number | null;
  readonly annualVolatility: number | null;
  /** A plain number. */
  readonly sharpe: number | null;
  readonly maxDrawdown: number | null;
  readonly winRate: number | null;
}

export interface ReviewRow {
  readonly days: readonly ReviewDayRow[];
  /** Since the beginning, each day's return on top of the one before: deposits earn nothing. */
  readonly returns: readonly number[];
  readonly underwater: readonly number[];
  /** Over 20 sessions; null before. */
  readonly rollingReturn: readonly (number | null)[];
  readonly rollingVolatility: readonly (number | null)[];
  readonly strategies: readonly StrategyCurveRow[];
  readonly months: readonly { readonly month: string; readonly value: number }[];
  readonly figures: ReviewFiguresRow;
  readonly profits: Readonly<Record<ProfitKind, readonly ProfitRow[]>>;
  readonly trips: readonly RoundTripRow[];
}

export interface PastLineRow {
  readonly id: string;
  readonly source: LineSource;
  readonly strategyId: string;
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  readonly state: LineState;
  readonly plannedQuantity: number;
  readonly filled: number;
  readonly signalReason: string;
}

/** A day as it was. */
export interface PastDayRow {
  readonly date: string;
  readonly lines: readonly PastLineRow[];
  readonly orders: readonly OrderRow[];
  readonly fills: readonly FillRow[];
  readonly interventions: readonly (InterventionRow & { readonly lines: readonly string[] })[];
}

/** Why there is a fill: from the signal to the order. */
export interface WhyFillRow extends OrderExplanation {
  readonly fill: FillRow;
  /** Null for an order without a line. */
  readonly line: {
    readonly id: string;
    readonly targetQuantity: number;
    readonly currentQuantity: number;
    readonly plannedQuantity: number;
    /** File or source that the plan was sized from. */
    readonly importedFrom: string | null;
    /** Who approved it; `by` null: the account's policy. */
    readonly approvals: readonly { readonly at: number; readonly by: string | null }[];
  } | null;
  /** Who asked for it, for an order from the ticket. */
  readonly ticketBy: string | null;
}
