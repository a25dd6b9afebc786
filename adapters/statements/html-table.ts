import { Parser } from 'htmlparser2';
import { type GridRow } from './grid.ts';

/** A page that a client has given the name of a spreadsheet: it begins with a tag and has a table. */
export function isHtml(text: string): boolean {
  return /^\s*</.test(text) && /<tr[\s>]/i.test(text);
}

/** The rows of all tables of a page, each with the line that it begins in. A cell over several columns fills the first. */
export function htmlRows(text: string): readonly GridRow[] {
  const rows: { line: number; cells: string[] }[] = [];
  const lineAt = lineCounter(text);
  let inCell = false;
  const parser = new Parser({
    onopentag(name, { colspan }) {
      if (name === 'tr') rows.push({ line: lineAt(parser.startIndex), cells: [] });
      if (name !== 'td' && name !== 'th') return;
      inCell = true;
      rows.at(-1)?.cells.push('', ...Array.from({ length: Math.max(0, Number(colspan ?? 1) - 1) }, () => ''));
    },
    ontext(data) {
      const cells = rows.at(-1)?.cells;
      if (inCell && cells !== undefined) cells[cells.length - 1] += data;
    },
    onclosetag(name) {
      if (name === 'td' || name === 'th') inCell = false;
    },
  });
  parser.end(text);
  return rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()) }));
}

/** Numbers of lines by places that never go back. */
function lineCounter(text: string): (index: number) => number {
  let [line, from] = [1, 0];
  return (index) => {
    for (let end = text.indexOf('\n', from); end >= 0 && end < index; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    return line;
  };
}
