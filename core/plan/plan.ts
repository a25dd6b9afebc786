import { type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayReference } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type CommissionSchedule } from '../portfolio/fees.ts';
import { type Ledger } from '../portfolio/ledger.ts';
import { type PlanLimits } from './limits.ts';
import { type ExecutionStyle, type PlanLine, type ProposedLine } from './line.ts';
import { type Signal } from './signal.ts';
import { type StyleProblem } from './style-problem.ts';

/** What is known of the market before the plan is made. */
export interface PlanMarket {
  /** Undefined when no quotes are known for the instrument today. */
  reference(instrument: InstrumentId): DayReference | undefined;
  /** Undefined when the instrument is unknown or not listed. */
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
}

export interface PlanSettings {
  readonly commission: CommissionSchedule;
  /** Share of equity that is left in cash. */
  readonly cashReserve: Rate;
  /** How lines are worked whose signal names no style. */
  readonly style: ExecutionStyle;
  /** Strategies that have a default of their own. */
  readonly styles?: ReadonlyMap<StrategyId, ExecutionStyle>;
  /** What the plan is cut to; left out: nothing but the cash. */
  readonly limits?: PlanLimits;
}

/** Everything that sizing rests on. The order of `signals` does not matter. */
export interface SizingInput {
  readonly date: TradeDate;
  /** The day's tag, see `idTag`. */
  readonly idTag: string;
  /** Number of the first line to be made: 1, or after an earlier import one more than its last line. */
  readonly firstNumber: number;
  readonly signals: readonly Signal[];
  readonly ledger: Ledger;
  /** What strategies with capital of their own may spend; the others have the whole account. Left out: nobody has any. */
  readonly purses?: ReadonlyMap<StrategyId, Money>;
  /** Lines of an earlier import that have begun and may still send something. */
  readonly working: readonly PlanLine[];
  readonly market: PlanMarket;
  readonly settings: PlanSettings;
}

export interface SizedPlan {
  /** Sells first, then buys, each by falling value: the order in which cash is given out. */
  readonly lines: readonly ProposedLine[];
  /** What concerns the plan as a whole. */
  readonly warnings: readonly Refusal<PlanWarning>[];
}

/** `params` carry prices and money in 1/10000 yuan, rates in 1e-8 and quantities in shares. */
export type PlanWarning =
  /** Signals of a strategy that is not followed, while others are, were left alone: `{ strategy, signals }`. */
  | 'plan.strategyNotFollowed'
  /** As above, for one that is followed and turned off. */
  | 'plan.strategyOff'
  /** Limits have cut so many lines by so much in all: `{ lines, value }`. */
  | 'plan.cutToLimits'
  /** The targets of all strategies together are more than the account: `{ total }`. */
  | 'plan.weightsOverOne'
  /** A holding without a reference price is valued at what it cost: `{ instrument, quantity, value }`. */
  | 'plan.valuedAtCost';

/** Why a line can do nothing. */
export type BlockCode =
  /** No quote, hence no price: suspended, or missing in the feed. `{ instrument }` */
  | 'plan.noReference'
  /** No trading rules: unknown, or not listed on this day. `{ instrument }` */
  | 'plan.noRules'
  /** Trading in it is halted. `{ instrument }` */
  | 'plan.suspended'
  /** The signal is for another session. `{ tradeDate }` */
  | 'plan.otherDay'
  /** More than one signal of the strategy for the instrument; nobody can tell which one counts. `{ signals }` */
  | 'plan.duplicateSignal'
  /** The signal's condition cannot be read. `{ condition, problem, at }`: what is wrong with it, and where. */
  | 'plan.badCondition'
  /** The signal names a style that is not known. `{ execution }` */
  | 'plan.unknownStyle'
  /** An earlier line of the strategy still works the instrument. `{ lineId }` */
  | 'plan.alreadyWorking'
  /** The file was incomplete, so a holding that it does not name is left alone. `{ held }` */
  | 'plan.incompleteTarget'
  /** Nothing to do. `{ target, held }` */
  | 'plan.atTarget'
  /** Less than the least order of the board. `{ shares, least, value, lotValue }` */
  | 'plan.belowOneLot'
  /** Worth more than amounts can be reckoned with (900 billion yuan). `{ wanted }` */
  | 'plan.tooLarge'
  /** Nothing of it may be sold today. `{ wanted, held, sellable }` */
  | 'plan.notSellable'
  /** The strategy holds nothing of it. `{ wanted }` */
  | 'plan.notHeld'
  /** The cash left does not pay for one lot. `{ need, cash, wanted }` */
  | 'plan.cashShort'
  /** A limit leaves nothing for it, or less than a lot. `{ limit, from, most, wanted, planned }` */
  | 'plan.noRoom'
  /** The style that was asked for does not fit the instrument today. */
  | StyleProblem;

/** What was changed on the way from target to quantity, or should be known of it. */
export type AdjustmentCode =
  /** Held, but not named in the strategy's full target: target 0. `{ held }` */
  | 'plan.missingFromTarget'
  /** The signal's own price lies outside the day's limits; the previous close was used. `{ refPrice, used }` */
  | 'plan.refPriceOutsideLimits'
  /** `{ wanted, planned }` */
  | 'plan.roundedToLot'
  /** A wish to sell more than the strategy holds. `{ wanted, held }` */
  | 'plan.cutToHolding'
  /** T+1: only what may be sold today. `{ wanted, planned, held, sellable }` */
  | 'plan.cutToSellable'
  /** `{ wanted, planned, need, cash }`: `need` for all that was wanted, `cash` what was left for it */
  | 'plan.cutToCash'
  /** `{ limit, from, most, wanted, planned }`: the share of equity that it would have come to, and the limit's. */
  | 'plan.cutToLimit'
  /** Another strategy trades the instrument the other way: the account would trade with itself. `{ strategyId }` */
  | 'plan.opposesStrategy';
