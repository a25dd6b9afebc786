import { type Same } from '../same.ts';
import { type common as zh } from '../zh/common.ts';

export const common: Same<typeof zh> = {
  appName: 'Kaipan',
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'Confirm',
  save: 'Save',
  retry: 'Try again',
  more: 'Increase {{name}}',
  less: 'Decrease {{name}}',
  none: 'None',
  all: 'All',
  shares: 'shares',
  yuan: 'CNY',
  search: 'Search',
  lines: '{{count}} lines',
};
