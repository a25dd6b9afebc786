import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type StatementKind } from '../../core/settlement/statement.ts';
import { type TextSource } from '../files/text-source.ts';
import { type Columns, columnsOf, headingsIn, shapeOf } from './columns.ts';
import { FIELDS, type Field } from './headings.ts';
import { type StatementMapping, mappingFor } from './mapping.ts';
import { readSheet } from './sheet.ts';
import { type StatementProblem } from './statement-problem.ts';

/** A file before anything is made of it: what a person needs to say what its columns are. */
export interface StatementSketch {
  readonly file: string;
  readonly headingLine: number;
  readonly columns: readonly SketchColumn[];
  /** What it looks like with what is known of its columns. */
  readonly kind: StatementKind;
  /** What it cannot be read without: of each group any one. */
  readonly missing: readonly (readonly Field[])[];
}

export interface SketchColumn {
  readonly heading: string;
  /** What the column is taken for; null: nothing that is needed, or not known. */
  readonly field: Field | null;
  /** What stands in the first rows. */
  readonly samples: readonly string[];
}

const SAMPLES = 3;

/** Shows the columns of a file, also of one in which no heading is known; refuses only what is no table. */
export async function sketchStatement(source: TextSource, mappings: readonly StatementMapping[] = []): Promise<Result<StatementSketch, StatementProblem>> {
  const sheet = await readSheet(source, headingsIn(mappings), 0);
  if (!sheet.ok) return sheet;
  const { file, headings, headingLine, rows } = sheet.value;
  const columns = columnsOf(sheet.value, mappingFor(headings, mappings));
  if (!columns.ok) return err(columns.error);
  const { kind, missing } = shapeOf(columns.value);
  return ok({
    file,
    headingLine,
    columns: headings.map((heading, at) => ({
      heading,
      field: fieldAt(columns.value, at),
      samples: rows.slice(0, SAMPLES).map(({ cells }) => cells[at] ?? ''),
    })),
    kind,
    missing: missing.map(({ any }) => any),
  });
}

function fieldAt(columns: Columns, at: number): Field | null {
  return FIELDS.find((field) => columns[field].includes(at)) ?? null;
}
