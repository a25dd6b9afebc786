import { type FlowRow } from '../../core/exchange/flow-session.ts';
import { type OrderNo } from '../../core/exchange/order-book-types.ts';
import { MONEY_SCALE, parseDecimal } from '../../core/kernel/decimal.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TimeOfDay, parseTimeOfDay } from '../../core/kernel/time.ts';
import { NO_PRICE, type Price, type Quantity, ZERO_QUANTITY } from '../../core/kernel/units.ts';
import { type FileProblem, lineBatches } from './text-source.ts';

/** Why a flow file cannot be read; `params` name the file, and where they are known the line, the field and its value. */
export type FlowFileProblem = FileProblem | 'flow.missingColumn' | 'flow.fieldCount' | 'flow.badField';

const COLUMNS = ['seq', 'time', 'op', 'order_id', 'side', 'price', 'quantity'] as const;
type Column = (typeof COLUMNS)[number];

type RowResult = Result<FlowRow, Refusal<FlowFileProblem>>;

const INTEGER = /^\d{1,16}$/;

/**
 * Reads an order flow file (`*.flow.csv`, plain or gzip) batch by batch. A failure is the last item; what came before
 * it is part of a file that is not as it should be.
 *
 * The lines are split by hand: machines write these files, their fields are numbers and bare words and never quoted,
 * and a general CSV parser takes several times as long for that. A quoted field is refused as a wrong value.
 */
export async function* readOrderFlow(
  file: string,
): AsyncGenerator<Result<readonly FlowRow[], Refusal<FlowFileProblem>>> {
  let parser: RowParser | null = null;
  for await (const batch of lineBatches(file)) {
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
  if (parser === null) yield refuse('flow.missingColumn', { file, line: 1, field: COLUMNS[0] });
}

function parserFor(file: string, header: string): Result<RowParser, Refusal<FlowFileProblem>> {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.find((column) => !names.includes(column));
  if (missing !== undefined) return refuse('flow.missingColumn', { file, line: 1, field: missing });
  return ok(new RowParser(file, names));
}

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

  parse(text: string, line: number): RowResult {
    const fields = text.split(',');
    if (fields.length !== this.width) {
      return refuse('flow.fieldCount', { file: this.file, line, expected: this.width, actual: fields.length });
    }
    const field = (column: Column): string => fields[this.at[column]] as string;
    const bad = (column: Column): RowResult =>
      refuse('flow.badField', { file: this.file, line, field: column, value: field(column).slice(0, 40) });

    const seq = integer(field('seq'));
    if (seq === null) return bad('seq');
    const time = this.time(field('time'));
    if (time === null) return bad('time');
    const orderNo = integer(field('order_id')) as OrderNo | null;
    if (orderNo === null) return bad('order_id');
    const side = field('side');
    if (side !== 'buy' && side !== 'sell') return bad('side');
    const op = field('op');
    if (op === 'cancel') return ok({ line, seq, time, op, orderNo, side, price: NO_PRICE, quantity: ZERO_QUANTITY });
    if (op !== 'add') return bad('op');
    const price = parseDecimal(field('price'), MONEY_SCALE);
    if (!price.ok || price.value <= 0) return bad('price');
    const quantity = integer(field('quantity'));
    if (quantity === null || quantity === 0) return bad('quantity');
    return ok({ line, seq, time, op, orderNo, side, price: price.value as Price, quantity: quantity as Quantity });
  }

  /** `09:30:00.050` or `2023-02-01T09:30:00.050`. */
  private time(text: string): TimeOfDay | null {
    let clock = text;
    if (text[10] === 'T' || text[10] === ' ') {
      const day = text.slice(0, 10);
      this.day ??= day;
      if (day !== this.day) return null;
      clock = text.slice(11);
    }
    const time = parseTimeOfDay(clock);
    return time.ok ? time.value : null;
  }
}

function integer(text: string): number | null {
  if (!INTEGER.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
