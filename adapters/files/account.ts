import { z } from 'zod';
import { DEFAULT_STRATEGY, type StrategyId } from '../../core/kernel/ids.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type OpeningAccount, type OpeningPosition } from '../../core/portfolio/account.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { field, readJson } from './json.ts';
import { lineOfPath } from './json-place.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { amountValue, costValue, dateValue, instrumentValue, nameValue, quantityValue } from './values.ts';
import { watchCarrySchema } from './watch-carry.ts';

/**
 * Strict, for a file that is not quite an account must never pass as one without positions: a misspelt key is named,
 * and so is the first key of an account as a settled day writes it, which has no positions.
 */
const accountSchema = z.strictObject({
  cash: field(amountValue),
  positions: z
    .array(
      z.strictObject({
        instrument: field(instrumentValue),
        quantity: field(quantityValue),
        sellable: field(quantityValue),
        /** Per share. */
        cost: field(costValue),
        strategy_id: field(nameValue).optional(),
        /** The session on which the holding was opened, for conditions that count its days. */
        opened: field(dateValue).optional(),
      }),
    )
    .optional(),
  /** When holdings were acquired, for the tax on their dividends, as a settled day writes it. */
  parcels: z
    .array(z.strictObject({ instrument: field(instrumentValue), acquired: field(dateValue), quantity: field(quantityValue), untaxed: field(amountValue) }))
    .optional(),
  /** What its watches bring over, as a settled day writes it. */
  watches: watchCarrySchema.optional(),
  /** The day that left the account and was not sealed. */
  unsealed: field(dateValue).optional(),
});

/** What an account brings into the day, and what its watches do (null: nothing). */
export interface AccountFile {
  readonly opening: OpeningAccount;
  readonly watches: WatchCarry | null;
  /** The day that it comes from, where that was not sealed; null: it was, or the account comes from no day of ours. */
  readonly unsealed: TradeDate | null;
}

/** Reads the cash and the positions of an `account.json`. */
export async function readAccount(source: TextSource): Promise<Result<OpeningAccount, InputProblem>> {
  const read = await readAccountFile(source);
  return read.ok ? ok(read.value.opening) : read;
}

/**
 * Reads what an account brings into the day (`account.json`). A position without a strategy belongs to `default`, the
 * strategy of signals that name none.
 */
export async function readAccountFile(source: TextSource): Promise<Result<AccountFile, InputProblem>> {
  const read = await readJson(source, accountSchema);
  if (!read.ok) return read;
  const { value: account, text } = read.value;
  const file = sourceName(source);
  const positions: OpeningPosition[] = [];
  const seen = new Set<string>();
  for (const [i, { instrument, quantity, sellable, cost, strategy_id: name, opened }] of (account.positions ?? []).entries()) {
    const at = (key: string): { file: string; line: number; field: string } => ({
      file,
      line: lineOfPath(text, ['positions', i, key]),
      field: `positions[${i}].${key}`,
    });
    const strategyId = (name ?? DEFAULT_STRATEGY) as StrategyId;
    if (sellable > quantity) {
      return err(inputProblem('account.moreSellable', at('sellable'), { value: sellable, quantity }));
    }
    if (seen.has(`${instrument}/${strategyId}`)) {
      return err(inputProblem('account.duplicatePosition', at('instrument'), { instrument, strategy: strategyId }));
    }
    if (!Number.isSafeInteger(cost * quantity)) return err(inputProblem('value.tooLarge', at('quantity'), { value: quantity }));
    seen.add(`${instrument}/${strategyId}`);
    positions.push({ instrument, strategyId, quantity, sellable, cost: turnoverOf(cost, quantity), ...(opened === undefined ? {} : { opened }) });
  }
  const opening = { cash: account.cash, positions, ...(account.parcels === undefined ? {} : { parcels: account.parcels }) };
  const problem = parcelProblem(file, text, opening);
  return problem === null ? ok({ opening, watches: account.watches ?? null, unsealed: account.unsealed ?? null }) : err(problem);
}

/** Parcels are of what is held: more of them is the account of another day. */
function parcelProblem(file: string, text: string, { positions, parcels = [] }: OpeningAccount): InputProblem | null {
  const odd = parcels.findIndex(({ instrument }) => sharesIn(parcels, instrument) > sharesIn(positions, instrument));
  const { instrument } = parcels[odd] ?? {};
  if (instrument === undefined) return null;
  const place = { file, line: lineOfPath(text, ['parcels', odd, 'quantity']), field: `parcels[${odd}].quantity` };
  return inputProblem('account.moreParcels', place, { instrument, quantity: sharesIn(positions, instrument) });
}

function sharesIn(rows: readonly Pick<OpeningPosition, 'instrument' | 'quantity'>[], instrument: InstrumentId): number {
  return rows.filter((row) => row.instrument === instrument).reduce((sum, { quantity }) => sum + quantity, 0);
}
