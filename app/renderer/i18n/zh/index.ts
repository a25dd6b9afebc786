import { command, commandGroup } from './commands.ts';
import { common } from './common.ts';
import { plan } from './plan.ts';
import { shell } from './shell.ts';
import { trade } from './trade.ts';
import { words } from './words.ts';

export const zh = { common, shell, command, commandGroup, plan, trade, words } as const;
