import { type TradeDate } from '../../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../../kernel/units.ts';
import { type MarketBreadth } from '../../market/breadth.ts';

/** What a watch looks at: one holding, what a strategy holds, all that the account holds, or the market. */
export const WATCH_SCOPES = ['instrument', 'strategy', 'account', 'market'] as const;
export type WatchScope = (typeof WATCH_SCOPES)[number];

export const WATCH_NAMES = [
  'stopLoss',
  'trailingStop',
  'takeProfit',
  'timeStop',
  'limitBroken',
  'dayDrawdown',
  'limitDownCount',
  'fallingStocks',
  'indexFall',
] as const;
export type WatchName = (typeof WATCH_NAMES)[number];

/** `alert` says so; `propose` also writes sell lines that wait for a person; `act` sells. */
export const WATCH_ACTIONS = ['alert', 'propose', 'act'] as const;
export type WatchAction = (typeof WATCH_ACTIONS)[number];

/** How a watch is set, by the policy or by a person for one target. */
export interface WatchSetting {
  /** Where it fires, in the watch's own unit: a share is a rate of 1e-8, sessions and stocks are counts. */
  readonly at: number;
  /** How far back it must come, in the same unit, to be armed again on the same day; null: not before the next day. */
  readonly rearm: number | null;
  readonly action: WatchAction;
  /** Name of the execution style that works its lines; null: the account's own. */
  readonly execution: string | null;
}

/** One watch on one target. `of` is the instrument's or the strategy's id, and empty for the account and the market. */
export interface WatchRef {
  readonly watch: WatchName;
  readonly scope: WatchScope;
  readonly of: string;
}

export function watchKey({ watch, scope, of }: WatchRef): string {
  return `${watch}/${scope}/${of}`;
}

/** What is held of one instrument, by one strategy, or by the account. */
export interface Holding {
  readonly cost: Money;
  /** At the market's last prices. */
  readonly worth: Money;
  readonly quantity: Quantity;
  /** When the oldest part of it was bought; null: nobody knows. */
  readonly opened: TradeDate | null;
  /**
   * The highest since it is held: of one instrument the last price, of several their profit over cost. Null before the
   * first mark.
   */
  readonly high: number | null;
}

/** Everything that a watch may look at, for one target at one moment. */
export interface WatchContext {
  readonly scope: WatchScope;
  readonly date: TradeDate;
  /** The last price of an instrument; null for every other target. */
  readonly price: Price | null;
  readonly holding: Holding;
  readonly equity: Money;
  readonly openingEquity: Money;
  /** The highest equity that was marked today; 0 before the first mark. */
  readonly equityHigh: Money;
  /** Null where nobody counts the market. */
  readonly breadth: MarketBreadth | null;
  /** Change of the policy's index from its previous close; null while it is not quoted. */
  readonly indexChange: Rate | null;
}

/**
 * What a watch compares: it starts from `from`, stands at `value`, and fires where `value` has come to `level(at)` or
 * beyond, seen from `from`.
 */
export interface Measure {
  readonly unit: 'price' | 'money' | 'share' | 'count';
  readonly from: number;
  readonly value: number;
  /** `value` at which a watch that is set to `at` fires, rounded so that it never fires before `at`. */
  level(at: number): number;
}

export interface Watch {
  readonly name: WatchName;
  readonly scopes: readonly WatchScope[];
  /** Unit of `at` and `rearm`. */
  readonly unit: 'share' | 'sessions' | 'stocks';
  /** What its lines sell: all of the target, or what is over the limit. */
  readonly sells: 'all' | 'excess';
  /** Null: it cannot be known now, so it does not fire. */
  measure(context: WatchContext): Measure | null;
}

/** A measure against its setting: the numbers that are compared. */
export interface Reading {
  readonly unit: Measure['unit'];
  readonly from: number;
  readonly value: number;
  readonly limit: number;
  /** Back here it is armed again; null: not today. */
  readonly back: number | null;
}

export function readingOf({ unit, from, value, level }: Measure, { at, rearm }: WatchSetting): Reading {
  return { unit, from, value, limit: level(at), back: rearm === null ? null : level(at - rearm) };
}

export function hasFired({ from, value, limit }: Reading): boolean {
  return reaches(from, value, limit);
}

/** Whether a watch that has fired is clear of its limit again: strictly nearer to where it starts than `back`. */
export function hasRecovered({ from, value, back }: Reading): boolean {
  return back !== null && !reaches(from, value, back);
}

function reaches(from: number, value: number, limit: number): boolean {
  return limit < from ? value <= limit : value >= limit;
}
