import { type EquityCurve } from '../../core/analytics/performance.ts';
import { type Result, ok } from '../../core/kernel/result.ts';
import { type InputProblem } from './input-problem.ts';
import { positiveNumberValue, readSeries } from './series.ts';
import { type TextSource } from './text-source.ts';

/**
 * Reads an equity file (`date,equity` and optionally `benchmark`). Values are above 0: what comes after a day with
 * nothing has no return.
 */
export async function readEquity(source: TextSource): Promise<Result<EquityCurve, InputProblem>> {
  const series = await readSeries(source, { column: 'equity', other: 'benchmark', value: positiveNumberValue });
  if (!series.ok) return series;
  const { dates, values, others } = series.value;
  return ok({ dates, equity: values, benchmark: others });
}
