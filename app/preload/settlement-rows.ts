import { type Refusal } from '../../core/kernel/result.ts';
import { type ComparedFile, type ComparedText, type FilePlace, type Resolution } from '../../core/oms/differences.ts';

/** The end of the day as the window sees it; money and prices in 1/10000 yuan, rates in 1e-8. */

/** What is done at the end of a day, in its order; the last ones need the broker's word. */
export const SETTLEMENT_ITEMS = ['expired', 'actions', 'rolled', 'fees', 'marks', 'performance', 'cash', 'positions', 'orders', 'fills', 'brokerFees', 'seal'] as const;
export type SettlementItem = (typeof SETTLEMENT_ITEMS)[number];

export interface SettlementItemRow {
  readonly item: SettlementItem;
  /** `waiting`: for the close. `open`: for a person. `unchecked`: nothing that it could be compared with is known. */
  readonly state: 'waiting' | 'done' | 'open' | 'unchecked';
  /** What came of it, with the numbers. */
  readonly says: readonly Refusal[];
}

/** What a correction adds to the books. */
export interface BookingRow {
  /** Below 0: it goes. */
  readonly cash: number;
  /** Null: no shares. */
  readonly instrument: string | null;
  /** Below 0: they go; 0 without an instrument. */
  readonly quantity: number;
  /** What shares that come have cost in all. */
  readonly cost: number;
}

export interface ResolvedRow {
  readonly resolution: Resolution;
  /** Null: nothing was booked. */
  readonly booked: BookingRow | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** Something that our books and the broker's did not agree about. */
export interface DayDifferenceRow {
  readonly id: string;
  readonly code: string;
  /** The line of the checklist that it belongs to. */
  readonly item: SettlementItem;
  /** The instrument, fill or order that it is about; empty for cash. */
  readonly about: string;
  /** The instrument's name; empty where it is about none. */
  readonly name: string;
  readonly fields: readonly ComparedText[];
  readonly places: readonly FilePlace[];
  readonly correction: string;
  /** Null: accepting it only takes note of it. */
  readonly proposal: BookingRow | null;
  readonly resolved: ResolvedRow | null;
}

/** What a strategy made of the day, fees taken off. */
export interface StrategyDayRow {
  readonly strategyId: string;
  readonly profit: number;
}

/** A day in the chain of seals. */
export interface DayEndRow {
  readonly date: string;
  /** Null: it was never settled. */
  readonly equity: number | null;
  /** Found at the close, resolved or not. */
  readonly differences: number;
  readonly state: 'open' | 'sealed' | 'released';
  /** Of the record that sealed or released it; null while it is open. */
  readonly hash: string | null;
  readonly by: string | null;
  readonly at: number | null;
  /** Why it was released; null otherwise. */
  readonly reason: string | null;
}

export interface SettlementRow {
  readonly date: string | null;
  readonly stage: 'trading' | 'closed' | 'sealed' | 'released';
  /** Whether the day waits for a person to seal it although nothing differs. */
  readonly sealHeld: boolean;
  readonly items: readonly SettlementItemRow[];
  /** The account's profit, strategy by strategy; empty before the close. */
  readonly strategies: readonly StrategyDayRow[];
  readonly differences: readonly DayDifferenceRow[];
  /** The broker's files that the day was last compared with. */
  readonly files: readonly ComparedFile[];
  /** Known differences that do no harm, and how many of each. */
  readonly tolerated: readonly { readonly code: string; readonly count: number }[];
  /** What no file could show. */
  readonly unchecked: readonly string[];
  /** The latest days of the account, newest first. */
  readonly days: readonly DayEndRow[];
}
