import { fixedWidthRows } from './fixed-width.ts';

/** A line of a file taken into cells; null where a quotation mark is not closed. */
export interface GridRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** A file as a table, in one of the ways in which it can be read as one. */
export interface Grid {
  /** The first rows, of which one has the headings. */
  readonly top: readonly GridRow[];
  /** The rows under the one at `at`; null where it cannot be told which column a cell belongs to. */
  below(at: number): readonly GridRow[] | null;
}

/** Clients put a title, the account or a summary above the table; headings further down are none. */
const PREAMBLE = 30;
const SEPARATORS = ['\t', ',', '|', ';'];

/** Every way to read lines as a table: by each separator, and by columns that blanks line up. */
export function gridsOfText(text: string): readonly Grid[] {
  const lines = text.split(/\r\n|\n|\r/);
  return [...SEPARATORS.map((separator) => separatedGrid(lines, separator)), alignedGrid(lines)];
}

/** A table whose cells are set apart already. */
export function gridOfRows(rows: readonly GridRow[]): Grid {
  return { top: rows.slice(0, PREAMBLE), below: (at) => rows.slice(at + 1) };
}

function separatedGrid(lines: readonly string[], separator: string): Grid {
  const rows = (from: number, to: number): readonly GridRow[] =>
    lines.slice(from, to).map((text, i) => ({ line: from + i + 1, cells: cellsOf(text, separator) }));
  return { top: rows(0, PREAMBLE), below: (at) => rows(at + 1, lines.length) };
}

function alignedGrid(lines: readonly string[]): Grid {
  const top = lines.slice(0, PREAMBLE).map((text, i) => ({ line: i + 1, cells: text.trim().split(/\s+/) }));
  return { top, below: (at) => fixedWidthRows(lines, at) };
}

/**
 * Takes a line apart. A cell may be quoted, also as a formula that keeps a spreadsheet from eating zeros: `="000333"`.
 * null where a quotation mark is not closed.
 */
export function cellsOf(line: string, separator: string): readonly string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^[^\S\t]*=?"/.exec(line.slice(at, at + 16));
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
