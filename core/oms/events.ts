import { type LeafText } from '../conditions/why.ts';
import { type Actor, type BasketId, type LineId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type ScriptId } from '../kernel/script.ts';
import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type ScriptAnswer } from '../execution/script-port.ts';
import { type PhaseName } from '../market/rules.ts';
import { type ExecutionReport, type Fees, type OrderRequest, type OrderTerms } from '../orders/order.ts';
import { type Basket } from '../plan/basket.ts';
import { type RefusedCandidate } from '../plan/candidates.ts';
import { type ExecutionStyle, type ProposedLine } from '../plan/line.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { type ActionBooking } from '../portfolio/action-booking.ts';
import { type Adjustment } from '../portfolio/adjustment.ts';
import { type WithheldTax } from '../portfolio/dividend-tax.ts';
import { type TradingState } from '../risk/context.ts';
import { type RiskPolicy } from '../risk/policy.ts';
import { type Verdict } from '../risk/verdict.ts';
import { type Reading, type WatchAction, type WatchRef, type WatchSetting } from '../risk/watch/watch.ts';
import { type Command } from './command.ts';
import { type ApprovalMode, type TradingConfig } from './config.ts';
import { type ExitRef } from './exit.ts';
import { type ResolvedDifference, type StatementComparison } from './differences.ts';
import { type FollowedStrategy, type LotTransfer, type StrategyCarry } from './strategy/followed.ts';
import { type HeldShares, type OwedSale, type UnsoldShares, type WatchCarry, type WatchTarget } from './watch/watch-memory.ts';

export type Mode = 'backtest' | 'paper' | 'live';

/** The quote values that a decision rested on. */
export interface QuoteBasis {
  readonly time: EpochMs;
  readonly last: Price;
  readonly bid: Price;
  readonly ask: Price;
}

export interface SidePauses {
  readonly buys: boolean;
  readonly sells: boolean;
}

export interface PauseScope extends SidePauses {
  /** In the order of their names. */
  readonly strategies: readonly StrategyId[];
}

/** A difference between our books and the broker's. */
export interface Difference {
  readonly what: 'cash' | 'position' | 'fill' | 'order';
  readonly key: string;
  readonly ours: string;
  readonly brokers: string;
  /** What would set our books right; left out where nothing is to be booked, and by journals from before it was known. */
  readonly proposal?: Adjustment;
}

/** Why nothing new may leave, and what differs as far as it is known. */
export interface Unreconciled {
  readonly reason: Refusal;
  readonly differences: readonly Difference[];
}

/** How the day ended. Money in 1/10000 yuan. */
export interface DayResult {
  readonly cash: Money;
  readonly marketValue: Money;
  readonly equity: Money;
  readonly openingEquity: Money;
  readonly fees: Fees;
  /** The price each holding was valued at. */
  readonly marks: readonly { readonly instrument: InstrumentId; readonly price: Price }[];
  readonly differences: readonly Difference[];
  /** Corporate actions that were booked this morning, and the tax withheld tonight; left out: none. */
  readonly actions?: readonly ActionBooking[];
  readonly taxes?: readonly WithheldTax[];
}

/** A day that was not sealed, and why a person lets the next one trade all the same. */
export interface UnsealedBefore {
  readonly date: TradeDate;
  readonly reason: string;
}

/**
 * Everything that can have happened: facts in the past tense, never changed afterwards. The state of an account is a
 * fold over these and nothing else.
 */
