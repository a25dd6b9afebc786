import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type InputProblem, inputProblem, placed } from './input-problem.ts';
import { type TextSource, sourceName, textChunks } from './text-source.ts';
import { type ValueParser } from './values.ts';

/** A row by column name. Columns that the file does not have, and fields that are empty, are ''. */
export interface CsvRow<Column extends string> {
  /** The line on which the row ends; the header is line 1. */
  readonly line: number;
  get(column: Column): string;
}

export interface CsvShape<Column extends string> {
  /** All columns that are read; others are ignored. */
  readonly columns: readonly Column[];
  /** The columns that are needed but not there. */
  readonly missing: (present: ReadonlySet<Column>) => readonly Column[];
}

/** Far more than anybody's signals or instruments have. */
const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_RECORD = 65_536;

/** For `CsvShape.missing`: all of these are needed. */
export function needs<Column extends string>(...required: readonly Column[]): CsvShape<Column>['missing'] {
  return (present) => required.filter((column) => !present.has(column));
}

/**
 * Reads a CSV file as people and spreadsheets write it: fields may be quoted, empty lines are skipped, names of columns
 * are matched whatever their case. A failure is the last item.
 */
export async function* csvRows<Column extends string>(
  source: TextSource,
  shape: CsvShape<Column>,
): AsyncGenerator<Result<CsvRow<Column>, InputProblem>, void, void> {
  const file = sourceName(source);
  let header: Header<Column> | null = null;
  try {
    for await (const { record: fields, info } of records(source)) {
      const line = info.lines;
      if (header === null) {
        const read = readHeader(file, fields, shape);
        if (!read.ok) return yield read;
        header = read.value;
      } else if (fields.length === header.width) {
        yield ok(rowOf(fields, line, header));
      } else {
        const counts = { actual: fields.length, expected: header.width };
        return yield err(inputProblem('file.fieldCount', { file, line }, counts));
      }
    }
  } catch (error) {
    return yield err(csvProblem(file, error));
  }
  if (header === null) yield err(inputProblem('file.empty', { file }));
}

/** Reads one field of a row, or ends the reading of it. */
export type ReadField<Column extends string> = <T>(column: Column, parse: ValueParser<T>) => T;

class BadField extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Builds a value out of a row's fields; the first field that cannot be read is the refusal. */
export function readFields<Column extends string, T>(
  file: string,
  row: CsvRow<Column>,
  build: (read: ReadField<Column>) => T,
): Result<T, InputProblem> {
  try {
    return ok(
      build((column, read) => {
        const value = read(row.get(column));
        if (!value.ok) throw new BadField(placed(value.error, { file, line: row.line, field: column }));
        return value.value;
      }),
    );
  } catch (error) {
    if (error instanceof BadField) return err(error.problem);
    throw error;
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(source: TextSource): AsyncIterable<ParsedRecord> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RECORD,
  });
  // A failure reaches the reader of the parser; the callback only keeps `pipeline` from throwing it too.
  return pipeline(Readable.from(plainText(source)), parser, () => undefined);
}

class TextFailure extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The text with `\n` line ends, so that lines inside of quotes are counted once, and no more of it than is sensible. */
async function* plainText(source: TextSource): AsyncGenerator<string> {
  let characters = 0;
  let held = '';
  for await (const chunk of textChunks(source)) {
    if (!chunk.ok) throw new TextFailure(chunk.error);
    characters += chunk.value.length;
    if (characters > MAX_CHARACTERS) {
      throw new TextFailure(inputProblem('file.tooLarge', { file: sourceName(source) }, { limit: MAX_CHARACTERS }));
    }
    const text = held + chunk.value;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  if (held !== '') yield held;
}

interface Header<Column extends string> {
  readonly width: number;
  readonly at: Readonly<Partial<Record<Column, number>>>;
}

function readHeader<Column extends string>(
  file: string,
  fields: readonly string[],
  { columns, missing }: CsvShape<Column>,
): Result<Header<Column>, InputProblem> {
  const names = fields.map((name) => name.toLowerCase());
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined) return err(inputProblem('file.duplicateColumn', { file, line: 1, field: twice }));
  const present = columns.filter((column) => names.includes(column));
  const lacking = missing(new Set(present));
  if (lacking.length > 0) {
    return err(inputProblem('file.missingColumns', { file, line: 1 }, { columns: lacking.join(', ') }));
  }
  const at = Object.fromEntries(present.map((column) => [column, names.indexOf(column)]));
  return ok({ width: fields.length, at: at as Partial<Record<Column, number>> });
}

function rowOf<Column extends string>(fields: readonly string[], line: number, { at }: Header<Column>): CsvRow<Column> {
  return {
    line,
    get: (column) => {
      const index = at[column];
      return index === undefined ? '' : (fields[index] ?? '');
    },
  };
}

function csvProblem(file: string, error: unknown): InputProblem {
  if (error instanceof TextFailure) return error.problem;
  if (!(error instanceof CsvError)) throw error;
  const place = { file, ...(typeof error['lines'] === 'number' && { line: error['lines'] }) };
  if (error.code === 'CSV_MAX_RECORD_SIZE') return inputProblem('file.lineTooLong', place, { limit: MAX_RECORD });
  return inputProblem('file.badCsv', place, { reason: error.code.toLowerCase().replaceAll('_', ' ').replace(/^csv /, '') });
}
