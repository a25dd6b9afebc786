import { type Same } from '../same.ts';
import { type common as zh } from '../zh/common.ts';

export const common: Same<typeof zh> = {
  appName: 'Kaipan',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  retry: 'Try again',
  more: 'Increase {{name}}',
  less: 'Decrease {{name}}',
  all: 'All',
  shares: 'shares',
  yuan: 'CNY',
  reason: 'Reason',
  reasonNote: 'Kept in the journal',
};
