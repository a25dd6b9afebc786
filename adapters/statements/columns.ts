import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type StatementKind } from '../../core/settlement/statement.ts';
import { AMBIGUOUS, type Field, HEADINGS, OTHER_HEADINGS } from './headings.ts';
import { type StatementMapping } from './mapping.ts';
import { type Sheet, plainHeading } from './sheet.ts';
import { type StatementProblem, statementProblem } from './statement-problem.ts';

/** Where each field stands in a row, the best column first; none where the file has no such column. */
export type Columns = Readonly<Record<Field, readonly number[]>>;

/** A field that one of the kinds cannot do without, and how a person would call it. */
export interface Need {
  /** Any of them will do. */
  readonly any: readonly Field[];
  readonly word: string;
}

const DATE: Need = { any: ['date'], word: '成交日期 (date)' };
const WHAT: Need = { any: ['code', 'name'], word: '证券代码 (code)' };
const BUSINESS: Need = { any: ['business', 'remark'], word: '业务名称 (business)' };
const AMOUNT: Need = { any: ['amount', 'income', 'outgo'], word: '发生金额 (amount)' };
const QUANTITY: Need = { any: ['quantity'], word: '成交数量 (quantity)' };
const PRICE: Need = { any: ['price', 'turnover'], word: '成交价格 (price)' };
const ORDERED: Need = { any: ['ordered'], word: '委托数量 (ordered)' };
const HOLDING: Need = { any: ['holding', 'sharesAfter'], word: '股票余额 (holding)' };

const NEEDS: Readonly<Record<StatementKind, readonly Need[]>> = {
  delivery: [DATE, WHAT, BUSINESS, AMOUNT, QUANTITY],
  accounting: [DATE, BUSINESS, AMOUNT],
  fills: [WHAT, BUSINESS, QUANTITY, PRICE],
  orders: [WHAT, BUSINESS, ORDERED, QUANTITY, PRICE],
  positions: [WHAT, HOLDING],
  funds: [{ any: ['cashAfter'], word: '资金余额 (cashAfter)' }],
};

const KNOWN = new Set([...Object.values(HEADINGS).flat(), ...AMBIGUOUS.map(({ heading }) => heading), ...OTHER_HEADINGS]);

/** Fewer known headings are in some other file by accident. */
export const LEAST_HEADINGS = 3;

/** Whether a cell is a heading: one that brokers are known to use, or that a mapping names. */
export function headingsIn(mappings: readonly StatementMapping[]): (heading: string) => boolean {
  const named = new Set(mappings.flatMap(({ headings }) => Object.keys(headings)).map(plainHeading));
  return (heading) => KNOWN.has(heading) || named.has(heading);
}

/** Finds out what each column is. A heading that the mapping names is what the mapping says. */
export function columnsOf(sheet: Sheet, mapping: StatementMapping): Result<Columns, StatementProblem> {
  const { file, headings, headingLine: line } = sheet;
  const columns = Object.fromEntries(Object.keys(HEADINGS).map((field) => [field, [] as number[]])) as Record<Field, number[]>;
  for (const [at, heading] of headings.entries()) {
    const own = mapping.headings[heading];
    if (own !== undefined) columns[own].unshift(at);
  }
  for (const [field, known] of Object.entries(HEADINGS) as [Field, readonly string[]][]) {
    columns[field].push(...known.filter((heading) => !(heading in mapping.headings)).map((heading) => headings.indexOf(heading)).filter((at) => at >= 0));
  }
  for (const [at, heading] of headings.entries()) {
    const rule = heading in mapping.headings ? undefined : AMBIGUOUS.find((one) => one.heading === heading && isBeside(columns, one.beside));
    if (rule !== undefined) columns[rule.field].push(at);
  }
  const twice = headings.find((heading, at) => KNOWN.has(heading) && headings.indexOf(heading) !== at);
  return twice === undefined ? ok(columns) : err(statementProblem('statement.duplicateHeading', { file, line }, { heading: twice }));
}

function isBeside(columns: Columns, field: Field | null): boolean {
  return field === null || columns[field].length > 0;
}

/**
 * What the file tells, by its columns. Money tells delivery and accounting notes, a number of shares asked for tells
 * orders (with a number of the fill in each row they are fills), a holding without either tells positions.
 */
export function statementKindOf(sheet: Sheet, columns: Columns): Result<StatementKind, StatementProblem> {
  const { kind, missing } = shapeOf(columns);
  if (missing.length === 0) return ok(kind);
  const words = missing.map(({ word }) => word).join(', ');
  const place = { file: sheet.file, line: sheet.headingLine };
  return err(statementProblem('statement.needsMapping', place, { kind, missing: words, headings: sheet.headings.join(' ') }));
}

/** What the columns look like, and what it cannot be read without. */
export function shapeOf(columns: Columns): { readonly kind: StatementKind; readonly missing: readonly Need[] } {
  const has = (...fields: readonly Field[]): boolean => fields.some((field) => columns[field].length > 0);
  const kind = likelyKind(has);
  return { kind, missing: NEEDS[kind].filter(({ any }) => !has(...any)) };
}

function likelyKind(has: (...fields: readonly Field[]) => boolean): StatementKind {
  if (has('amount', 'income', 'outgo')) return has('quantity') ? 'delivery' : 'accounting';
  if (has('ordered') && !has('fillRef')) return 'orders';
  if (has('quantity') && has('business', 'remark')) return 'fills';
  if (has('holding') || (has('sharesAfter') && has('code', 'name'))) return 'positions';
  return has('cashAfter') && !has('code', 'name', 'business') ? 'funds' : 'delivery';
}
