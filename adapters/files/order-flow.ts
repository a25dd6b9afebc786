import { type FlowRow } from '../../core/exchange/flow-session.ts';
import { type OrderNo } from '../../core/exchange/order-book-types.ts';
import { type Result, err, ok, refusal } from '../../core/kernel/result.ts';
import { type TimeOfDay } from '../../core/kernel/time.ts';
import { NO_PRICE, type Quantity, ZERO_QUANTITY } from '../../core/kernel/units.ts';
import { type InputProblem, inputProblem, placed } from './input-problem.ts';
import { type TextSource, lineBatches, sourceName } from './text-source.ts';
import { type ValueParser, priceValue, quantityValue, timeOfDayValue, wordValue } from './values.ts';

const COLUMNS = ['seq', 'time', 'op', 'order_id', 'side', 'price', 'quantity'] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Reads an order flow file (`*.flow.csv`, plain or gzip) batch by batch. A failure is the last item; what came before
 * it is part of a file that is not as it should be.
 *
 * The lines are split by hand: machines write these files, their fields are numbers and bare words and never quoted,
 * and a general CSV parser takes several times as long for that. A quoted field is refused as a wrong value.
 */
export async function* readOrderFlow(source: TextSource): AsyncGenerator<Result<readonly FlowRow[], InputProblem>> {
  const file = sourceName(source);
  let parser: RowParser | null = null;
  for await (const batch of lineBatches(source)) {
    if (!batch.ok) {
      yield batch;
      return;
    }
    const rows: FlowRow[] = [];
    for (const [i, text] of batch.value.lines.entries()) {
      const line = batch.value.first + i;
      if (parser === null) {
        const header = parserFor(file, text);
        if (!header.ok) {
          yield header;
          return;
        }
        parser = header.value;
      } else if (text !== '') {
        const row = parser.parse(text, line);
        if (!row.ok) {
          yield row;
          return;
        }
        rows.push(row.value);
      }
    }
    if (rows.length > 0) yield ok(rows);
  }
  if (parser === null) yield err(inputProblem('file.empty', { file }));
}

function parserFor(file: string, header: string): Result<RowParser, InputProblem> {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const twice = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined) return err(inputProblem('file.duplicateColumn', { file, line: 1, field: twice }));
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    return err(inputProblem('file.missingColumns', { file, line: 1 }, { columns: missing.join(', ') }));
  }
  return ok(new RowParser(file, names));
}

const sideValue = wordValue(['buy', 'sell']);
const opValue = wordValue(['add', 'cancel']);
const INTEGER = /^\d{1,16}$/;

/** A number of an order or a record: digits only, at most 2^53 - 1. */
const numberValue: ValueParser<number> = (text) => {
  const value = Number(text);
  if (INTEGER.test(text) && Number.isSafeInteger(value)) return ok(value);
  return err(refusal(text === '' ? 'value.missing' : 'value.notWhole', { value: text.slice(0, 40) }));
};

const sharesValue: ValueParser<Quantity> = (text) => {
  const shares = quantityValue(text);
  return shares.ok && shares.value === 0 ? err(refusal('value.notPositive', { value: text })) : shares;
};

class RowParser {
  private readonly file: string;
  private readonly width: number;
  private readonly at: Readonly<Record<Column, number>>;
  /** The day of times that carry one; all must be the same. */
  private day: string | null = null;

  constructor(file: string, names: readonly string[]) {
    this.file = file;
    this.width = names.length;
    this.at = Object.fromEntries(COLUMNS.map((column) => [column, names.indexOf(column)])) as Record<Column, number>;
  }

  parse(text: string, line: number): Result<FlowRow, InputProblem> {
    const { file } = this;
    const fields = text.split(',');
    if (fields.length !== this.width) {
      const counts = { actual: fields.length, expected: this.width };
      return err(inputProblem('file.fieldCount', { file, line }, counts));
    }
    const read = <T>(field: Column, parse: ValueParser<T>): T => {
      const value = parse(fields[this.at[field]] as string);
      if (!value.ok) throw new RowFailure(placed(value.error, { file, line, field }));
      return value.value;
    };
    try {
      const op = read('op', opValue);
      const cancel = op === 'cancel';
      return ok({
        line,
        seq: read('seq', numberValue),
        time: read('time', this.time),
        op,
        orderNo: read('order_id', numberValue) as OrderNo,
        side: read('side', sideValue),
        // A cancel takes out all that is left: what it says of price and quantity, if anything, means nothing.
        price: cancel ? NO_PRICE : read('price', priceValue),
        quantity: cancel ? ZERO_QUANTITY : read('quantity', sharesValue),
      });
    } catch (error) {
      if (error instanceof RowFailure) return err(error.problem);
      throw error;
    }
  }

  /** `09:30:00.050` or `2023-02-01T09:30:00.050`. */
  private readonly time: ValueParser<TimeOfDay> = (text) => {
    if (text[10] !== 'T' && text[10] !== ' ') return timeOfDayValue(text);
    const day = text.slice(0, 10);
    this.day ??= day;
    if (day !== this.day) return err(refusal('quotes.otherDay', { value: day, date: this.day }));
    return timeOfDayValue(text.slice(11));
  };
}

class RowFailure extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
