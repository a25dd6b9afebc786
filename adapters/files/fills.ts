import { type Result, err, ok, refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, parseLocalTime, tradeDateOf } from '../../core/kernel/time.ts';
import { type LocalFill } from '../../core/settlement/local-day.ts';
import { csvRows, needs, readFields } from './csv.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { type ValueParser, amountValue, instrumentValue, nameValue, positiveQuantityValue, priceValue, wordValue } from './values.ts';

const COLUMNS = ['fill_id', 'order_id', 'instrument', 'side', 'price', 'quantity', 'time', 'commission', 'stamp_tax', 'transfer_fee'] as const;
const SHAPE = { columns: COLUMNS, missing: needs(...COLUMNS) };

const momentValue: ValueParser<EpochMs> = (text) => {
  if (text === '') return err(refusal('value.missing'));
  const parsed = parseLocalTime(text);
  return parsed.ok ? parsed : err(refusal('value.notATime', { value: text.slice(0, 40), example: '2023-02-01T09:30:03.000' }));
};

/** The fills of one day; its date is null when there are none. */
export interface FillsOfDay {
  readonly date: TradeDate | null;
  readonly fills: readonly LocalFill[];
}

/**
 * Reads `fills.csv` as a finished day writes it. An id that is there twice is kept twice: whether a fill is doubled is
 * what settlement has to find.
 */
export async function readFills(source: TextSource): Promise<Result<FillsOfDay, InputProblem>> {
  const file = sourceName(source);
  const fills: LocalFill[] = [];
  let date: TradeDate | null = null;
  for await (const row of csvRows(source, SHAPE)) {
    if (!row.ok) return row;
    const fill = readFields(file, row.value, (read): LocalFill => ({
      id: read('fill_id', nameValue),
      orderId: read('order_id', nameValue),
      instrument: read('instrument', instrumentValue),
      side: read('side', wordValue(['buy', 'sell'] as const)),
      price: read('price', priceValue),
      quantity: read('quantity', positiveQuantityValue),
      time: read('time', momentValue),
      fees: {
        commission: read('commission', amountValue),
        stampTax: read('stamp_tax', amountValue),
        transferFee: read('transfer_fee', amountValue),
      },
    }));
    if (!fill.ok) return fill;
    const { line } = row.value;
    const { price, quantity, time } = fill.value;
    if (!Number.isSafeInteger(price * quantity)) return err(inputProblem('value.tooLarge', { file, line, field: 'quantity' }, { value: quantity }));
    date ??= tradeDateOf(time);
    if (tradeDateOf(time) !== date) {
      return err(inputProblem('quotes.otherDay', { file, line, field: 'time' }, { value: tradeDateOf(time), date }));
    }
    fills.push(fill.value);
  }
  return ok({ date, fills });
}
