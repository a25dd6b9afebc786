import { type StrategyId } from '../../kernel/ids.ts';
import { type Money, type Price } from '../../kernel/units.ts';
import { type ExecutionStyle } from '../../plan/line.ts';
import { type LotMove } from '../../portfolio/ledger.ts';
import { type Guards } from '../config.ts';

/** What a person has decided about one strategy. */
export interface StrategySettings {
  /** What it was given to trade with, above zero; its profit and its loss come on top. */
  readonly capital: Money;
  /** Whether its signals are planned. What it holds is kept, watched and sold as before. */
  readonly enabled: boolean;
  /** How its lines are worked where its signals do not say; null: as the account's are. */
  readonly style: ExecutionStyle | null;
  /** What its lines never do; null: as for the account. */
  readonly guards: Guards | null;
}

/** A strategy that the account follows. Mode and account are those of the journal in which it stands. */
export interface FollowedStrategy extends StrategySettings {
  readonly strategyId: StrategyId;
}

/** What one strategy has of the account's cash. Its profit is `cash - allotted` and what its lots are worth. */
export interface Purse {
  /** What it was given out of the cash that nobody has, and holdings at their price, less what it gave back. */
  readonly allotted: Money;
  /** What it may spend. 0 for a strategy that is not followed: it is given what it buys for, and gives back what it sells for. */
  readonly cash: Money;
  /** Its highest profit at the close of a day; 0 at first. */
  readonly high: Money;
}

/** What a day begins with of its strategies. */
export interface StrategyCarry {
  readonly followed: readonly FollowedStrategy[];
  readonly purses: readonly (Purse & { readonly strategyId: StrategyId })[];
}

/** Shares that go from one strategy to another at a price, without a trade at the exchange. */
export interface LotTransfer extends LotMove {
  /** What the one is credited and the other is charged with. */
  readonly price: Price;
}

/** A transfer with its place in the day. */
export interface DayTransfer extends LotTransfer {
  /** How many of the day's fills came before. */
  readonly afterFills: number;
}
