import { type Same } from '../same.ts';
import { type grid as zh } from '../zh/grid.ts';

export const grid: Same<typeof zh> = {
  ariaRowToggleSelection: 'Press Space to select or clear this row',
  ariaRowSelectAll: 'Press Space to select or clear all rows',
  ariaHeaderSelection: 'Column that selects all',
  ariaSortableColumn: 'Press Enter to sort',
  ariaChecked: 'selected',
  ariaUnchecked: 'not selected',
  ariaIndeterminate: 'partly selected',
};
