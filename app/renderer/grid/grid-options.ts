import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';

/** What the grid says to a screen reader. */
const SPOKEN = [
  'ariaRowToggleSelection',
  'ariaRowSelectAll',
  'ariaHeaderSelection',
  'ariaSortableColumn',
  'ariaChecked',
  'ariaUnchecked',
  'ariaIndeterminate',
] as const;

/** The grid's own words, and what stands there without rows. */
export function gridTexts(t: TFunction, noRows: string): Record<string, string> {
  return { ...Object.fromEntries(SPOKEN.map((key) => [key, t(`grid.${key}`)])), noRowsToShow: noRows, noMatchingRows: noRows };
}

/** What holds for every column that does not say otherwise. */
export const COLUMN_DEFAULTS: ColDef = { sortable: true, resizable: true, suppressMovable: true, suppressHeaderMenuButton: true, minWidth: 40 };

/** Tab goes on to the next control, as everywhere; the arrow keys move within the table. */
export const leaveGrid = (): false => false;
