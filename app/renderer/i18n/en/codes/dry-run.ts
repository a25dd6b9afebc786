import { type Same } from '../../same.ts';
import { type dryRunCodes as zh } from '../../zh/codes/dry-run.ts';

export const dryRunCodes: Same<typeof zh> = {
  'dryRun.notApproved': 'Not approved yet',
  'dryRun.skipped': 'Skipped',
  'dryRun.paused': 'The line is paused',
  'dryRun.sidePaused': 'All lines are paused: {{side, side}}',
  'dryRun.strategyPaused': 'The strategy {{strategy}} is paused',
  'dryRun.scriptDecides': 'The script {{script}} decides when the time has come; that cannot be listed beforehand',
  'dryRun.nothingLeft': 'Nothing would be sent in what is left of the day',
  'dryRun.overCap': '{{slices}} slices expected over the cap, from {{from}} at {{share, percent}} of {{cap, percent}}: they will run late',
};
