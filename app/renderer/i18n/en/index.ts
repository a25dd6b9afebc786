import { command, commandGroup } from './commands.ts';
import { common } from './common.ts';
import { condition } from './condition.ts';
import { grid } from './grid.ts';
import { liquidation } from './liquidation.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { risk } from './risk.ts';
import { shell } from './shell.ts';
import { style } from './style.ts';
import { trade } from './trade.ts';
import { words } from './words.ts';

export const en = { common, shell, command, commandGroup, condition, grid, liquidation, plan, policy, risk, style, trade, words };
