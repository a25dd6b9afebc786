import { performanceOf } from '../../../core/analytics/performance.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type IndexClose } from '../../../core/market/market-index.ts';
import { type BenchmarkRow } from '../../preload/contract.ts';
import { rated } from './review-curves.ts';

/**
 * Holds a curve against an index: its level on each of the curve's days, and before the first of them where the curve
 * begins. A day without a close has the one before. Null: the index is not known that early.
 * @param growth what the account was before its first day, and after each
 */
export function benchmarkOf(index: string, closes: readonly IndexClose[], dates: readonly TradeDate[], growth: readonly number[]): BenchmarkRow | null {
  const levels = levelsOf(closes, dates);
  if (levels === null) return null;
  const curve = { dates: dates.slice(0, 1).concat(dates), equity: growth, benchmark: levels };
  const { benchmarkReturn, beta, alpha, trackingError, informationRatio } = performanceOf(curve);
  const own = levels.map((level) => level / (levels[0] as number));
  const excess = growth.map((value, at) => value / (own[at] as number) - 1);
  return {
    index,
    returns: own.slice(1).map((value) => rated(value - 1)),
    excess: excess.slice(1).map((value) => rated(value)),
    figures: {
      benchmarkReturn: rated(benchmarkReturn),
      excessReturn: rated(excess.at(-1) ?? null),
      beta,
      alpha: rated(alpha),
      trackingError: rated(trackingError),
      informationRatio,
    },
  };
}

/** One level more than days: the last one before the first day, or that day's own where none is known. */
function levelsOf(closes: readonly IndexClose[], dates: readonly TradeDate[]): readonly number[] | null {
  const [first] = dates;
  if (first === undefined) return null;
  const before = closes.findLast(({ date }) => date < first)?.close;
  let level = before ?? closes.find(({ date }) => date === first)?.close;
  if (level === undefined) return null;
  const levels: number[] = [level];
  let at = closes.findIndex(({ date }) => date >= first);
  for (const date of dates) {
    for (let next = closes[at]; at >= 0 && next !== undefined && next.date <= date; next = closes[at]) {
      level = next.close;
      at += 1;
    }
    levels.push(level);
  }
  return levels;
}
