import { type CellValue, readSheet } from 'read-excel-file/node';
import { type GridRow } from './grid.ts';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** A spreadsheet of today (`xlsx`), one of before 2007 (`xls`, which is not read), or neither. */
export function workbookKind(bytes: Buffer): 'xlsx' | 'xls' | null {
  if (bytes.subarray(0, 4).equals(ZIP)) return 'xlsx';
  return bytes.subarray(0, 4).equals(COMPOUND_FILE) ? 'xls' : null;
}

/** The rows of a workbook's first sheet; null where it is damaged. */
export async function workbookRows(bytes: Buffer): Promise<readonly GridRow[] | null> {
  try {
    const rows = await readSheet(bytes);
    return rows.map((cells, at) => ({ line: at + 1, cells: cells.map(cellText) }));
  } catch {
    return null;
  }
}

/** Numbers as a spreadsheet shows them: with 15 digits, so that 35129.130000000005 is 35129.13. */
function cellText(cell: CellValue | null): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '').replace('T', ' ').replace(/\.\d+Z$/, '');
  return typeof cell === 'number' ? String(Number(cell.toPrecision(15))) : String(cell).trim();
}
