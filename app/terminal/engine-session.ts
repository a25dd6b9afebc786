import { type Outbox } from '../../adapters/cloud/outbox.ts';
import { type AccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { type AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type BackupCopy } from '../../adapters/sqlite/backup-folder.ts';
import { backUpBeside } from '../../adapters/sqlite/backup.ts';
import { type PolicyVersion, policyVersions } from '../../adapters/sqlite/policy-versions.ts';
import { type SettledDay, settledDays } from '../../adapters/sqlite/settled-days.ts';
import { type StrategyChange, strategyChanges } from '../../adapters/sqlite/strategy-changes.ts';
import { type Condition } from '../../core/conditions/condition.ts';
import { type Evaluation } from '../../core/conditions/evaluate.ts';
import { type LineId } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, timeOfDayOf } from '../../core/kernel/time.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type MarketView } from '../../core/market/quote.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type Ticket } from '../../core/oms/command.ts';
import { type ExitLook } from '../../core/oms/decide/decide-exit.ts';
import { type Liquidate } from '../../core/oms/decide/decide-liquidation.ts';
import { type Rotation, type SwitchStrategy } from '../../core/oms/decide/decide-switch.ts';
import { type PlanDryRun } from '../../core/oms/decide/dry-run-plan.ts';
import { type DryRun, type LineDraft } from '../../core/oms/decide/dry-run.ts';
import { type StatementComparison } from '../../core/oms/differences.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { LiveState } from '../../core/oms/state/live-state.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { type Reading, type WatchRef } from '../../core/risk/watch/watch.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { type Looks } from './looks.ts';
import { MarketStore } from './market-store.ts';
import { type LiquidationPreview, type SessionChange, type TicketPreview } from './session.ts';
import { type Timetable } from './timetable.ts';

/** What runs a day, as far as everybody may ask it. */
interface AskedEngine {
  readonly state: OmsState;
  readonly now: EpochMs;
  readonly looks: Looks;
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
}

/** A day that is open in this terminal. */
export interface RunningDay {
  readonly date: TradeDate;
  readonly engine: AskedEngine;
  readonly market: MarketStore;
  readonly timetable: Timetable;
  /** The sessions before the day, and what instruments made on them; undefined where those are not known. */
  readonly history?: DailyHistory | undefined;
  readonly returns?: ReturnHistory | undefined;
}

/** Where the account's facts are, while its files are open. */
export interface OpenFiles {
  readonly database: AccountDatabase;
  readonly past: AccountHistory;
  readonly outbox: Outbox;
}

/** Hears of the copy that is made of the database when a day is sealed. */
export type BackupListener = (copy: Result<BackupCopy, Refusal>) => void;

/** What every session answers out of the engine that runs its day, and out of its files. */
export abstract class EngineSession {
  readonly #listeners = new Set<(change: SessionChange) => void>();
  readonly #onBackup: BackupListener | undefined;
  /** What is known before a day is open. */
  readonly #nothing = { state: new LiveState(), market: new MarketStore([]) };
  #copying: Promise<void> = Promise.resolve();

  constructor(onBackup: BackupListener | undefined) {
    this.#onBackup = onBackup;
  }

  /** The day at hand; null before one is open. */
  protected abstract get day(): RunningDay | null;
  /** Null while they cannot be used. */
  protected abstract get files(): OpenFiles | null;

  get state(): OmsState {
    return this.day?.engine.state ?? this.#nothing.state;
  }

  get market(): MarketView {
    return this.#market;
  }

  get instruments(): ReadonlyMap<InstrumentId, Instrument> {
    return this.#market.instruments;
  }

  get history(): DailyHistory | undefined {
    return this.day?.history;
  }

  get returns(): ReturnHistory | undefined {
    return this.day?.returns;
  }

  get phases(): readonly Phase[] {
    return this.day?.timetable.phases ?? [];
  }

  get past(): AccountHistory | undefined {
    return this.files?.past;
  }

  get outbox(): Outbox | undefined {
    return this.files?.outbox;
  }

  now(): EpochMs {
    return this.day?.engine.now ?? (Date.now() as EpochMs);
  }

  phase(): Phase | null {
    return this.day?.timetable.phaseAt(timeOfDayOf(this.now())) ?? null;
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return this.day?.engine.rulesOf(instrument);
  }

  preview(ticket: Ticket): Result<TicketPreview, Refusal> {
    return this.day?.engine.looks.preview(ticket) ?? refuse('session.noDay');
  }

  previewSwitch(asked: Pick<SwitchStrategy, 'from' | 'to'>): Result<Rotation, Refusal> {
    return this.day?.engine.looks.previewSwitch(asked) ?? refuse('session.noDay');
  }

  previewLiquidation(asked: Pick<Liquidate, 'scope' | 'style'>): Result<LiquidationPreview, Refusal> {
    return this.day?.engine.looks.previewLiquidation(asked) ?? refuse('session.noDay');
  }

  dryRun(id: LineId, draft: LineDraft): Result<DryRun, Refusal> {
    return this.day?.engine.looks.dryRun(id, draft) ?? refuse('session.noDay');
  }

  dryRunPlan(): PlanDryRun {
    return this.day?.engine.looks.dryRunPlan() ?? { lines: [], steps: [] };
  }

  lookAt(id: LineId, condition: Condition): Result<Evaluation, Refusal> {
    return this.day?.engine.looks.lookAt(id, condition) ?? refuse('session.noDay');
  }

  lookAtHolding(look: ExitLook): Evaluation {
    return this.#opened.engine.looks.lookAtHolding(look);
  }

  watchReading(ref: WatchRef): Reading | null {
    return this.day?.engine.looks.watchReading(ref) ?? null;
  }

  compareStatements(statements: readonly Statement[]): StatementComparison {
    return this.#opened.engine.looks.compareStatements(statements);
  }

  records(after = 0): Iterable<Recorded> {
    return this.day === null ? [] : (this.files?.database.records(this.day.date, after) ?? []);
  }

  policyVersions(): readonly PolicyVersion[] {
    return this.files === null ? [] : policyVersions(this.files.database.connection);
  }

  strategyChanges(): readonly StrategyChange[] {
    return this.files === null ? [] : strategyChanges(this.files.database.connection);
  }

  settledDays(most: number): readonly SettledDay[] {
    return this.files === null ? [] : settledDays(this.files.database.connection, most);
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #market(): MarketStore {
    return this.day?.market ?? this.#nothing.market;
  }

  /** For what is asked of holdings and past days, which there are none of before. */
  get #opened(): RunningDay {
    const { day } = this;
    invariant(day !== null, 'a day is open');
    return day;
  }

  protected tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Settles when what is being copied has been. */
  protected get copied(): Promise<void> {
    return this.#copying;
  }

  /** Copies the files of a day that has just been sealed. */
  protected backUp(): void {
    if (this.files === null) return;
    this.#copying = backUpBeside(this.files.database.connection).then((copy) => this.#onBackup?.(copy));
  }
}

/** Whether a person or the policy has sealed the day just now. */
export function hasSealed({ records }: SessionChange): boolean {
  return records.some(({ event }) => event.type === 'daySealed');
}