export type OmsEvent =
  | {
      readonly type: 'dayOpened';
      readonly date: TradeDate;
      readonly mode: Mode;
      readonly account: string;
      readonly seed: number;
      readonly opening: OpeningAccount;
      readonly config: TradingConfig;
      /** Which version of the account's own policy `config` holds; left out when it has never been changed. */
      readonly policyVersion?: number;
      /** What its watches bring over from the day before; left out: nothing. */
      readonly watches?: WatchCarry;
      /** That each day waits for a person to seal it; left out: it does not. */
      readonly sealHeld?: true;
      /** What its strategies bring over; left out: none is followed, and each has what its lots cost. */
      readonly strategies?: StrategyCarry;
      /** The day before, where that was not sealed; left out: it was, or says for itself why this one may trade. */
      readonly unsealedBefore?: UnsealedBefore;
    }
  /** On the morning of their ex-date, before anything is sent. */
  | { readonly type: 'actionsBooked'; readonly bookings: readonly ActionBooking[] }
  /** After the close, for what was sold today. */
  | { readonly type: 'dividendTaxWithheld'; readonly taxes: readonly WithheldTax[] }
  /** A person (or a file that speaks for one) asked for something; what came of it follows in the same transaction. */
  | { readonly type: 'commandGiven'; readonly command: Command; readonly by: Actor }
  | { readonly type: 'commandRefused'; readonly reason: Refusal }
  /** What was asked for is taken back; `number` counts the day's interventions from 1. How, follows in the same transaction. */
  | { readonly type: 'commandUndone'; readonly number: number }
  | {
      readonly type: 'planProposed';
      readonly lines: readonly ProposedLine[];
      readonly warnings: readonly Refusal[];
      readonly source: string;
    }
  | {
      /** Lines beside the plan that somebody wants worked now. */
      readonly type: 'linesAdded';
      readonly lines: readonly ProposedLine[];
      readonly reason: Refusal;
      readonly by: Actor;
      /** The confirmation's token where a person gave one: the same token never adds lines twice. */
      readonly token: string | null;
      /** Left out: they wait for no approval. */
      readonly awaitsApproval?: true;
    }
  | { readonly type: 'linesApproved'; readonly lineIds: readonly LineId[] }
  /** Lines that have sent nothing wait for their approval again. */
  | { readonly type: 'approvalsWithdrawn'; readonly lineIds: readonly LineId[] }
  /** No countdown approves the line any more: it waits for a person. */
  | { readonly type: 'approvalHeld'; readonly lineId: LineId; readonly reason: Refusal }
  | {
      readonly type: 'lineEdited';
      readonly lineId: LineId;
      readonly before: LineChange;
      readonly after: LineChange;
      readonly estValue: Money;
      readonly estFees: Money;
    }
  | {
      /** A person wants a working line changed, or ended (`after` null); done when its orders have come to their end. */
      readonly type: 'lineChangeAsked';
      readonly lineId: LineId;
      readonly before: LineChange;
      readonly after: LineChange | null;
      /** How it shall end. Left out where it shall not, and by journals that knew `finished` alone. */
      readonly ending?: LineEnding;
    }
  /** `reason` is left out by journals from before it was asked for. */
  | { readonly type: 'lineSkipped'; readonly lineId: LineId; readonly reason?: Refusal }
  | { readonly type: 'lineRestored'; readonly lineId: LineId }
  | { readonly type: 'linePaused'; readonly lineId: LineId }
  | { readonly type: 'lineResumed'; readonly lineId: LineId }
  /** A person wants the line to act at once: it waits for no condition, no start and no slice any more. */
  | { readonly type: 'lineForced'; readonly lineId: LineId }
  /** A person said yes where a rule asks. Holds for this line, this rule and this day. */
  | {
      readonly type: 'ruleOverridden';
      readonly lineId: LineId;
      readonly rule: string;
      readonly reason: Refusal;
      readonly by: Actor;
      /** The second person, where one was asked. */
      readonly approvedBy?: Actor;
    }
  | {
      /** The line's schedule begins at this moment; what the market showed is what its result is measured against. */
      readonly type: 'lineStarted';
      readonly lineId: LineId;
      readonly basis: QuoteBasis | null;
      /** Shares and yuan that the market had traded on the day. */
      readonly volume: Quantity;
      readonly turnover: Money;
      /** VWAP only: past days of the instrument that its curve rests on; 0: it is the market's usual one. */
      readonly curveDays?: number;
    }
  /** The line's condition has become true, with the numbers that made it so: from now on its style may act. */
  | { readonly type: 'conditionMet'; readonly lineId: LineId; readonly condition: string; readonly why: readonly LeafText[] }
  /** The account has this text of a script from now on; the text itself stands in the command. */
  | { readonly type: 'scriptLoaded'; readonly script: ScriptId; readonly version: string; readonly tried: boolean }
  /**
   * What scripts said of a line, where it led to something: an input of its own, so that a day which is run again hears
   * it at the same place.
   */
  | ({ readonly type: 'scriptAnswered'; readonly lineId: LineId } & ScriptAnswer)
  /** A script broke a limit, threw or answered nonsense, and is asked no more; an input of its own likewise. */
  | { readonly type: 'scriptStopped'; readonly script: ScriptId; readonly reason: Refusal }
  | { readonly type: 'lineWaiting'; readonly lineId: LineId; readonly reason: Refusal }
  | { readonly type: 'lineDone'; readonly lineId: LineId; readonly reason: Refusal }
  | { readonly type: 'lineExpired'; readonly lineId: LineId; readonly reason: Refusal }
  | { readonly type: 'basketMade'; readonly basket: Basket }
  | { readonly type: 'basketDissolved'; readonly basketId: BasketId }
  /** A buy that cannot be had is to be replaced: done when each of its orders has come to its end. */
  | { readonly type: 'replacementAsked'; readonly lineId: LineId; readonly reason: Refusal }
  /** No candidate could be bought, or the buy became possible again: the line stays. */
  | {
      readonly type: 'replacementDropped';
      readonly lineId: LineId;
      readonly reason: Refusal;
      readonly refused: readonly RefusedCandidate[];
    }
  /** The line is over and `substitute` has its approval and what is left of its budget. */
  | {
      readonly type: 'lineReplaced';
      readonly lineId: LineId;
      readonly reason: Refusal;
      readonly substitute: ProposedLine;
      /** The candidates before the one that was taken. */
      readonly refused: readonly RefusedCandidate[];
    }
  | { readonly type: 'pausesChanged'; readonly before: PauseScope; readonly after: PauseScope }
  /** From here on plans are approved in this way; countdowns begin for what waits untouched, or stop. */
  | { readonly type: 'approvalModeChanged'; readonly before: ApprovalMode; readonly after: ApprovalMode }
  | { readonly type: 'tradingStateChanged'; readonly before: TradingState; readonly after: TradingState; readonly reason: Refusal }
  | {
      /** From here on every order is held against `after`. */
      readonly type: 'policyChanged';
      readonly before: RiskPolicy;
      readonly after: RiskPolicy;
      /** Counted over all days of the account, from 1. */
      readonly version: number;
      readonly reason: Refusal;
      readonly by: Actor;
      readonly approvedBy: Actor | null;
    }
  /** A strategy is followed from now on, or otherwise than before (`before`). */
  | {
      readonly type: 'strategyFollowed';
      readonly strategy: FollowedStrategy;
      readonly before: FollowedStrategy | null;
      /** What it is given now out of the cash that nobody has; below 0: what it gives back. */
      readonly cash: Money;
      readonly reason: Refusal;
      readonly by: Actor;
    }
  /** Nothing is planned for it any more; its cash is nobody's. Its lots go in the same transaction, or are for sale. */
  | { readonly type: 'strategyUnfollowed'; readonly strategy: FollowedStrategy; readonly reason: Refusal; readonly by: Actor }
  /** Shares changed their owner within the account, at a price; the exchange saw nothing of it. */
  | (LotTransfer & { readonly type: 'lotsTransferred'; readonly reason: Refusal; readonly by: Actor })
  /** The account was worth more than ever today: what a drawdown is measured from. Marked in steps, not at every quote. */
  | { readonly type: 'equityHighMarked'; readonly equity: Money }
  /** A person wants this watch, also where it has fired; `setting` null: as it was set before. */
  | (WatchRef & { readonly type: 'watchArmed'; readonly setting: WatchSetting | null; readonly by: Actor })
  | (WatchRef & { readonly type: 'watchDisarmed'; readonly by: Actor })
  /** It is clear of its limit again, and may fire once more. */
  | (WatchRef & { readonly type: 'watchRearmed'; readonly reading: Reading })
  /** What a trailing stop counts from has risen. */
  | (WatchTarget & { readonly type: 'watchHighMarked'; readonly high: number })
  | (WatchRef & {
      /** With the numbers that it compared; the lines that it made follow in the same transaction. */
      readonly type: 'watchFired';
      readonly reading: Reading;
      readonly action: WatchAction;
      /** The shares for which it fired on an earlier day, on which T+1 kept them from being sold; else null. */
      readonly carried: HeldShares | null;
      readonly lines: readonly LineId[];
      readonly unsold: readonly UnsoldShares[];
      readonly owed: readonly OwedSale[];
    })
  /** A person wants this exit, also where it has fired; or wants it no more, until somebody does again. */
  | { readonly type: 'exitArmed'; readonly exit: string; readonly by: Actor }
  | { readonly type: 'exitDisarmed'; readonly exit: string; readonly by: Actor }
  | (ExitRef & {
      /** Its condition holds, with the numbers that made it so; the lines that it made follow in the same transaction. */
      readonly type: 'exitFired';
      readonly action: WatchAction;
      readonly why: readonly LeafText[];
      readonly lines: readonly LineId[];
      readonly reason: Refusal;
    })
  | { readonly type: 'phaseChanged'; readonly phase: PhaseName }
  | {
      readonly type: 'orderDenied';
      readonly order: OrderRequest;
      readonly verdicts: readonly Verdict[];
    }
  | {
      /** Committed before the broker sees the order. */
      readonly type: 'orderIntended';
      readonly order: OrderRequest;
      readonly terms: OrderTerms;
      readonly verdicts: readonly Verdict[];
      readonly basis: QuoteBasis | null;
      /** The ticket's token, for an order from the ticket: the same token never makes two orders. */
      readonly token: string | null;
    }
  /** The broker shows an order made elsewhere. Booked as far as cash and shares are there, for it is a fact. */
  | { readonly type: 'foreignOrderSeen'; readonly reportId: string; readonly order: OrderRequest; readonly terms: OrderTerms }
  /** A person put a foreign order under a line: what it fills from now on is the line's. */
  | { readonly type: 'orderTakenOver'; readonly orderId: OrderId; readonly lineId: LineId; readonly by: Actor }
  | { readonly type: 'cancelIntended'; readonly orderId: OrderId; readonly reason: Refusal; readonly by: Actor }
  | {
      /** The broker said something of an order. */
      readonly type: 'reportReceived';
      readonly report: ExecutionReport;
      /** What a fill added to what its order has cost so far. */
      readonly fees: Fees | null;
      /** The broker's own number of it, where it numbers them: a restart asks for those that follow. */
      readonly n?: number;
    }
  /** Nobody knows whether the broker has it; only the broker's own records decide. */
  | { readonly type: 'orderOutcomeUnknown'; readonly orderId: OrderId; readonly reason: Refusal }
  /** Our books and the broker's may differ: nothing new leaves until they have been compared. No differences: not yet known. */
  | ({ readonly type: 'accountUnreconciled' } & Unreconciled)
  /** A person takes what differs upon themselves; the books are compared once more before anything leaves. */
  | { readonly type: 'differencesAccepted'; readonly differences: readonly Difference[]; readonly reason: Refusal; readonly by: Actor }
  /** Our books and the broker's say the same, but for what a person has accepted. */
  | { readonly type: 'accountReconciled' }
  | { readonly type: 'quotesEnded'; readonly lastQuote: EpochMs | null }
  | { readonly type: 'daySettled'; readonly result: DayResult }
  /** The broker's files were held against the day; `ids` names each of the differences. What was open of files goes. */
  | { readonly type: 'statementsCompared'; readonly comparison: StatementComparison; readonly ids: readonly string[] }
  /** A person has accepted, edited or refused a correction. */
  | ({ readonly type: 'differenceResolved'; readonly id: string } & ResolvedDifference)
  /** Whether the day waits for a person to seal it although nothing differs: for the broker's files, say. */
  | { readonly type: 'sealHoldChanged'; readonly held: boolean; readonly by: Actor }
  /** A person lets the next day trade although this one is not sealed. */
  | { readonly type: 'dayReleased'; readonly date: TradeDate; readonly reason: Refusal; readonly by: Actor }
  | { readonly type: 'daySealed'; readonly date: TradeDate; readonly by: Actor }
  | { readonly type: 'accountHalted'; readonly reason: Refusal };

/** What a person may set of a line. */
export interface LineChange {
  readonly plannedQuantity: Quantity;
  readonly style: ExecutionStyle;
  /** Canonical text. Left out by journals from before it could be changed. */
  readonly condition?: string | null;
}

/** How a line ends that a person wants worked no longer: done with what it has, or not wanted at all. */
export const LINE_ENDINGS = ['finished', 'skipped'] as const;
export type LineEnding = (typeof LINE_ENDINGS)[number];

/** An event with when it was decided (the session clock) and the input that led to it. */
export interface Recorded {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /**
   * Number of the input, counted from the start of the day over all inputs, quotes too: a day that is run again from
   * its beginning puts a person's commands back at exactly the place where they came.
   */
  readonly step: number;
  readonly at: EpochMs;
  readonly event: OmsEvent;
}
