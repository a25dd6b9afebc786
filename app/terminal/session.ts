import { type Outbox } from '../../adapters/cloud/outbox.ts';
import { type AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type PolicyVersion } from '../../adapters/sqlite/policy-versions.ts';
import { type StrategyChange } from '../../adapters/sqlite/strategy-changes.ts';
import { type SettledDay } from '../../adapters/sqlite/settled-days.ts';
import { type Condition } from '../../core/conditions/condition.ts';
import { type Evaluation } from '../../core/conditions/evaluate.ts';
import { type Actor, type LineId } from '../../core/kernel/ids.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate } from '../../core/kernel/time.ts';
import { type Money, type Price } from '../../core/kernel/units.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice } from '../../core/market/minute-prices.ts';
import { type MarketView, type Quote } from '../../core/market/quote.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type ExitLook } from '../../core/oms/decide/decide-exit.ts';
import { type Command, type Ticket } from '../../core/oms/command.ts';
import { type DryRun, type LineDraft } from '../../core/oms/decide/dry-run.ts';
import { type PlanDryRun } from '../../core/oms/decide/dry-run-plan.ts';
import { type Liquidate, type LiquidationPlan } from '../../core/oms/decide/decide-liquidation.ts';
import { type Rotation, type SwitchStrategy } from '../../core/oms/decide/decide-switch.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type StatementComparison } from '../../core/oms/differences.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Fees, type ForeignDraft } from '../../core/orders/order.ts';
import { type Verdict } from '../../core/risk/verdict.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { type Reading, type WatchRef } from '../../core/risk/watch/watch.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { type GatewayRow } from '../preload/contract.ts';
import { type ScriptTrial } from './script-trial.ts';

/** What would happen if a ticket were sent now. Nothing is sent by asking. */
export interface TicketPreview {
  readonly verdicts: readonly Verdict[];
  /** Whether every rule lets it pass. */
  readonly allowed: boolean;
  /** The price the order would carry: the ticket's, or the worst price of a market type. */
  readonly price: Price;
  readonly value: Money;
  readonly fees: Fees;
  /** Cash that would be set aside; 0 for sells. */
  readonly frozen: Money;
  /** To be handed back with `placeOrder`; used once. */
  readonly token: string;
}

/** What selling out would do now. Nothing is sent by asking. */
export interface LiquidationPreview extends LiquidationPlan {
  /** To be handed back with `liquidate`; used once. */
  readonly token: string;
}

/** What one input did: facts that were journalled, and whose quotes moved. */
export interface SessionChange {
  /** A new day was opened: everything is to be read anew. */
  readonly reset?: true;
  readonly records: readonly Recorded[];
  readonly quotes: readonly Quote[];
}

/** Play, pause, speed and jump for a market that we play ourselves (demo, replay). */
export interface PlaybackControl {
  readonly playing: boolean;
  /** Session seconds per wall second. */
  readonly speed: number;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Runs as fast as possible up to the given time of day, then goes on as before. */
  jumpTo(time: TimeOfDay): void;
}

/** Playback of a market whose broker we play too. */
export interface PaperControl extends PlaybackControl {
  /** Whether another day follows this one. */
  readonly goesOn: boolean;
  /** Opens the next trading day, once this one is sealed. All that was known of the old day is to be read anew. */
  nextDay(): Result<void, Refusal>;
  /** Makes an order of the account past this terminal, as the broker's phone app would. */
  enterElsewhere(draft: ForeignDraft): Result<void, Refusal>;
}

/** What a script is tried on. */
export type RecordedDay = Pick<ScriptTrial, 'date' | 'references' | 'sessions' | 'feed'>;

/**
 * One account's running terminal: clock, market, journal, OMS and broker, without a window.
 * Everything a screen or a command line may do goes through here.
 */
