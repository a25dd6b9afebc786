import { type Result, ok } from '../../core/kernel/result.ts';
import { type InputProblem } from './input-problem.ts';
import { numberValue, readSeries } from './series.ts';
import { type TextSource } from './text-source.ts';

/** Reads a file of daily returns (`date,return`), fractions. */
export async function readReturns(source: TextSource): Promise<Result<readonly number[], InputProblem>> {
  const series = await readSeries(source, { column: 'return', value: numberValue });
  return series.ok ? ok(series.value.values) : series;
}
