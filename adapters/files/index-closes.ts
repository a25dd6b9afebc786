import { type Result, err, ok } from '../../core/kernel/result.ts';
import { UNITS_PER_YUAN, price } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type IndexClose, parseIndexId } from '../../core/market/market-index.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { positiveNumberValue, readSeries } from './series.ts';
import { type TextSource, sourceName } from './text-source.ts';

/** An index's closes, oldest first. */
export interface IndexCloses {
  readonly index: InstrumentId;
  readonly closes: readonly IndexClose[];
}

/** What a file's name begins with: `000300.SH`. */
const CODE = /(?:^|[/\\])(\d{6}\.[A-Z]{2})[^/\\]*$/;

/** Reads what an index closed at, `date,close` with days rising; which index it is, the file's name says first. */
export async function readIndexCloses(source: TextSource): Promise<Result<IndexCloses, InputProblem>> {
  const file = sourceName(source);
  const index = parseIndexId(CODE.exec(file)?.[1] ?? '');
  if (index === null) return err(inputProblem('index.notNamed', { file }));
  const series = await readSeries(source, { column: 'close', value: positiveNumberValue });
  if (!series.ok) return series;
  const { dates, values } = series.value;
  if (dates.length === 0) return err(inputProblem('file.noRows', { file }));
  return ok({ index, closes: dates.map((date, at) => ({ date, close: price(Math.round((values[at] ?? 0) * UNITS_PER_YUAN)) })) });
}
