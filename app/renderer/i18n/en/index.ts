import { access } from './access.ts';
import { analysis } from './analysis.ts';
import { command, commandGroup } from './commands.ts';
import { common } from './common.ts';
import { condition } from './condition.ts';
import { dryRun } from './dry-run.ts';
import { gateway } from './gateway.ts';
import { grid } from './grid.ts';
import { liquidation } from './liquidation.ts';
import { log } from './log.ts';
import { measures } from './measures.ts';
import { notes } from './notes.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { risk } from './risk.ts';
import { scripts } from './scripts.ts';
import { settlement } from './settlement.ts';
import { shell } from './shell.ts';
import { strategies } from './strategies.ts';
import { style } from './style.ts';
import { sync } from './sync.ts';
import { timeline } from './timeline.ts';
import { trade } from './trade.ts';
import { watch } from './watch.ts';
import { words } from './words.ts';

export const en = {
  access,
  analysis,
  common,
  shell,
  command,
  commandGroup,
  condition,
  dryRun,
  gateway,
  grid,
  liquidation,
  log,
  measures,
  notes,
  plan,
  policy,
  replay,
  report,
  review,
  risk,
  scripts,
  settlement,
  strategies,
  style,
  sync,
  timeline,
  trade,
  watch,
  words,
};
