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
