import { type LineId, type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type Money, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OrderType } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';

/**
 * Where a plan line stands. `blocked` and `skipped` lines send nothing; a `done` line is finished (its reason says
 * how); an `expired` one ran out of its approval time or of its day. Being paused is a flag beside the state.
 */
export const LINE_STATES = ['proposed', 'approved', 'working', 'done', 'skipped', 'blocked', 'expired'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** How a line is worked. Further styles are added as further members. */
export type ExecutionStyle =
  | {
      /** Opening call auction at the reference price plus (buy) or minus (sell) `offset`, within the day's limits. */
      readonly style: 'callAuction';
      readonly offset: Rate;
      /** What works the rest after the auction; null: what the auction leaves is given up. */
      readonly then: ContinuousStyle | null;
    }
  | ContinuousStyle;

export type ContinuousStyle =
  | {
      /** A limit order at `price`; null: at the best opposite price when it is sent. */
      readonly style: 'limit';
      readonly price: Price | null;
    }
  | {
      /** Takes the five best opposite levels, again and again until filled; `rest` says what becomes of a remainder. */
      readonly style: 'bestFive';
      readonly rest: 'cancel' | 'limit';
      /** Never pays more than the reference price plus this share (sells: never takes less than minus it). */
      readonly bound: Rate;
    };

export const STYLE_NAMES = ['callAuction', 'limit', 'bestFive'] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

/** Order types that a style may send, to be checked against the exchange's. */
export const BEST_FIVE_TYPES: Readonly<Record<'cancel' | 'limit', OrderType>> = {
  cancel: 'bestFiveCancel',
  limit: 'bestFiveLimit',
};

/** One intended trade of the day, proposed by sizing. */
export interface ProposedLine {
  readonly id: LineId;
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Null when the signal was an order and not a target. */
  readonly targetWeight: Rate | null;
  /** What the strategy would hold if nothing stood in the way. */
  readonly targetQuantity: Quantity;
  /** What the strategy holds now. */
  readonly currentQuantity: Quantity;
  /** What the line shall trade; 0 when it is blocked. */
  readonly plannedQuantity: Quantity;
  readonly refPrice: Price;
  readonly estValue: Money;
  readonly estFees: Money;
  readonly style: ExecutionStyle;
  /** The signal's words. */
  readonly signalReason: string;
  /** Null, or why nothing can be done. */
  readonly blocked: Refusal | null;
  /** What was changed on the way from target to quantity, and why. */
  readonly adjustments: readonly Refusal[];
}

/** A line and what has become of it. */
export interface PlanLine extends ProposedLine {
  readonly state: LineState;
  readonly paused: boolean;
  /** Filled over all its orders. */
  readonly filled: Quantity;
  /** Why it is blocked, done, skipped or expired, or what it waits for; null when there is nothing to say. */
  readonly reason: Refusal | null;
}
