import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { type TextSource, sourceName } from '../files/text-source.ts';
import { cashOf } from './cash.ts';
import { LEAST_HEADINGS, columnsOf, headingsIn, statementKindOf } from './columns.ts';
import { conventionsOf, inConvention } from './conventions.ts';
import { brokerOf } from './layouts.ts';
import { type StatementMapping, mappingFor } from './mapping.ts';
import { remarksOf } from './remarks.ts';
import { rawRow } from './raw-row.ts';
import { type StatementProblem } from './statement-problem.ts';
import { type Sheet, readSheet } from './sheet.ts';

/**
 * Reads a file that a broker's client exported into the normal form. What it is, is told by its headings alone, never by
 * its name; conventions that brokers differ in (signs, which fee contains which, the order of rows) are told by its
 * numbers. `mappings` say what is not known of a broker. A file that is damaged or foreign is refused with the place; a
 * row that is not understood is kept and named.
 */
export async function readStatement(
  source: TextSource,
  mappings: readonly StatementMapping[] = [],
): Promise<Result<Statement, StatementProblem>> {
  const sheet = await readSheet(source, headingsIn(mappings), LEAST_HEADINGS);
  if (!sheet.ok) return sheet;
  const mapping = mappingFor(sheet.value.headings, mappings);
  const columns = columnsOf(sheet.value, mapping);
  if (!columns.ok) return columns;
  const kind = statementKindOf(sheet.value, columns.value);
  if (!kind.ok) return kind;
  const words = new Map(Object.entries(mapping.words));
  const raw = [];
  for (const row of sheet.value.rows) {
    const read = rawRow(row, { sheet: sheet.value, columns: columns.value, kind: kind.value, words });
    if (!read.ok) return err(read.error);
    raw.push(read.value);
  }
  const conventions = conventionsOf(raw);
  const repeated = repeatedRows(raw.map(({ cells, hasBalance }) => (hasBalance ? cells.join('\t') : null)));
  const rows = raw.map((row) => inConvention(row, conventions));
  const { check, gaps } = cashOf(rows, repeated, conventions.signs);
  return ok({
    file: sourceName(source),
    broker: mapping.broker ?? brokerOf(sheet.value.headings),
    kind: kind.value,
    rows,
    priceDecimals: conventions.priceDecimals,
    cash: check,
    remarks: remarksOf({ raw, rows, repeated, conventions, gaps, stray: strayHeadings(sheet.value, mapping) }),
  });
}

/** What the mapping names and the file does not have: for another file of the same broker, or a slip. */
function strayHeadings({ headings, headingLine: line }: Sheet, mapping: StatementMapping): readonly { readonly line: number; readonly heading: string }[] {
  return Object.keys(mapping.headings).filter((heading) => !headings.includes(heading)).map((heading) => ({ line, heading }));
}

/**
 * Rows that stand there word by word before: the place of the first for each. Only where a balance is stated, which the
 * same business again would have moved.
 */
function repeatedRows(texts: readonly (string | null)[]): ReadonlyMap<number, number> {
  const firsts = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const [at, text] of texts.entries()) {
    const first = text === null ? undefined : firsts.get(text);
    if (first !== undefined) repeated.set(at, first);
    else if (text !== null) firsts.set(text, at);
  }
  return repeated;
}
