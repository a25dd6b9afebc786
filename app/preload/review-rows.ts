import { type FillRow } from './rows.ts';

/** The account's past as the window sees it; money and prices in 1/10000 yuan, rates in 1e-8. */

/** A sealed day; of one strategy where one was asked for. */
export interface ReviewDayRow {
  readonly date: string;
  /** The account's. */
  readonly equity: number;
  readonly cash: number;
  readonly marketValue: number;
  /** Against the evening before; what was paid in or out left aside. */
  readonly profit: number;
  /** `profit` over what the account was worth before: of a strategy what it added to the account's return. */
  readonly change: number;
  readonly bought: number;
  readonly sold: number;
  readonly fees: number;
  readonly fills: number;
  readonly note: string;
  readonly tags: readonly string[];
}

/** What a strategy has earned by the end of each day, since the first of them. */
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

/** A fill of whichever day. */
export interface ReviewFillRow extends FillRow {
  readonly date: string;
  readonly strategyId: string;
  readonly reason: string;
}

/** Rows of a long table from one place on, with how many there are in all. */
export interface PageRow<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** What profit is divided by. */
export type ProfitKind = 'instrument' | 'industry' | 'board' | 'strategy' | 'style' | 'holding';

export interface ProfitRow {
  /** Instrument, industry, board, strategy, style or holding time; empty: not known, or nobody's trade. */
  readonly key: string;
  readonly name: string;
  readonly profit: number;
  /** What round trips that ended within the days earned in all. */
  readonly realised: number;
  readonly trips: number;
  readonly wins: number;
}

/** What executions are divided by. */
export type CostKind = 'style' | 'strategy' | 'instrument';

/** What executions came to; rates in the account's favour are above zero, null where nothing was to compare with. */
export interface CostRow {
  readonly key: string;
  readonly name: string;
  readonly lines: number;
  /** Filled as a share of planned, both at the reference price. */
  readonly fillRate: number | null;
  /** Against the middle of the market when the line first acted, the opening auction and the day's mean price. */
  readonly overArrival: number | null;
  readonly overAuction: number | null;
  readonly overVwap: number | null;
  /** Milliseconds from then to a fill, on average by value. */
  readonly waited: number | null;
  readonly shortfall: ShortfallRow;
}

/** What the account earned less than a model that trades all of its plan at the reference prices for nothing. */
export interface ShortfallRow {
  readonly delay: number;
  readonly execution: number;
  readonly fees: number;
  readonly missed: number;
  readonly total: number;
}

/** A day beside the model of it. */
export interface ShortfallDayRow extends ShortfallRow {
  readonly date: string;
  /** What the account, or the strategy, earned, and what the model would have. */
  readonly actual: number;
  readonly model: number;
}

export interface ReviewCostsRow {
  readonly by: Readonly<Record<CostKind, readonly CostRow[]>>;
  readonly days: readonly ShortfallDayRow[];
  readonly whole: CostRow;
}

/** Null where a figure does not exist. */
export interface ReviewFiguresRow {
  readonly totalReturn: number | null;
  readonly annualReturn: number | null;
  readonly annualVolatility: number | null;
  /** A plain number, as are all ratios. */
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  readonly maxDrawdown: number | null;
  /** Of round trips. */
  readonly winRate: number | null;
  readonly trips: number;
  readonly profit: number;
}

/** The days against an index. */
export interface BenchmarkRow {
  readonly index: string;
  /** The index's, since the first of the days. */
  readonly returns: readonly number[];
  /** What the account was worth beyond the index: (1 + return) / (1 + index's) - 1. */
  readonly excess: readonly number[];
  readonly figures: {
    readonly benchmarkReturn: number | null;
    readonly excessReturn: number | null;
    /** Plain numbers are beta and information ratio. */
    readonly beta: number | null;
    readonly alpha: number | null;
    readonly trackingError: number | null;
    readonly informationRatio: number | null;
  };
}

/** An index whose closes are known, and from and to when. */
export interface KnownIndexRow {
  readonly index: string;
  readonly from: string;
  readonly to: string;
}

export interface ReviewRow {
  /** Days that are still to be worked out, of how many; null: all are. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** First and last sealed day of all; null: there is none. */
  readonly span: { readonly from: string; readonly to: string } | null;
  /** Every strategy that has ever had a part in the account. */
  readonly strategyIds: readonly string[];
  readonly days: readonly ReviewDayRow[];
  /** Since the first of the days, each day's return on top of the one before: deposits earn nothing. */
  readonly returns: readonly number[];
  readonly underwater: readonly number[];
  /** Over 20 sessions; null before. */
  readonly rollingReturn: readonly (number | null)[];
  readonly rollingVolatility: readonly (number | null)[];
  readonly strategies: readonly StrategyCurveRow[];
  readonly months: readonly { readonly month: string; readonly value: number }[];
  readonly figures: ReviewFiguresRow;
  readonly indices: readonly KnownIndexRow[];
  /** Null: none was asked for, or it is not known on the first day. */
  readonly benchmark: BenchmarkRow | null;
}
