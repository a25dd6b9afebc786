import { formatDecimal } from '../../../core/kernel/decimal.ts';
import { type Money, type Price, ratioOf } from '../../../core/kernel/units.ts';

/** A value of a report: a text, or a number with as many decimals as its unit has; scale 8 is a rate. */
export type ReportCell = string | { readonly units: number; readonly scale: 0 | 2 | 4 | 8 };

export interface ReportTable {
  readonly title: string;
  /** What stands between the title and the columns: whose it is, of when, in what unit. */
  readonly heading: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** Rows that sum others up, by their place. */
  readonly totals: readonly number[];
}

/** A row of a form, with whether it sums others up. */
export interface FormRow {
  readonly cells: readonly ReportCell[];
  readonly total: boolean;
}

export const yuan = (amount: Money | Price): ReportCell => ({ units: amount, scale: 4 });
export const count = (number: number): ReportCell => ({ units: number, scale: 0 });
/** A plain number, to two places. */
export const ratio = (number: number): ReportCell => ({ units: Math.round(number * 100), scale: 2 });
export const rate = (units: number): ReportCell => ({ units, scale: 8 });
/** A part of a whole; nothing where that says nothing. */
export const share = (part: number, whole: number): ReportCell => (whole > 0 ? rate(ratioOf(part, whole)) : '');

/** A cell as a plain decimal: money with at least cents. */
export function cellText(cell: ReportCell): string {
  if (typeof cell === 'string') return cell;
  return formatDecimal(cell.units, cell.scale, cell.scale === 2 || cell.scale === 4 ? 2 : 0);
}

/** A cell for a reader: money to the cent with its thousands apart, rates in percent. */
export function cellForReading(cell: ReportCell): string {
  if (typeof cell === 'string') return cell;
  if (cell.scale === 8) return `${grouped(formatDecimal(Math.round(cell.units / 10_000), 2, 2))}%`;
  return grouped(cellText(cell));
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

/** A table of rows that all are alike. */
export function listTable(title: string, columns: readonly string[], rows: readonly (readonly ReportCell[])[]): ReportTable {
  return { title, heading: [], columns, rows, totals: [] };
}

export function formTable(title: string, heading: readonly string[], columns: readonly string[], rows: readonly FormRow[]): ReportTable {
  return { title, heading, columns, rows: rows.map(({ cells }) => cells), totals: rows.flatMap(({ total }, at) => (total ? [at] : [])) };
}
