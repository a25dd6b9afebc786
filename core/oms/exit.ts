import { type LeafText } from '../conditions/why.ts';
import { type LineId, type StrategyId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Rate } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { type WatchAction } from '../risk/watch/watch.ts';
import { type HeldShares } from './watch/watch-memory.ts';

/** Sells holdings by a condition, whoever bought them. */
export interface ExitPolicy {
  /** Tells it from the account's other exits. */
  readonly name: string;
  /** Whose holdings it looks at; null: those of every strategy. */
  readonly strategyId: StrategyId | null;
  /** Canonical text, asked for what one strategy holds of one instrument. It names no script. */
  readonly condition: string;
  /** How much of the holding is sold, above 0 and at most 1; cut to whole lots where it is not all. */
  readonly share: Rate;
  readonly action: WatchAction;
  /** How its lines are worked; null: by the account's own style. */
  readonly style: ExecutionStyle | null;
}

/** An exit that has fired for a holding, with the numbers that its condition compared. */
export interface FiredExit {
  readonly at: EpochMs;
  readonly why: readonly LeafText[];
  readonly lines: readonly LineId[];
}

/** One exit looking at one holding. */
export interface ExitRef extends HeldShares {
  readonly exit: string;
}

export function exitKey({ exit, strategyId, instrument }: ExitRef): string {
  return `${exit}/${holdingKey({ strategyId, instrument })}`;
}

/** How every {@link exitKey} of the holding ends. */
export function holdingKey({ strategyId, instrument }: HeldShares): string {
  return `${strategyId}/${instrument}`;
}
