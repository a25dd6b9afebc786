import { type RiskMethod } from '../../core/risk/measures/horizon.ts';
import { type Scenario } from '../../core/risk/measures/scenarios.ts';

/** The rows of the account's risk measures, as in `rows.ts`: money in 1/10000 yuan, losses negative. */

export type { RiskMethod };

/** What a bad stretch of days would make of the account, by one way of estimating it. */
export interface RiskFigureRow {
  readonly method: RiskMethod;
  /** 0.95, say. */
  readonly confidence: number;
  readonly days: number;
  /** Null: there are too few returns for it. */
  readonly var: number | null;
  readonly cvar: number | null;
}

/** How often the value at risk was exceeded, had it been asked every day with what is held now. */
export interface RiskBacktestRow {
  readonly confidence: number;
  readonly days: number;
  readonly exceptions: number;
  readonly expected: number;
  /** Kupiec's likelihood ratio and its probability; null without days. */
  readonly ratio: number | null;
  readonly pValue: number | null;
}

/** A part of what is held: one instrument, sector, board or strategy. */
export interface ExposurePartRow {
  /** The instrument's name, the sector, the key of the board, the strategy; empty where nobody knows it. */
  readonly name: string;
  readonly value: number;
  /** Of equity. */
  readonly share: number;
}

export type ExposureKind = 'instrument' | 'sector' | 'board' | 'strategy';

export interface LiquidityRow {
  readonly instrument: string;
  readonly name: string;
  readonly quantity: number;
  /** Mean of the last sessions, in shares; null where they are not known. */
  readonly dailyVolume: number | null;
  /** Null: not known, or it could never be sold. */
  readonly days: number | null;
}

export interface ScenarioRow {
  readonly scenario: Scenario;
  readonly gain: number;
  /** Of equity. */
  readonly share: number;
}

/** What is at risk in the account as it stands. */
export interface MeasuresRow {
  readonly at: number;
  readonly equity: number;
  readonly held: number;
  /** Sessions that the figures rest on; 0: the past is not known. */
  readonly window: number;
  readonly backtestWindow: number;
  /** Simulated futures of a Monte Carlo figure. */
  readonly paths: number;
  /** Names of holdings whose past is not known: the figures and betas leave them out. */
  readonly uncovered: readonly string[];
  readonly figures: readonly RiskFigureRow[];
  readonly backtests: readonly RiskBacktestRow[];
  readonly exposure: Readonly<Record<ExposureKind, readonly ExposurePartRow[]>>;
  /** Null: nothing is held. Shares are fractions of what is held. */
  readonly concentration: {
    readonly largest: number;
    readonly largestFive: number;
    readonly herfindahl: number;
    readonly effectiveHoldings: number;
  } | null;
  readonly index: string;
  /** How much of the index's move the account takes along; null: one of the two is not known. */
  readonly beta: number | null;
  /** Share of each day's volume that is sold. */
  readonly sellShare: number;
  readonly liquidity: readonly LiquidityRow[];
  readonly scenarios: readonly ScenarioRow[];
}
