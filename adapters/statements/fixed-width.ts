import { isBesideTable } from './footers.ts';
import { type GridRow } from './grid.ts';

/** Characters that take two places on a screen and in most exports: Chinese and full-width ones. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

type WidthOf = (char: string) => number;

const onScreen: WidthOf = (char) => (WIDE.test(char) || char === '\u3000' ? 2 : 1);
const asCharacter: WidthOf = () => 1;

/** Places from `from` up to before `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Columns found with Chinese characters taken to be so wide. */
interface Layout {
  readonly width: WidthOf;
  readonly columns: readonly Span[];
  /** Words that begin or end where the heading of their column does. */
  readonly aligned: number;
}

/**
 * Takes lines apart whose columns are lined up with blanks: a column is what lies between two gutters, places that are
 * blank in every line. Cells may be empty, so nothing is told by counting. How wide a Chinese character is, is told by
 * which way more words are in line with their headings. null where that cannot be told, or two headings have no gutter.
 */
export function fixedWidthRows(lines: readonly string[], at: number): readonly GridRow[] | null {
  const table = lines.slice(at).filter((line, i) => i === 0 || !isBesideTable(line.trim().split(/\s+/)));
  const layouts = [onScreen, asCharacter].map((width) => layoutOf(table, width)).filter((layout) => layout !== null);
  const [best, other] = layouts.toSorted((a, b) => b.aligned - a.aligned);
  if (best === undefined) return null;
  const rows = rowsIn(lines, at, best);
  const isSure = other === undefined || other.aligned < best.aligned || JSON.stringify(rowsIn(lines, at, other)) === JSON.stringify(rows);
  return isSure ? rows : null;
}

function rowsIn(lines: readonly string[], at: number, layout: Layout): readonly GridRow[] {
  return lines.slice(at + 1).map((text, i) => ({ line: at + i + 2, cells: cellsIn(text, layout) }));
}

function layoutOf(table: readonly string[], width: WidthOf): Layout | null {
  const words = table.map((line) => wordsOf(line, width));
  const headings = words[0] ?? [];
  const columns = columnsIn(headings, usedPlaces(words.flat()));
  if (columns === null) return null;
  const isAligned = ({ from, to }: Span): boolean => headings.some((heading) => heading.from === from || heading.to === to);
  return { width, columns, aligned: words.flat().filter(isAligned).length };
}

function usedPlaces(words: readonly Span[]): readonly boolean[] {
  const used = Array.from({ length: Math.max(0, ...words.map(({ to }) => to)) }, () => false);
  for (const { from, to } of words) used.fill(true, from, to);
  return used;
}

function columnsIn(headings: readonly Span[], used: readonly boolean[]): readonly Span[] | null {
  const columns: Span[] = [];
  let start = 0;
  for (const [i, heading] of headings.entries()) {
    const next = headings[i + 1];
    if (next === undefined) return [...columns, { from: start, to: Number.MAX_SAFE_INTEGER }];
    const gutter = lastBlank(used, heading.to, next.from);
    if (gutter === null) return null;
    columns.push({ from: start, to: gutter });
    start = gutter;
  }
  return null;
}

/** The last place between two headings that no line uses; what stands right of a heading and left of it is the heading's. */
function lastBlank(used: readonly boolean[], from: number, to: number): number | null {
  for (let place = to - 1; place >= from; place -= 1) if (used[place] !== true) return place;
  return null;
}

function wordsOf(line: string, width: WidthOf): readonly Span[] {
  const spans: Span[] = [];
  let [place, from] = [0, -1];
  for (const char of line) {
    const blank = char.trim() === '';
    if (!blank && from < 0) from = place;
    if (blank && from >= 0) {
      spans.push({ from, to: place });
      from = -1;
    }
    place += width(char);
  }
  return from < 0 ? spans : [...spans, { from, to: place }];
}

/** A total or a note keeps to no columns. */
function cellsIn(line: string, { columns, width }: Layout): readonly string[] {
  const words = line.trim().split(/\s+/);
  return isBesideTable(words) ? words : cut(line, columns, width);
}

function cut(line: string, columns: readonly Span[], width: WidthOf): readonly string[] {
  const cells = columns.map(() => '');
  let [place, column] = [0, 0];
  for (const char of line) {
    while (place >= (columns[column]?.to ?? Number.MAX_SAFE_INTEGER)) column += 1;
    cells[column] = (cells[column] ?? '') + char;
    place += width(char);
  }
  return cells.map((cell) => cell.trim());
}
