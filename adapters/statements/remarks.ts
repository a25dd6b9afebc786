import { type Money } from '../../core/kernel/units.ts';
import { ROW_KINDS, type StatementRemark, type StatementRow } from '../../core/settlement/statement.ts';
import { type CashGap } from './cash.ts';
import { type Conventions, impliedFees } from './conventions.ts';
import { type RawRow } from './raw-row.ts';

interface Readings {
  readonly raw: readonly RawRow[];
  readonly rows: readonly StatementRow[];
  readonly repeated: ReadonlyMap<number, number>;
  readonly conventions: Conventions;
  readonly gaps: readonly CashGap[];
  /** Headings that the mapping names and the file does not have. */
  readonly stray: readonly { readonly line: number; readonly heading: string }[];
}

/** All that is to be said of the file, by line. */
export function remarksOf({ raw, rows, repeated, conventions, gaps, stray }: Readings): readonly StatementRemark[] {
  const remarks: StatementRemark[] = [
    ...stray.map((heading) => ({ code: 'mapping.strayHeading', ...heading }) as const),
    ...gaps.map((gap) => ({ code: 'cash.gap', ...gap }) as const),
  ];
  for (const [at, row] of rows.entries()) {
    const { line, words, amount } = row;
    const first = repeated.get(at);
    if (row.kind === 'unknown') remarks.push({ code: 'row.notUnderstood', line, words, amount });
    if (first !== undefined) remarks.push({ code: 'row.repeated', line, first: rows[first]?.line ?? 0 });
    if (contradicts(row)) remarks.push({ code: 'row.signContradicts', line, words });
    const fees = feesRemark(row, raw[at], conventions);
    if (fees !== null) remarks.push(fees);
  }
  return remarks.toSorted((a, b) => a.line - b.line);
}

function contradicts({ kind, amount }: StatementRow): boolean {
  const { trade, cash } = ROW_KINDS[kind];
  return trade !== null && amount !== null && amount !== 0 && Math.sign(amount) !== cash;
}

function feesRemark(row: StatementRow, raw: RawRow | undefined, { charged }: Conventions): StatementRemark | null {
  const implied = raw === undefined ? null : impliedFees(raw);
  if (charged === null || implied === null || row.fees === null || row.fees.total === implied) return null;
  return { code: 'row.feesDoNotAddUp', line: row.line, stated: row.fees.total, implied: implied as Money };
}
