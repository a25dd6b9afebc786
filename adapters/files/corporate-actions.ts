import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Price, type Quantity, type Rate } from '../../core/kernel/units.ts';
import { type Calendar } from '../../core/market/calendar.ts';
import { type CorporateAction, offeredShares } from '../../core/market/corporate-action.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { heldOf } from '../../core/portfolio/action-booking.ts';
import { type CsvRow, type CsvShape, csvRows, needs, readFields } from './csv.ts';
import { type InputProblem, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { type ValueParser, dateValue, instrumentValue, per10Value, priceValue, quantityValue, ratioValue } from './values.ts';

const COLUMNS = ['instrument', 'ex_date', 'list_date', 'cash_per_10', 'bonus_per_10', 'transfer_per_10', 'split', 'rights_per_10', 'rights_price', 'rights_taken'] as const;
type Column = (typeof COLUMNS)[number];
const SHAPE: CsvShape<Column> = { columns: COLUMNS, missing: needs<Column>('instrument', 'ex_date') };
type Row = CsvRow<Column>;

const NOTHING = 0 as Rate;

/** An empty cell is `otherwise`. */
function or<T, U>(parse: ValueParser<T>, otherwise: U): ValueParser<T | U> {
  return (text) => (text === '' ? ok(otherwise) : parse(text));
}

/**
 * Reads corporate actions (`docs/corporate-actions.md`): what is announced for ten shares each, one row for an instrument
 * and an ex-date. Actions of other days than `date` are read and left out.
 */
export async function readCorporateActions(
  source: TextSource,
  { date, calendar }: { readonly date: TradeDate; readonly calendar: Calendar },
): Promise<Result<readonly CorporateAction[], InputProblem>> {
  const file = sourceName(source);
  const lines = new Map<string, number>();
  const actions: CorporateAction[] = [];
  for await (const row of csvRows(source, SHAPE)) {
    if (!row.ok) return row;
    const action = readAction(file, row.value, calendar);
    if (!action.ok) return action;
    const { line } = row.value;
    const key = `${action.value.instrument} ${action.value.exDate}`;
    const first = lines.get(key);
    if (first !== undefined) return err(inputProblem('value.duplicate', { file, line, field: 'instrument' }, { first, key }));
    lines.set(key, line);
    if (action.value.exDate === date) actions.push(action.value);
  }
  return ok(actions);
}

function readAction(file: string, row: Row, calendar: Calendar): Result<CorporateAction, InputProblem> {
  const read = readFields(file, row, (field): CorporateAction => {
    const exDate = field('ex_date', dateValue);
    const ratio = field('rights_per_10', or(per10Value, null));
    const price = field('rights_price', or(priceValue, 0 as Price));
    const taken = field('rights_taken', or(quantityValue, 0 as Quantity));
    return {
      instrument: field('instrument', instrumentValue),
      exDate,
      listDate: field('list_date', or(dateValue, exDate)),
      cash: field('cash_per_10', or(per10Value, NOTHING)),
      bonus: field('bonus_per_10', or(per10Value, NOTHING)),
      transfer: field('transfer_per_10', or(per10Value, NOTHING)),
      split: field('split', or(ratioValue, null)),
      rights: ratio === null ? null : { ratio, price, taken },
    };
  });
  if (!read.ok) return read;
  const problem = problemOf(read.value, row, calendar);
  return problem === null ? read : err(inputProblem(problem.code, { file, line: row.line, field: problem.field }, problem.params));
}

interface ActionProblem {
  readonly code: Extract<InputProblem['code'], `actions.${string}`>;
  readonly field: Column;
  readonly params?: Readonly<Record<string, string>>;
}

function problemOf({ exDate, listDate, cash, bonus, transfer, split, rights }: CorporateAction, row: Row, calendar: Calendar): ActionProblem | null {
  if (split !== null && bonus + transfer > 0) return { code: 'actions.splitAndShares', field: 'split' };
  if (cash + bonus + transfer === 0 && split === null && rights === null) return { code: 'actions.nothing', field: 'cash_per_10' };
  if (rights?.price === 0) return { code: 'actions.rightsWithoutPrice', field: 'rights_price' };
  if (rights === null && (row.get('rights_price') !== '' || row.get('rights_taken') !== '')) return { code: 'actions.rightsWithoutRatio', field: 'rights_per_10' };
  const next = calendar.nextSession(exDate);
  const known = next.ok ? [exDate, next.value] : [exDate];
  return known.includes(listDate) ? null : { code: 'actions.listedLater', field: 'list_date', params: { value: listDate, date: exDate } };
}

/** More rights taken up than the account was offered is a slip, or the account of another day. */
export function checkRights(file: string, actions: readonly CorporateAction[], opening: OpeningAccount): Result<void, InputProblem> {
  for (const { instrument, rights } of actions) {
    const offered = rights === null ? 0 : offeredShares(rights, heldOf(opening, instrument));
    if (rights !== null && rights.taken > offered) return err(inputProblem('actions.moreTaken', { file, field: 'rights_taken' }, { instrument, value: rights.taken, offered }));
  }
  return ok(undefined);
}
