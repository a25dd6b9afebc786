import { type LineId, type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type TimeOfDay } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OrderType } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';
import { type Substitution } from './candidates.ts';
import { type ScriptId, type ScriptParams } from '../kernel/script.ts';

/**
 * Where a plan line stands. `blocked` and `skipped` lines send nothing; a `done` line is finished (its reason says
 * how); an `expired` one ran out of its approval time or of its day. Being paused is a flag beside the state.
 */
export const LINE_STATES = ['proposed', 'approved', 'working', 'done', 'skipped', 'blocked', 'expired'] as const;
export type LineState = (typeof LINE_STATES)[number];

/**
 * Who asked for the line: a strategy, the trader selling out or taking over a foreign order, or the risk watch. What no
 * strategy asked for waits neither for an approval nor for its strategy, and no guard holds it back.
 */
export const LINE_SOURCES = ['signal', 'liquidation', 'watch', 'takeOver'] as const;
export type LineSource = (typeof LINE_SOURCES)[number];

/** What an auction order's price starts from. `limitUp` and `limitDown` are the price itself and take no offset. */
export const AUCTION_BASES = ['reference', 'prevClose', 'last', 'limitUp', 'limitDown'] as const;
export type AuctionBase = (typeof AUCTION_BASES)[number];

/** What becomes of a slice that could not be sent in its time (paused, halted, beyond the bound, over the cap). */
export const CATCH_UPS = ['atOnce', 'gradual', 'skip'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

/** What becomes of the rest when the window of a sliced style is over. */
export const WINDOW_RESTS = ['carryOn', 'closingAuction', 'cancel'] as const;
export type WindowRest = (typeof WINDOW_RESTS)[number];

/** How a line is worked. Further styles are added as further members. */
export type ExecutionStyle =
  | {
      /**
       * Opening call auction at its base price plus (buy) or minus (sell) `offset`, within the day's limits.
       * `from` is the reference price where it is left out; `price` is a limit of its own and wins over both.
       */
      readonly style: 'callAuction';
      readonly offset: Rate;
      /** What works the rest after the auction; null: what the auction leaves is given up. */
      readonly then: ContinuousStyle | null;
      readonly from?: AuctionBase;
      readonly price?: Price;
    }
  | ScriptStyle
  | ContinuousStyle;

/** A style of the user's own, in every phase of the day. Its text is the one that the account has under that name. */
export interface ScriptStyle {
  readonly style: 'script';
  readonly script: ScriptId;
  readonly params: ScriptParams;
}

/** What works a line outside the opening auction, so what may also follow it. */
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
    }
  | PeggedStyle
  | IcebergStyle
  | ClosingAuctionStyle
  | AfterHoursStyle
  | SlicedStyle;

/** A limit order at a best price of the market. */
export interface PeggedStyle {
  readonly style: 'pegged';
  readonly to: 'own' | 'opposite';
  /** Ticks towards the other side; below 0: away from it. */
  readonly ticks: number;
  /** As for `bestFive`. */
  readonly bound: Rate;
  /** Follows a best price that moved away, no sooner than this after the last order, in ms; null: stays where it is. */
  readonly repriceMs: number | null;
}

/** Shows a part of the line at a time. */
export interface IcebergStyle {
  readonly style: 'iceberg';
  readonly shown: Quantity;
  /** Null: at its own side's best price each time. */
  readonly price: Price | null;
  /** As for `bestFive`; holds for a price of its own too. */
  readonly bound: Rate;
  /** Shown anew in full as soon as no more than this share of it is left; 0: when nothing is left. */
  readonly refillAt: Rate;
}

/** One limit order into the closing call auction, priced as in the opening one. `price` wins where it is not null. */
export interface ClosingAuctionStyle {
  readonly style: 'closingAuction';
  readonly from: AuctionBase;
  readonly offset: Rate;
  readonly price: Price | null;
}

/** One order at the day's close into the fixed-price session after hours (盘后固定价格交易). */
export interface AfterHoursStyle {
  readonly style: 'afterHours';
  /** As for `bestFive`: a close beyond it is not followed. */
  readonly bound: Rate;
}

/** `twap`: the same amount in every stretch of time; `vwap`: as the market's volume usually runs over the day. */
export interface SlicedStyle extends SliceParams {
  readonly style: 'twap' | 'vwap';
}

/** Many small orders over a window of the continuous session; its breaks do not count. */
export interface SliceParams {
  /** Null: as soon as the line may work. */
  readonly start: TimeOfDay | null;
  readonly end: TimeOfDay;
  /** How many; null: one per `intervalMs`. */
  readonly slices: number | null;
  readonly intervalMs: number;
  /** Most of what the market trades in any minute of the continuous session; null: no cap. */
  readonly cap: Rate | null;
  /** As for `bestFive`. */
  readonly bound: Rate;
  /** A slice's size differs by up to this share of itself, its time by up to this share of its length. */
  readonly sizeJitter: Rate;
  readonly timeJitter: Rate;
  readonly catchUp: CatchUp;
  readonly rest: WindowRest;
}

export const CONTINUOUS_STYLE_NAMES = ['limit', 'pegged', 'bestFive', 'twap', 'vwap', 'iceberg', 'closingAuction', 'afterHours'] as const;
export const STYLE_NAMES = ['callAuction', ...CONTINUOUS_STYLE_NAMES] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

/** Order types that a style may send, to be checked against the exchange's. */
export const BEST_FIVE_TYPES: Readonly<Record<'cancel' | 'limit', OrderType>> = {
  cancel: 'bestFiveCancel',
  limit: 'bestFiveLimit',
};

/** One intended trade of the day. */
export interface ProposedLine {
  readonly id: LineId;
  readonly source: LineSource;
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
  /** Canonical text of what must hold before the style may act; null: nothing. */
  readonly condition: string | null;
  /** The signal's words; of a line that no signal asked for, empty. */
  readonly signalReason: string;
  /** Null, or why nothing can be done. */
  readonly blocked: Refusal | null;
  /** What was changed on the way from target to quantity, and why. */
  readonly adjustments: readonly Refusal[];
  /** Left out by a line that the plan itself asked for. */
  readonly substitution?: Substitution;
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
