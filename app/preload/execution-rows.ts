import { type PlannedKind } from '../../core/execution/planned-slice.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type Verdict } from '../../core/risk/verdict.ts';

/** How lines are worked, as the window sees it; units as in `rows.ts`. */

export type { PlannedKind };

/** A part of what a line would send. */
export interface PlannedSliceRow {
  readonly kind: PlannedKind;
  /** Times of day; `until` is no longer in it. */
  readonly from: number;
  readonly until: number;
  /** Most shares of it, and of one order of it. */
  readonly quantity: number;
  readonly orderQuantity: number;
  /** The worst price that its orders may carry; null: the market's best when they are sent. */
  readonly bound: number | null;
  /** Whether it sends only what those before it leave. */
  readonly rest: boolean;
  /** Of what the market is expected to trade meanwhile; null: an auction, or nobody can say. */
  readonly share: number | null;
}

/** A slice of a schedule: when it is due, and all shares up to and including it. */
export interface ScheduleRow {
  /** A time of day. */
  readonly due: number;
  readonly cumulative: number;
}

/** What a line would do from now on, and what stands in its way. */
export interface DryRunRow {
  readonly slices: readonly PlannedSliceRow[];
  /** The schedule that it has begun, past slices included; empty without one. */
  readonly schedule: readonly ScheduleRow[];
  /** What it waits for at this moment; null: it would act at once. */
  readonly waits: Refusal | null;
  readonly blockers: readonly Refusal[];
  /** What the gate would say, passes left out. */
  readonly verdicts: readonly Verdict[];
  /** Shares that the market is expected to trade today; null: nobody can say. */
  readonly dayVolume: number | null;
}

/** How well a line was executed so far. A price of 0 is none; what lies over a benchmark is positive in its favour. */
export interface QualityRow {
  readonly filled: number;
  readonly fillRate: number;
  readonly average: number;
  /** The market half way between bid and ask when the line began to act. */
  readonly arrivalPrice: number;
  /** The market's averages between then and now, or the line's end: by volume, and by time. */
  readonly marketVwap: number;
  readonly marketTwap: number;
  readonly overArrival: number | null;
  readonly overVwap: number | null;
  readonly overTwap: number | null;
  /** Of what the market traded meanwhile. */
  readonly participation: number | null;
  readonly durationMs: number;
}

/** A line in the dry run of the whole plan. */
export interface LineDryRunRow {
  readonly id: string;
  /** Orders as far as their number is known beforehand. */
  readonly orders: number;
  /** Times of day of the first that is sent and the end of the last; null: nothing would be sent. */
  readonly from: number | null;
  readonly until: number | null;
  /** The most of what the market is expected to trade in any slice; null: nobody can say. */
  readonly share: number | null;
  readonly blockers: readonly Refusal[];
  readonly verdicts: readonly Verdict[];
}

/** Five minutes of the plan's dry run. */
export interface PlanStepRow {
  readonly from: number;
  readonly orders: number;
  readonly buyValue: number;
  readonly sellValue: number;
  /** What is left of the cash after them, every order filled at its reference price; below 0: too little. */
  readonly cash: number;
}

export interface PlanDryRunRow {
  readonly lines: readonly LineDryRunRow[];
  readonly steps: readonly PlanStepRow[];
  /** What may be spent now. */
  readonly cash: number;
}
