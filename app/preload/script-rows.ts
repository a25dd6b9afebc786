import { type Refusal } from '../../core/kernel/result.ts';

/** A script of the trader's own. */
export interface ScriptRow {
  readonly name: string;
  /** Its file, whose ending says whether it is TypeScript. */
  readonly file: string;
  readonly source: string;
  /** The recorded day that this text was tried on; null: none, so that it may not touch the account. */
  readonly triedOn: string | null;
  /** Why the account asks it no more, with the place where that is known; null: it does. */
  readonly stopped: Refusal | null;
  /** Lines that it may still act for. */
  readonly lines: number;
}

/** What a text is, and why it cannot be used as it is; null: nothing was found. */
export interface ScriptCheckRow {
  readonly kind: 'style' | 'condition' | null;
  readonly problem: Refusal | null;
}

/** An order of a trial. Times are milliseconds since the epoch, prices 1/10000 yuan. */
export interface TrialOrderRow {
  readonly time: number;
  readonly price: number;
  readonly quantity: number;
  readonly filled: number;
  readonly average: number | null;
  readonly state: string;
}

/** What a script did on a recorded day. */
export interface TrialRow {
  readonly kind: 'style' | 'condition';
  readonly date: string;
  readonly instrument: string;
  readonly planned: number;
  readonly filled: number;
  readonly average: number | null;
  /** The market's average price over the day. */
  readonly vwap: number | null;
  /** How much better than that, as a rate. */
  readonly slippage: number | null;
  readonly orders: readonly TrialOrderRow[];
  /** The market's last price, minute by minute. */
  readonly prices: readonly { readonly time: number; readonly price: number }[];
  readonly logs: readonly string[];
  readonly stopped: Refusal | null;
}