export interface Session {
  readonly account: string;
  readonly state: OmsState;
  readonly market: MarketView;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** The sessions before the day, and what instruments made on them; undefined: nothing of them is known. */
  readonly history: DailyHistory | undefined;
  readonly returns: ReturnHistory | undefined;
  /** The day's phases by the main board's table. */
  readonly phases: readonly Phase[];
  readonly playback: PlaybackControl | PaperControl | null;
  /** Why the session cannot go on (its journal cannot be written, say); null while all is well. */
  readonly failure: Refusal | null;
  /** Whether a day that was begun before is being run again: what it comes by is no news. Left out: none ever is. */
  readonly isCatchingUp?: boolean;
  /** How the account stands with its gateway; left out: its broker is a part of this terminal. */
  readonly gateway?: GatewayRow;
  /** Session seconds in a second, where nobody plays the market; left out: one. */
  readonly clockRate?: number;
  /** What is odd about the files that the market was read from; left out: nothing. */
  readonly warnings?: readonly Refusal[];
  now(): EpochMs;
  /** The phase of the session by the main board's table, for the status bar; null on a day without one. */
  phase(): Phase | null;
  /** Undefined when nothing is known of the instrument today. */
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
  broker(): ConnectionState;
  quotes(): ConnectionState;
  command(command: Command, by: Actor): Result<void, Refusal>;
  preview(ticket: Ticket): Result<TicketPreview, Refusal>;
  previewLiquidation(asked: Pick<Liquidate, 'scope' | 'style'>): Result<LiquidationPreview, Refusal>;
  /** What going over from one strategy to another would do. Nothing changes by asking. */
  previewSwitch(asked: Pick<SwitchStrategy, 'from' | 'to'>): Result<Rotation, Refusal>;
  /** Who followed, set or left a strategy, on all days of the account, oldest first. */
  strategyChanges(): readonly StrategyChange[];
  /** What a watch compares now; null: it is off, or cannot be known. */
  watchReading(ref: WatchRef): Reading | null;
  /** What the condition of an exit says of a holding at this moment. Nothing rests on the answer. */
  lookAtHolding(look: ExitLook): Evaluation;
  /** What a line would do from now on, as it stands or as somebody is about to change it. Nothing is sent by asking. */
  dryRun(id: LineId, draft: LineDraft): Result<DryRun, Refusal>;
  /** What a condition says of a line at this moment. Nothing rests on the answer. */
  lookAt(id: LineId, condition: Condition): Result<Evaluation, Refusal>;
  /** What the whole plan would do from now on. */
  dryRunPlan(): PlanDryRun;
  /** Compares the books with the broker's now; left out: nobody else keeps any. */
  compareBooks?(): void;
  /** What is journalled of the day at hand after a record, oldest first. */
  records(after?: number): Iterable<Recorded>;
  /** Where an instrument's price stood in each minute of a day; empty or left out: nobody has watched. */
  minutes?(instrument: InstrumentId, date: TradeDate): readonly MinutePrice[];
  /** The longest that a commit took since it was last asked, in milliseconds; null: there was none. */
  slowestCommit?(): number | null;
  /** The account's sealed days; left out: none are kept. */
  readonly past?: AccountHistory | undefined;
  /** The file of its market's past sessions; left out: none are kept. */
  readonly marketFile?: string;
  /** What of the sealed days is to go up to a cloud, and has; left out: nothing does. */
  readonly outbox?: Outbox | undefined;
  /** A day that scripts can be tried on; left out: there is none. */
  recordedDay?(instrument: InstrumentId): Result<RecordedDay, Refusal>;
  /** Holds the broker's files against the day at hand. Nothing changes by asking. */
  compareStatements(statements: readonly Statement[]): StatementComparison;
  /** The latest days of the account with how each ended, newest first. */
  settledDays(most: number): readonly SettledDay[];
  /** Every policy that the account was given, oldest first. */
  policyVersions(): readonly PolicyVersion[];
  /** Calls back after each input that changed something. Returns the unsubscribe. */
  onChange(listener: (change: SessionChange) => void): () => void;
  /** Settles when its files are closed. */
  close(): Promise<void>;
}

export type ConnectionState = 'connecting' | 'connected' | 'ended' | 'lost';
