import { type Result, err, ok } from '../../core/kernel/result.ts';
import { BOARDS, type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type CsvRow, type ReadField, csvRows, needs, readFields } from './csv.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { booleanValue, dateValue, instrumentValue, nameValue, positiveQuantityValue, wordValue } from './values.ts';

const NEEDED = ['instrument', 'name', 'board', 'industry', 'list_date', 'st'] as const;
const COLUMNS = [...NEEDED, 'free_float'] as const;
type Column = (typeof COLUMNS)[number];

const boardValue = wordValue(BOARDS);

/** Reads an instruments file (`instruments*.csv`). Industry, list date and free float may be empty: then nobody knows them. */
export async function readInstruments(
  source: TextSource,
): Promise<Result<ReadonlyMap<InstrumentId, Instrument>, InputProblem>> {
  const file = sourceName(source);
  const instruments = new Map<InstrumentId, Instrument>();
  const lines = new Map<InstrumentId, number>();
  for await (const row of csvRows(source, { columns: COLUMNS, missing: needs<Column>(...NEEDED) })) {
    if (!row.ok) return row;
    const instrument = readFields(file, row.value, (read) => instrumentOf(row.value, read));
    if (!instrument.ok) return instrument;
    const { line } = row.value;
    const { id } = instrument.value;
    const first = lines.get(id);
    if (first !== undefined) {
      return err(inputProblem('value.duplicate', { file, line, field: 'instrument' }, { key: id, first }));
    }
    lines.set(id, line);
    instruments.set(id, instrument.value);
  }
  return instruments.size > 0 ? ok(instruments) : err(inputProblem('file.noRows', { file }));
}

function instrumentOf(row: CsvRow<Column>, read: ReadField<Column>): Instrument {
  return {
    id: read('instrument', instrumentValue),
    name: read('name', nameValue),
    board: read('board', boardValue),
    industry: row.get('industry') === '' ? null : row.get('industry'),
    listDate: row.get('list_date') === '' ? null : read('list_date', dateValue),
    st: read('st', booleanValue),
    ...(row.get('free_float') === '' ? {} : { freeFloat: read('free_float', positiveQuantityValue) }),
  };
}
