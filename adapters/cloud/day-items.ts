import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type InputProblem, inputProblem } from '../files/input-problem.ts';
import { readJson } from '../files/json.ts';
import { type Item, type ItemKind, accountMode, equityText } from './protocol.ts';

/** The file of a finished day that each kind of item is; the equity is made from the account. */
const FILES: Readonly<Record<Exclude<ItemKind, 'equity'>, string>> = {
  cash: 'account.json',
  positions: 'positions.csv',
  orders: 'orders.csv',
  fills: 'fills.csv',
  plan: 'plan.csv',
  report: 'report.json',
};

const reportSchema = z.looseObject({
  date: z.iso.date(),
  account: z.string(),
  mode: accountMode,
  sealed: z.boolean(),
});
const accountSchema = z.looseObject({ cash: z.string(), equity: z.string() });

/**
 * What of a finished day goes up, in its order: `kinds` of the files in `folder`, exactly as they are written there. A day
 * that is not sealed does not go up.
 */
export async function dayItems(folder: string, kinds: readonly ItemKind[]): Promise<Result<readonly Item[], InputProblem>> {
  const report = await readJson(join(folder, 'report.json'), reportSchema);
  if (!report.ok) return report;
  const { date, account, mode, sealed } = report.value.value;
  if (!sealed) return err(inputProblem('sync.notSealed', { file: join(folder, 'report.json'), field: 'sealed' }, { date }));
  const books = await readJson(join(folder, 'account.json'), accountSchema);
  if (!books.ok) return books;
  const { cash, equity } = books.value.value;
  const items: Item[] = [];
  for (const kind of kinds) {
    const text = kind === 'equity' ? equityText({ date, equity, cash }) : await readFile(join(folder, FILES[kind]), 'utf8');
    items.push({ kind, account, mode, date, text });
  }
  return ok(items);
}
