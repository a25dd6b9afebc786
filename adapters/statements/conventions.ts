import { type Money, type Price, type Quantity, UNITS_PER_CENT } from '../../core/kernel/units.ts';
import { type CashCheck, ROW_KINDS, type StatementFees, type StatementRow } from '../../core/settlement/statement.ts';
import { type RawRow } from './raw-row.ts';

/** How a file writes what every broker writes otherwise; told by its numbers. */
export interface Conventions {
  readonly signs: CashCheck['signs'];
  /** Places in `RawRow.fees` of the columns that are charged; the others repeat a part of these. null: not itemised. */
  readonly charged: readonly number[] | null;
  readonly priceDecimals: number;
}

/** A file states at least cents of the price. */
const LEAST_DECIMALS = 2;
const MOST_DECIMALS = 4;
/** More fee columns than any broker has; all their combinations are tried. */
const MOST_FEE_COLUMNS = 12;
/** A fee that is off by more is another fee. */
const SLIP = 5 * UNITS_PER_CENT;

export function conventionsOf(rows: readonly RawRow[]): Conventions {
  const decimals = Math.max(LEAST_DECIMALS, ...rows.map(({ price }) => price?.decimals ?? 0));
  return { signs: signsOf(rows), charged: chargedColumns(rows), priceDecimals: Math.min(MOST_DECIMALS, decimals) };
}

/** Buys take money and sells bring it, so the trades show how signs are meant; without trades they mean what they say. */
function signsOf(rows: readonly RawRow[]): CashCheck['signs'] {
  let [like, unlike, paidPositive] = [0, 0, 0];
  for (const { kind, amount } of rows) {
    const { trade, cash } = ROW_KINDS[kind];
    if (trade === null || amount === null || amount === 0) continue;
    if (Math.sign(amount) === cash) like += 1;
    else unlike += 1;
    if (trade === 'buy' && amount > 0) paidPositive += 1;
  }
  if (unlike <= like && !rows.every(({ amount }) => (amount ?? 0) >= 0)) return 'signed';
  if (paidPositive === 0) return 'signed';
  return rows.some(({ amount }) => (amount ?? 0) < 0) ? 'inverted' : 'unsigned';
}

/**
 * Which fee columns are charged on top of the turnover: brokers print a total beside its parts, or parts that another
 * column contains. It is the combination that leads from the turnover to the amount in the most rows.
 */
function chargedColumns(rows: readonly RawRow[]): readonly number[] | null {
  const trades = rows.filter((row) => impliedFees(row) !== null);
  const count = rows[0]?.fees.length ?? 0;
  const used = Array.from({ length: count }, (_, i) => i).filter((i) => trades.some(({ fees }) => (fees[i]?.value ?? 0) !== 0));
  if (trades.length === 0) return partsOnce(rows, used) ? used : null;
  if (used.length === 0 || used.length > MOST_FEE_COLUMNS) return null;
  let best: Combination | null = null;
  for (let set = 1; set < 2 ** used.length; set += 1) {
    const columns = used.filter((_, bit) => Math.floor(set / 2 ** bit) % 2 === 1);
    const slips = trades.map((row) => Math.abs(sumOf(row, columns) - (impliedFees(row) ?? 0)));
    const candidate = {
      columns,
      fits: slips.filter((slip) => slip === 0).length,
      off: slips.reduce((sum, slip) => sum + slip, 0),
      worst: Math.max(...slips),
    };
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best !== null && (best.fits * 2 >= trades.length || best.worst <= SLIP) ? best.columns : null;
}

/** Without money to tell them apart, two columns of one part may be one inside of the other. */
function partsOnce(rows: readonly RawRow[], columns: readonly number[]): boolean {
  const parts = columns.map((column) => rows[0]?.fees[column]?.part);
  return columns.length > 0 && new Set(parts).size === parts.length;
}

interface Combination {
  readonly columns: readonly number[];
  /** Rows that it explains, and what it is off in all and at worst, in 1/10000 yuan. */
  readonly fits: number;
  readonly off: number;
  readonly worst: number;
}

function isBetter(a: Combination, b: Combination): boolean {
  return a.fits === b.fits ? a.off < b.off : a.fits > b.fits;
}

/** What lies between turnover and amount of a trade; null where the file does not say both. */
export function impliedFees({ kind, quantity, price, turnover: stated, amount }: RawRow): number | null {
  const { trade } = ROW_KINDS[kind];
  const turnover = stated ?? (quantity === null || price === null ? null : quantity * price.price);
  if (trade === null || turnover === null || amount === null || amount === 0) return null;
  return trade === 'buy' ? Math.abs(amount) - Math.abs(turnover) : Math.abs(turnover) - Math.abs(amount);
}

function sumOf({ fees }: RawRow, columns: readonly number[]): number {
  return columns.reduce((sum, column) => sum + Math.abs(fees[column]?.value ?? 0), 0);
}

/** The row in the one convention of the normal form: amounts with the sign of the cash, everything else without. */
export function inConvention(raw: RawRow, { signs, charged }: Conventions): StatementRow {
  const { cells: _cells, hasBalance: _hasBalance, fees: _fees, price, ...row } = raw;
  return {
    ...row,
    quantity: raw.quantity as Quantity | null,
    price: (price?.price ?? null) as Price | null,
    turnover: (raw.turnover === null ? null : Math.abs(raw.turnover)) as Money | null,
    amount: signedAmount(raw, signs) as Money | null,
    fees: charged === null ? null : feesOf(raw, charged),
    cashAfter: raw.cashAfter as Money | null,
  };
}

function signedAmount({ kind, amount }: RawRow, signs: CashCheck['signs']): number | null {
  if (amount === null || amount === 0 || signs === 'signed') return amount;
  if (signs === 'inverted') return -amount;
  const { cash } = ROW_KINDS[kind];
  return cash === 0 ? amount : cash * Math.abs(amount);
}

function feesOf(raw: RawRow, charged: readonly number[]): StatementFees {
  const part = (name: 'stampTax' | 'transferFee'): Money | null => {
    const columns = charged.filter((column) => raw.fees[column]?.part === name);
    const there = raw.fees.some((fee) => fee.part === name && fee.value !== null);
    return there && (columns.length > 0 || name === 'stampTax') ? (sumOf(raw, columns) as Money) : null;
  };
  return { total: sumOf(raw, charged) as Money, stampTax: part('stampTax'), transferFee: part('transferFee') };
}
