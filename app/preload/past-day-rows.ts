import { type OmsEvent } from '../../core/oms/events.ts';
import { type ReportKind, type Side } from '../../core/orders/order.ts';
import { type LineSource, type LineState } from '../../core/plan/line.ts';
import { type Bilingual } from './alert-rows.ts';
import { type OrderExplanation } from './contract.ts';
import { type Deed, type InterventionRow } from './hand-rows.ts';
import { type FillRow, type OrderRow, type Refusal, type Verdict } from './rows.ts';

/** A day of the account as it was; money and prices in 1/10000 yuan, rates in 1e-8. */

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
  /** How it ended, or what it waits for. */
  readonly reason: Refusal | null;
}

/** What a rule said of an order, other than that all is well. */
export interface PastVerdictRow {
  readonly orderId: string;
  readonly name: string;
  readonly at: number;
  readonly verdict: Verdict;
}

/** What the journal gave reason to tell the trader. */
export interface PastAlertRow {
  readonly seq: number;
  readonly at: number;
  readonly level: 'info' | 'warn' | 'critical';
  readonly title: Bilingual;
  readonly text: Bilingual;
}

/** A day as it was. */
export interface PastDayRow {
  readonly date: string;
  readonly lines: readonly PastLineRow[];
  readonly orders: readonly OrderRow[];
  readonly fills: readonly FillRow[];
  readonly interventions: readonly (InterventionRow & { readonly lines: readonly string[] })[];
  readonly verdicts: readonly PastVerdictRow[];
  readonly alerts: readonly PastAlertRow[];
  /** What was odd about the plan as a whole. */
  readonly planWarnings: readonly Refusal[];
}

/** A plan line from its signal to its end. */
export interface WhyLineRow {
  readonly id: string;
  readonly strategyId: string;
  /** The signal's own words; empty: it gave none. */
  readonly signalReason: string;
  /** The day on which the signal was made; null: no row named the instrument. */
  readonly signalDate: string | null;
  /** File or source that the plan was sized from; null: a line beside the plan. */
  readonly importedFrom: string | null;
  readonly importedBy: string | null;
  /** Why it was added beside the plan; null: it was not. */
  readonly addedFor: Refusal | null;
  readonly targetWeight: number | null;
  readonly targetQuantity: number;
  readonly currentQuantity: number;
  readonly plannedQuantity: number;
  readonly refPrice: number;
  readonly estValue: number;
  readonly estFees: number;
  readonly adjustments: readonly Refusal[];
  readonly state: LineState;
  readonly filled: number;
  readonly reason: Refusal | null;
}

/** One thing that was journalled. */
export interface StepRow {
  readonly seq: number;
  readonly at: number;
  readonly type: OmsEvent['type'];
  readonly by: string | null;
  /** What was asked for, for a command. */
  readonly deed: Deed | null;
  /** What the person who asked for it said; null: nothing, or nobody asked. */
  readonly said: string | null;
  readonly reason: Refusal | null;
  readonly orderId: string | null;
  /** What the broker said. */
  readonly report: ReportKind | null;
  readonly quantity: number | null;
  readonly price: number | null;
  /** The numbers that made a condition true. */
  readonly numbers: string | null;
  /** What the rules said of an order, other than that all is well. */
  readonly verdicts: readonly Verdict[];
}

/** A record of the day's journal. */
export interface RecordRow extends Omit<StepRow, 'by'> {
  /** Who gave the command that led to it; empty: nobody, the market or the clock did. */
  readonly by: string;
  readonly instrument: string;
  readonly name: string;
  /** All that it says, as JSON. */
  readonly detail: string;
}

/** Why a line, an order or a fill is as it is: signal, sizing, verdicts, orders, fills, and all that came between. */
export interface WhyRow {
  readonly of: { readonly kind: 'line' | 'order' | 'fill'; readonly id: string };
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  /** Null for an order without a line. */
  readonly line: WhyLineRow | null;
  /** Who asked for it, for an order from the ticket. */
  readonly ticketBy: string | null;
  /** Null where a line is asked about. */
  readonly order: OrderExplanation | null;
  readonly fill: FillRow | null;
  /** What a line has sent or was denied; empty where an order or a fill is asked about. */
  readonly orders: readonly OrderRow[];
  readonly steps: readonly StepRow[];
}
