import { type Same } from '../../same.ts';
import { type backupCodes as zh } from '../../zh/codes/backups.ts';

export const backupCodes: Same<typeof zh> = {
  'backup.failed': 'The copy could not be written ({{reason}}): {{path}}',
  'backup.short': 'The copy ends at record {{seq}} where {{due}} was due: {{path}}',
  'backup.missing': 'There is no such copy: {{path}}',
  'backup.notRestored': 'The copy could not be put in place ({{reason}}): {{path}}',
  'journal.empty': 'Nothing has been recorded yet: {{path}}',
};
