import { type Result, err, ok, refusal } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { csvRows, needs, readFields } from './csv.ts';
import { type InputCode, type InputProblem, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { type ValueParser, dateValue } from './values.ts';

/** Plain numbers by day, for statistics. */
export interface Series {
  /** Rising, none twice. */
  readonly dates: readonly TradeDate[];
  readonly values: readonly number[];
  /** Of the second column; null when the file does not have it or leaves it empty throughout. */
  readonly others: readonly number[] | null;
}

export interface SeriesShape {
  readonly column: string;
  /** A column that need not be there, but for which every day has a value if one has. */
  readonly other?: string;
  readonly value: ValueParser<number>;
}

/**
 * Reads a file of one row per day, days rising: `date` and a number. A header without rows is an empty series; what
 * follows from that is for the caller to say.
 */
export async function readSeries(
  source: TextSource,
  { column, other, value }: SeriesShape,
): Promise<Result<Series, InputProblem>> {
  const file = sourceName(source);
  const dates: TradeDate[] = [];
  const values: number[] = [];
  const others: number[] = [];
  let lineBefore = 1;
  let gap: number | null = null;
  const columns = ['date', column, ...(other === undefined ? [] : [other])];
  for await (const row of csvRows(source, { columns, missing: needs('date', column) })) {
    if (!row.ok) return row;
    const { line } = row.value;
    const read = readFields(file, row.value, (field) => {
      dates.push(field('date', dayAfter(dates.at(-1), lineBefore)));
      values.push(field(column, value));
      if (other !== undefined && row.value.get(other) !== '') others.push(field(other, value));
    });
    if (!read.ok) return read;
    if (others.length < dates.length) gap ??= line;
    lineBefore = line;
  }
  if (others.length === 0) return ok({ dates, values, others: null });
  if (gap !== null) return err(inputProblem('value.missing', { file, line: gap, field: other ?? '' }));
  return ok({ dates, values, others });
}

/** A day after `before`, which stood on the given line. */
function dayAfter(before: TradeDate | undefined, line: number): ValueParser<TradeDate> {
  return (text) => {
    const day = dateValue(text);
    if (!day.ok || before === undefined || day.value > before) return day;
    if (day.value === before) return err(refusal('value.duplicate', { key: before, first: line }));
    return err(refusal('quotes.timeWentBack', { value: day.value, before }));
  };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Longest piece of a wrong number that is repeated in a message. */
const SHOWN = 40;

/**
 * A number for statistics, as research platforms write them: of any number of digits (`-0.014285714285714285`), with an
 * exponent where it is small (`5e-05`). Money and prices are never read with this.
 */
export const numberValue: ValueParser<number> = (text) => {
  if (text === '') return wrong('value.missing', text);
  if (!NUMBER.test(text)) return wrong('value.notANumber', text);
  const value = Number(text);
  return Number.isFinite(value) ? ok(value) : wrong('value.tooLarge', text);
};

export const positiveNumberValue: ValueParser<number> = (text) => {
  const number = numberValue(text);
  return !number.ok || number.value > 0 ? number : wrong('value.notPositive', text);
};

function wrong(code: InputCode, text: string): Result<never, InputProblem> {
  return err(refusal(code, { value: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text }));
}
