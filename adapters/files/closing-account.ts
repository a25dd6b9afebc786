import { z } from 'zod';
import { type Result, ok } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Money } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { csvRows, needs, readFields } from './csv.ts';
import { type InputProblem } from './input-problem.ts';
import { field, readJson } from './json.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { amountValue, dateValue, instrumentValue, quantityValue } from './values.ts';

const looseSchema = z.looseObject({});
/** What a settled day writes; of it, what settlement asks. */
const closingSchema = z.looseObject({ date: field(dateValue), cash: field(amountValue) });

export interface ClosingAccount {
  readonly date: TradeDate;
  readonly cash: Money;
}

/** Whether an `account.json` is one that a finished day wrote, and not one that a day begins with. */
export async function isClosingAccount(source: TextSource): Promise<Result<boolean, InputProblem>> {
  const read = await readJson(source, looseSchema);
  return read.ok ? ok('date' in read.value.value && !('positions' in read.value.value)) : read;
}

export async function readClosingAccount(source: TextSource): Promise<Result<ClosingAccount, InputProblem>> {
  const read = await readJson(source, closingSchema);
  return read.ok ? ok({ date: read.value.value.date, cash: read.value.value.cash }) : read;
}

const HOLDINGS = { columns: ['instrument', 'quantity'] as const, missing: needs('instrument', 'quantity') };

/** Shares by instrument from the `positions.csv` of a finished day. */
export async function readHoldings(source: TextSource): Promise<Result<ReadonlyMap<InstrumentId, number>, InputProblem>> {
  const holdings = new Map<InstrumentId, number>();
  for await (const row of csvRows(source, HOLDINGS)) {
    if (!row.ok) return row;
    const holding = readFields(sourceName(source), row.value, (read) => ({
      instrument: read('instrument', instrumentValue),
      quantity: read('quantity', quantityValue),
    }));
    if (!holding.ok) return holding;
    const { instrument, quantity } = holding.value;
    holdings.set(instrument, (holdings.get(instrument) ?? 0) + quantity);
  }
  return ok(holdings);
}
