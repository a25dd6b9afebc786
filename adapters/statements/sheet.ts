import { type Result, err, ok } from '../../core/kernel/result.ts';
import { wholeText } from '../files/json.ts';
import { inputProblem } from '../files/input-problem.ts';
import { type TextSource, sourceName } from '../files/text-source.ts';
import { type StatementProblem, statementProblem } from './statement-problem.ts';

/** A table as a client exported it: its headings, and its rows with the lines they stand on. */
export interface Sheet {
  readonly file: string;
  /** As {@link plainHeading} writes them. */
  readonly headings: readonly string[];
  readonly headingLine: number;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly line: number;
  /** As many as there are headings. */
  readonly cells: readonly string[];
}

/** Clients put a title, the account or a summary above the table; headings further down are none. */
const PREAMBLE = 30;
const MAX_CHARACTERS = 32 * 1024 * 1024;
const SHOWN = 60;
/** A row under the table that sums it up, and lines drawn with dashes. */
const FOOTER = /^(?:合计|总计|小计|汇总|共\s*\d+\s*[条笔])/;
const RULE = /^[-=─\s]*$/;
const WORD = /^[\p{L}(][^\d]*$/u;

/**
 * Reads a broker's export: UTF-8 or GBK, tabs or commas, `="600519"` cells. The headings are the line of the first
 * {@link PREAMBLE} with the most that `isHeading` knows, at least `least`.
 */
export async function readSheet(
  source: TextSource,
  isHeading: (heading: string) => boolean,
  least: number,
): Promise<Result<Sheet, StatementProblem>> {
  const file = sourceName(source);
  const text = await wholeText(source, MAX_CHARACTERS);
  if (!text.ok) return text;
  const lines = text.value.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return err(inputProblem('file.empty', { file }));
  const found = findHeadings(lines, isHeading);
  if (found === null || found.known < least) {
    const line = (lines[first] ?? '').trim();
    const shown = line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
    return err(statementProblem('statement.foreign', { file, line: first + 1 }, { found: shown }));
  }
  const headings = withoutEmptyEnd(found.cells.map(plainHeading));
  const rows = rowsOf(file, lines, { headings, at: found.at, separator: found.separator });
  return rows.ok ? ok({ file, headings, headingLine: found.at + 1, rows: rows.value }) : rows;
}

/** A heading without blanks, full-width letters as plain ones: ` 币种` is `币种`, `交易（Ａ）` is `交易(A)`. */
export function plainHeading(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}

interface FoundHeadings {
  readonly at: number;
  readonly separator: string;
  readonly cells: readonly string[];
  readonly known: number;
}

function findHeadings(lines: readonly string[], isHeading: (heading: string) => boolean): FoundHeadings | null {
  let best: FoundHeadings | null = null;
  for (const [at, line] of lines.slice(0, PREAMBLE).entries()) {
    for (const separator of ['\t', ',', '|', ';']) {
      const cells = cellsOf(line, separator);
      if (cells === null) continue;
      const known = cells.filter((cell) => isHeading(plainHeading(cell))).length;
      const candidate = { at, separator, cells, known };
      if (best === null || isMoreLikely(candidate, best)) best = candidate;
    }
  }
  return best;
}

/** Where no heading is known it is the line with the most words. */
function isMoreLikely(a: FoundHeadings, b: FoundHeadings): boolean {
  const words = ({ cells }: FoundHeadings): number => cells.filter((cell) => WORD.test(cell)).length;
  return a.known > b.known || (a.known === 0 && b.known === 0 && words(a) > words(b));
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

interface Table {
  readonly headings: readonly string[];
  readonly at: number;
  readonly separator: string;
}

function rowsOf(file: string, lines: readonly string[], { headings, at, separator }: Table): Result<readonly SheetRow[], StatementProblem> {
  const rows: SheetRow[] = [];
  for (const [i, text] of lines.slice(at + 1).entries()) {
    const line = at + 2 + i;
    const cells = cellsOf(text, separator);
    if (cells === null) return err(statementProblem('statement.openQuote', { file, line }));
    if (RULE.test(cells.join(''))) continue;
    if (FOOTER.test(cells[0] ?? '')) break;
    const full = cells.length > headings.length ? withoutEmptyEnd(cells) : cells;
    const padded = [...full, ...headings.slice(full.length, cells.length).map(() => '')];
    if (padded.length !== headings.length) {
      const counts = { actual: String(padded.length), expected: String(headings.length) };
      return err(statementProblem('statement.fieldCount', { file, line }, counts));
    }
    rows.push({ line, cells: padded });
  }
  return ok(rows);
}

/**
 * Takes a line apart. A cell may be quoted, also as a formula that keeps a spreadsheet from eating zeros: `="000333"`.
 * null where a quotation mark is not closed.
 */
export function cellsOf(line: string, separator: string): readonly string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*=?"/.exec(line.slice(at, at + 16));
    if (quoted === null) {
      const end = line.indexOf(separator, at);
      const stop = end < 0 ? line.length : end;
      cells.push(line.slice(at, stop).trim());
      at = stop + 1;
      continue;
    }
    const close = closingQuote(line, at + quoted[0].length);
    if (close === null) return null;
    const end = line.indexOf(separator, close.at + 1);
    const stop = end < 0 ? line.length : end;
    cells.push((close.text + line.slice(close.at + 1, stop)).trim());
    at = stop + 1;
  }
  return cells;
}

/** The text up to the quotation mark that ends it; a doubled one stands for itself. */
function closingQuote(line: string, from: number): { readonly at: number; readonly text: string } | null {
  let text = '';
  let at = from;
  for (;;) {
    const end = line.indexOf('"', at);
    if (end < 0) return null;
    text += line.slice(at, end);
    if (line[end + 1] !== '"') return { at: end, text };
    text += '"';
    at = end + 2;
  }
}
