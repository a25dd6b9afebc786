import { ascending } from '../../statistics/sample.ts';
import { type RiskBacktest, backtestRisk } from './backtest.ts';
import { RISK_CONFIDENCES, type RiskFigure, riskFigures } from './horizon.ts';
import { historicalRisk } from './value-at-risk.ts';

/** How many days each day's value at risk rests on in the backtest. */
export const BACKTEST_WINDOW = 125;

export interface BacktestFigure extends RiskBacktest {
  readonly confidence: number;
}

/** All that daily returns say of bad days, and how well it was said in the past. */
export interface TailMeasures {
  readonly figures: readonly RiskFigure[];
  /** Of the historical value at risk over one day. */
  readonly backtests: readonly BacktestFigure[];
}

/** Takes some fifty milliseconds for a year of returns: not for a thread that trades. */
export function tailMeasures(returns: readonly number[]): TailMeasures {
  const riskOf = (past: readonly number[], confidence: number) => historicalRisk(ascending(past), confidence);
  const backtests = RISK_CONFIDENCES.map((confidence) => ({ confidence, ...backtestRisk(returns, BACKTEST_WINDOW, confidence, riskOf) }));
  return { figures: riskFigures(returns), backtests };
}
