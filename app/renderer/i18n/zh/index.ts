import { command, commandGroup } from './commands.ts';
import { common } from './common.ts';
import { grid } from './grid.ts';
import { plan } from './plan.ts';
import { shell } from './shell.ts';
import { trade } from './trade.ts';
import { words } from './words.ts';

export const zh = { common, shell, command, commandGroup, grid, plan, trade, words } as const;
