import { type Truth } from '../../core/conditions/evaluate.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type Board } from '../../core/market/instrument.ts';
import { type Reading, type WatchAction, type WatchName, type WatchScope, type WatchSetting } from '../../core/risk/watch/watch.ts';

/** What a watch of one target compares, and whether it has fired. */
export interface WatchRow {
  readonly id: string;
  readonly watch: WatchName;
  readonly scope: WatchScope;
  /** Instrument or strategy; empty for the account and the market. */
  readonly of: string;
  readonly name: string;
  /** Null for what is no instrument. */
  readonly board: Board | null;
  readonly setting: WatchSetting;
  /** Unit of the setting's `at` and `rearm`: a rate of 1e-8, or a number. */
  readonly unit: 'share' | 'sessions' | 'stocks';
  /** Set by a person for this target, not by the policy. */
  readonly own: boolean;
  readonly armed: boolean;
  /** Null while it cannot be known. */
  readonly reading: Pick<Reading, 'unit' | 'value' | 'limit'> | null;
  /** How much of the way to its limit is gone, a rate. */
  readonly used: number;
  /** Null while it has not fired, or is armed again. */
  readonly fired: WatchFiredRow | null;
}

export interface WatchFiredRow {
  readonly at: number;
  readonly value: number;
  readonly limit: number;
  /** The plan lines that it made. */
  readonly lines: readonly string[];
  /** What could not be sold, and why. */
  readonly unsold: readonly { readonly name: string; readonly quantity: number; readonly reason: Refusal }[];
}

/** An exit by condition, and one holding that it looks at. */
export interface ExitRow {
  readonly id: string;
  readonly exit: string;
  readonly instrument: string;
  readonly name: string;
  readonly strategyId: string;
  readonly words: { readonly zh: string; readonly en: string };
  /** Whether it holds, looked at for the first time, with the numbers that it compares. */
  readonly holds: Truth;
  readonly numbers: string;
  /** How much of the holding it sells, a rate. */
  readonly share: number;
  readonly action: WatchAction;
  readonly armed: boolean;
  /** Null while it has not fired, or is armed again. */
  readonly fired: { readonly at: number; readonly lines: readonly string[] } | null;
}
