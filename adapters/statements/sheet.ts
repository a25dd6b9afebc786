import { type Result, err, ok } from '../../core/kernel/result.ts';
import { inputProblem } from '../files/input-problem.ts';
import { wholeBytes, wholeText } from '../files/json.ts';
import { type TextSource, sourceName } from '../files/text-source.ts';
import { isBesideTable } from './footers.ts';
import { type Grid, type GridRow, gridOfRows, gridsOfText } from './grid.ts';
import { htmlRows, isHtml } from './html-table.ts';
import { type StatementProblem, statementProblem } from './statement-problem.ts';
import { workbookKind, workbookRows } from './workbook.ts';

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

const MAX_CHARACTERS = 32 * 1024 * 1024;
const SHOWN = 60;
const WORD = /^[\p{L}(][^\d]*$/u;

/**
 * Reads a broker's export: text in UTF-8, GBK or UTF-16 with tabs, commas or lined up with blanks, a page of HTML by the
 * name of a spreadsheet, or a workbook. The headings are the line of the first with the most that `isHeading` knows, at
 * least `least`.
 */
export async function readSheet(
  source: TextSource,
  isHeading: (heading: string) => boolean,
  least: number,
): Promise<Result<Sheet, StatementProblem>> {
  const file = sourceName(source);
  const grids = await gridsOf(source);
  if (!grids.ok) return grids;
  const first = grids.value.flatMap(({ top }) => top).find(({ cells }) => cells?.some((cell) => cell !== '') === true);
  if (first === undefined) return err(inputProblem('file.empty', { file }));
  const found = findHeadings(grids.value, isHeading);
  if (found === null || found.known < least) {
    const line = (first.cells ?? []).join(' ');
    const shown = line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
    return err(statementProblem('statement.foreign', { file, line: first.line }, { found: shown }));
  }
  const headings = withoutEmptyEnd(found.cells.map(plainHeading));
  const below = found.grid.below(found.at);
  if (below === null) return err(statementProblem('statement.looseColumns', { file, line: found.line }));
  const rows = rowsOf(file, below, headings);
  return rows.ok ? ok({ file, headings, headingLine: found.line, rows: rows.value }) : rows;
}

async function gridsOf(source: TextSource): Promise<Result<readonly Grid[], StatementProblem>> {
  const file = sourceName(source);
  const bytes = await wholeBytes(source, MAX_CHARACTERS);
  if (!bytes.ok) return bytes;
  const kind = workbookKind(bytes.value);
  if (kind === 'xls') return err(statementProblem('statement.oldWorkbook', { file }));
  if (kind === 'xlsx') {
    const rows = await workbookRows(bytes.value);
    return rows === null ? err(statementProblem('statement.damagedWorkbook', { file })) : ok([gridOfRows(rows)]);
  }
  const text = await wholeText({ name: file, bytes: bytes.value }, MAX_CHARACTERS);
  if (!text.ok) return text;
  return ok(isHtml(text.value) ? [gridOfRows(htmlRows(text.value))] : gridsOfText(text.value));
}

/** Units that change nothing; lots (手) and percent would. */
const UNIT = /[([](?:元|股|份|人民币|人民币元|CNY|RMB|￥|¥)[)\]]$/;

/**
 * A heading without blanks, marks and units, full-width letters as plain ones: ` 币种` is `币种`, `*交易（Ａ）：` is
 * `交易(A)`, `成交金额(元)` is `成交金额`.
 */
export function plainHeading(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').replace(/^[*#【]+/, '').replace(/[:】]+$/, '').replace(UNIT, '');
}

interface FoundHeadings {
  readonly grid: Grid;
  readonly at: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly known: number;
}

function findHeadings(grids: readonly Grid[], isHeading: (heading: string) => boolean): FoundHeadings | null {
  let best: FoundHeadings | null = null;
  for (const grid of grids) {
    for (const [at, { line, cells }] of grid.top.entries()) {
      if (cells === null) continue;
      const known = cells.filter((cell) => isHeading(plainHeading(cell))).length;
      const candidate = { grid, at, line, cells, known };
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

function rowsOf(file: string, grid: readonly GridRow[], headings: readonly string[]): Result<readonly SheetRow[], StatementProblem> {
  const rows: SheetRow[] = [];
  for (const { line, cells } of grid) {
    if (cells === null) return err(statementProblem('statement.openQuote', { file, line }));
    if (isBesideTable(cells) || isRepeatedHead(cells, headings)) continue;
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

/** The headings once more, as on every page of a long list. */
function isRepeatedHead(cells: readonly string[], headings: readonly string[]): boolean {
  return headings.length > 1 && headings.every((heading, at) => plainHeading(cells[at] ?? '') === heading);
}
