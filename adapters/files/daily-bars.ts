import { type Result, err } from '../../core/kernel/result.ts';
import { type Price, ZERO_QUANTITY } from '../../core/kernel/units.ts';
import { type SessionBar } from '../../core/market/daily-history.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type CsvRow, type ReadField, csvRows, needs, readFields } from './csv.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { amountValue, booleanValue, dateValue, instrumentValue, priceValue, quantityValue } from './values.ts';

const NEEDED = ['date', 'instrument', 'open', 'high', 'low', 'close', 'prev_close', 'volume', 'turnover'] as const;
const COLUMNS = [...NEEDED, 'suspended'] as const;
type Column = (typeof COLUMNS)[number];

/** A session with the instrument whose it is. */
export interface DailyRow {
  readonly instrument: InstrumentId;
  readonly bar: SessionBar;
}

/**
 * Reads daily bars (`*.daily.csv`), row by row; a failure is the last item. Prices are those of their own day: what a
 * vendor says of adjustments is not read, for the previous close says it exactly.
 */
export async function* readDailyBars(source: TextSource): AsyncGenerator<Result<DailyRow, InputProblem>, void, void> {
  const file = sourceName(source);
  const lines = new Map<string, number>();
  for await (const row of csvRows(source, { columns: COLUMNS, missing: needs<Column>(...NEEDED) })) {
    if (!row.ok) return yield row;
    const read = readFields(file, row.value, (field) => rowOf(row.value, field));
    if (!read.ok) return yield read;
    const { line } = row.value;
    const problem = rangeProblem(read.value.bar, file, line);
    if (problem !== null) return yield err(problem);
    const key = `${read.value.instrument} ${read.value.bar.date}`;
    const first = lines.get(key);
    if (first !== undefined) return yield err(inputProblem('value.duplicate', { file, line, field: 'date' }, { key, first }));
    lines.set(key, line);
    yield read;
  }
  if (lines.size === 0) yield err(inputProblem('file.noRows', { file }));
}

function rowOf(row: CsvRow<Column>, read: ReadField<Column>): DailyRow {
  const [date, prevClose, volume] = [read('date', dateValue), read('prev_close', priceValue), read('volume', quantityValue)];
  const halted = volume === 0 || (row.get('suspended') !== '' && read('suspended', booleanValue));
  const price = (column: 'open' | 'high' | 'low' | 'close'): Price => (halted ? prevClose : read(column, priceValue));
  return {
    instrument: read('instrument', instrumentValue),
    bar: {
      date,
      open: price('open'),
      high: price('high'),
      low: price('low'),
      close: price('close'),
      prevClose,
      volume: halted ? ZERO_QUANTITY : volume,
      turnover: read('turnover', amountValue),
    },
  };
}

/** The highest is not below the others, the lowest not above them. */
function rangeProblem({ open, high, low, close }: SessionBar, file: string, line: number): InputProblem | null {
  if (high < Math.max(open, low, close)) return inputProblem('daily.highBelow', { file, line, field: 'high' });
  if (low > Math.min(open, close)) return inputProblem('daily.lowAbove', { file, line, field: 'low' });
  return null;
}
