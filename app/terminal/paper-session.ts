import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { LoadedScripts } from '../../adapters/scripts/loaded-scripts.ts';
import { ScriptFolder } from '../../adapters/scripts/script-folder.ts';
import { type AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type BackupCopy } from '../../adapters/sqlite/backup-folder.ts';
import { backUpBeside } from '../../adapters/sqlite/backup.ts';
import { type PolicyVersion, policyVersions } from '../../adapters/sqlite/policy-versions.ts';
import { type SettledDay, settledDays } from '../../adapters/sqlite/settled-days.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { type Condition } from '../../core/conditions/condition.ts';
import { type Evaluation } from '../../core/conditions/evaluate.ts';
import { type Actor, type LineId, POLICY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate } from '../../core/kernel/time.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice } from '../../core/market/minute-prices.ts';
import { type MarketView } from '../../core/market/quote.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type Command, type Ticket } from '../../core/oms/command.ts';
import { type ExitLook } from '../../core/oms/decide/decide-exit.ts';
import { type Liquidate } from '../../core/oms/decide/decide-liquidation.ts';
import { type DryRun, type LineDraft } from '../../core/oms/decide/dry-run.ts';
import { type PlanDryRun } from '../../core/oms/decide/dry-run-plan.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type StatementComparison } from '../../core/oms/differences.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { type Reading, type WatchRef } from '../../core/risk/watch/watch.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { type Beginning, firstBeginning } from './beginning.ts';
import { MinuteRecorder } from './minute-recorder.ts';
import { Pace } from './pace.ts';
import { type QuoteFeed, runDay } from './paced-day.ts';
import { type Books, closeBooks, openBooks } from './paper-books.ts';
import { type MarketDay, type PaperMarket } from './paper-market.ts';
import { quotesOf } from './quotes-of.ts';
import { rememberedCurves, rememberedSessions } from './remembered-market.ts';
import { sessionRecords } from './session-records.ts';
import { type PaperDay, type PaperDayInputs, openPaperDay } from './paper-day.ts';
import { type ConnectionState, type PaperControl, type LiquidationPreview, type Session, type SessionChange, type TicketPreview, type RecordedDay } from './session.ts';

/** A whole day takes about three minutes: four hours and ten minutes of trading, breaks skipped. */
const USUAL_SPEED = 90;

export interface PaperSessionOptions {
  /** Folder of the accounts' databases. */
  readonly dataDir: string;
  /** The wall's clock in milliseconds. */
  readonly wall?: () => number;
  /** Hears of a fault that ended the day: a journal that cannot be written, a rerun that differs. */
  readonly onFault?: (error: unknown) => void;
  /** Hears of the copy that is made of the database when a day is sealed. */
  readonly onBackup?: (copy: Result<BackupCopy, Refusal>) => void;
}

/** The day that is being played. */
interface OpenDay extends PaperDay {
  readonly date: TradeDate;
  readonly journal: RerunJournal;
  /** Where the prices of what concerns the account have stood. */
  readonly minutes: MinuteRecorder;
  /** The longest that a commit took since it was last asked. */
  readonly slowestCommit: () => number | null;
  readonly pace: Pace;
}

/** Opens the account of a market: the day that was left unfinished, else the next one, with its plan waiting. */
export function openPaperSession(market: PaperMarket, options: PaperSessionOptions): Result<PaperSession, Refusal> {
  const books = openBooks(market, options.dataDir);
  if (!books.ok) return books;
  const session = new PaperSession(books.value, options);
  const begun = session.begin();
  if (begun.ok) return ok(session);
  session.close();
  return begun;
}

/** A paper account on a market that is played: the demo's day after day, or a recorded day. */
export class PaperSession implements Session {
  readonly #options: PaperSessionOptions;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  readonly #control: PaperControl;
  #books: Books;
  #day: OpenDay | null = null;
  #quotes: ConnectionState = 'connecting';
  #failure: Refusal | null = null;
  #running: Promise<void> = Promise.resolve();
  #copying: Promise<void> = Promise.resolve();
  readonly #scripts = new LoadedScripts();
  readonly #folder: ScriptFolder;
  /** Whether the day at hand has the scripts as they lie in their folder. */
  #scriptsRead = false;

  constructor(books: Books, options: PaperSessionOptions) {
    this.#books = books;
    this.#options = options;
    this.#folder = new ScriptFolder(path.join(options.dataDir, 'scripts'));
    this.#control = this.#makeControl();
  }

  /** Goes on with the last day, or begins the one after it when that is sealed and another follows. */
  begin(): Result<void, Refusal> {
    const { market, database } = this.#books;
    const last = database.lastDay();
    if (last === null) return this.#open(market.firstDay, null);
    if ((last.sealed || last.released) && market.goesOn) return this.#openAfter(last.date);
    const opened = database.journal(last.date);
    if (!opened.ok) return opened;
    const [first] = opened.value.read();
    if (first?.event.type !== 'dayOpened') return refuse('session.noOpening', { date: last.date });
    const { opening, config, policyVersion, watches, sealHeld = false, strategies } = first.event;
    return this.#open(last.date, {
      opening,
      approval: config.plan.approval,
      policy: config.risk,
      watches,
      sealHeld,
      strategies,
      ...(policyVersion === undefined ? {} : { version: policyVersion }),
    });
  }

  /**
   * Leaves the account at hand where it stands and goes over to another market's. A refusal: that one cannot be opened,
   * and nothing has changed.
   */
  async change(market: PaperMarket): Promise<Result<void, Refusal>> {
    const opened = openBooks(market, this.#options.dataDir);
    if (!opened.ok) return opened;
    this.#day?.pace.stop();
    await this.finished();
    const left = this.#books;
    this.#books = opened.value;
    this.#failure = null;
    const begun = this.begin();
    closeBooks(begun.ok ? left : opened.value);
    if (!begun.ok) this.#comeBack(left.market);
    this.#tell({ reset: true, records: [], quotes: [] });
    return begun;
  }

  get warnings(): readonly Refusal[] {
    return this.#books.market.warnings;
  }

  get account(): string {
    return this.#books.market.account;
  }

  get state(): OmsState {
    return this.#current().engine.state;
  }

  get market(): MarketView {
    return this.#current().market;
  }

  get instruments(): ReadonlyMap<InstrumentId, Instrument> {
    return this.#current().market.instruments;
  }

  get past(): AccountHistory {
    return this.#books.past;
  }

  get history(): DailyHistory | undefined {
    return this.#current().history;
  }

  get returns(): ReturnHistory | undefined {
    return this.#current().returns;
  }

  get phases(): readonly Phase[] {
    return this.#current().timetable.phases;
  }

  get playback(): PaperControl {
    return this.#control;
  }

  get failure(): Refusal | null {
    return this.#failure;
  }

  now(): EpochMs {
    return this.#current().engine.now;
  }

  phase(): Phase {
    return this.#current().engine.phase;
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return this.#current().engine.rulesOf(instrument);
  }

  broker(): ConnectionState {
    if (this.#failure !== null) return 'lost';
    return this.#catchingUp() ? 'connecting' : 'connected';
  }

  quotes(): ConnectionState {
    return this.#failure === null ? this.#quotes : 'lost';
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    if (this.#failure !== null) return err(this.#failure);
    if (this.#catchingUp()) return refuse('session.catchingUp');
    try {
      return this.#current().engine.command(command, by);
    } catch (error) {
      return err(this.#fail(error));
    }
  }

  preview(ticket: Ticket): Result<TicketPreview, Refusal> {
    const judged = this.#current().engine.preview(ticket);
    if (!judged.ok) return judged;
    const { request, gate, fees, terms } = judged.value;
    return ok({
      verdicts: gate.verdicts,
      allowed: gate.allowed === request.quantity,
      price: request.price,
      value: turnoverOf(request.price, request.quantity),
      fees,
      frozen: terms.frozen,
      token: randomUUID(),
    });
  }

  dryRun(id: LineId, draft: LineDraft): Result<DryRun, Refusal> {
    return this.#current().engine.dryRun(id, draft);
  }

  previewLiquidation(asked: Pick<Liquidate, 'scope' | 'style'>): Result<LiquidationPreview, Refusal> {
    const plan = this.#current().engine.previewLiquidation(asked);
    return plan.ok ? ok({ ...plan.value, token: randomUUID() }) : plan;
  }

  lookAt(id: LineId, condition: Condition): Result<Evaluation, Refusal> {
    return this.#current().engine.lookAt(id, condition);
  }

  dryRunPlan(): PlanDryRun {
    return this.#current().engine.dryRunPlan();
  }

  records(after = 0): Iterable<Recorded> {
    return this.#books.database.records(this.#current().date, after);
  }

  minutes(instrument: InstrumentId, date: TradeDate): readonly MinutePrice[] {
    const { date: today, minutes } = this.#current();
    return date === today ? minutes.of(instrument) : this.#books.history.minutes(instrument, date);
  }

  readonly slowestCommit = (): number | null => this.#current().slowestCommit();

  recordedDay(instrument: InstrumentId): Result<RecordedDay, Refusal> {
    const day = this.#books.market.trialDay(this.#current().date);
    if (!day.ok) return day;
    const { date, references, sessions } = day.value;
    return ok({ date, references, sessions, feed: quotesOf(instrument, day.value.feed()) });
  }

  policyVersions(): readonly PolicyVersion[] {
    return policyVersions(this.#books.database.connection);
  }

  lookAtHolding(look: ExitLook): Evaluation {
    return this.#current().engine.lookAtHolding(look);
  }

  compareStatements(statements: readonly Statement[]): StatementComparison {
    return this.#current().engine.compareStatements(statements);
  }

  settledDays(): readonly SettledDay[] {
    return settledDays(this.#books.database.connection);
  }

  watchReading(ref: WatchRef): Reading | null {
    return this.#current().engine.watchReading(ref);
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#day?.pace.stop();
    void this.#scripts.close();
    void this.finished().finally(() => closeBooks(this.#books));
  }

  /** Settles when the day at hand has come to its end or was stopped, and what it left has been copied. */
  async finished(): Promise<void> {
    await this.#running;
    await this.#copying;
  }

  #openAfter(date: TradeDate): Result<void, Refusal> {
    const next = exchangeCalendar().nextSession(date);
    if (!next.ok) return next;
    const journal = this.#books.database.journal(date);
    if (!journal.ok) return journal;
    const { ledger, watches, sealHeld, day, strategies, settled } = rebuild(journal.value.read());
    if (day === null) return refuse('session.noOpening', { date });
    const policy = this.policyVersions().at(-1) ?? { policy: day.config.risk };
    return this.#open(next.value, {
      ...policy,
      approval: day.config.plan.approval,
      opening: carryForward(ledger),
      watches: watches.carry(ledger) ?? undefined,
      strategies: strategies.carry(ledger, settled),
      sealHeld,
    });
  }

  /** Opens a day with what it is begun with; null: a new account's first day. */
  #open(date: TradeDate, known: Beginning | null): Result<void, Refusal> {
    const { wall = () => performance.now() } = this.#options;
    const { market, database } = this.#books;
    const marketDay = market.day(date);
    if (!marketDay.ok) return marketDay;
    const journal = database.journal(date);
    if (!journal.ok) return journal;
    const rerun = new RerunJournal(journal.value);
    const beginning = known ?? firstBeginning(marketDay.value);
    const day = openPaperDay(this.#inputs(marketDay.value, beginning), rerun, rerun);
    const planned = this.#plan(day, marketDay.value, beginning.opening);
    if (!planned.ok) return planned;
    const pace = new Pace(day.engine.now, {
      speed: USUAL_SPEED,
      playing: false,
      wall,
      onTick: (now) => day.engine.time(now),
    });
    this.#day = { ...day, date, journal: rerun, minutes: new MinuteRecorder(day.engine.state), slowestCommit: () => journal.value.takeSlowest(), pace };
    this.#quotes = 'connecting';
    const { minutes } = this.#day;
    day.engine.onChange((change) => {
      for (const quote of change.quotes) minutes.record(quote);
      this.#tell(change);
    });
    this.#scriptsRead = false;
    if (!this.#catchingUp()) this.#readScripts();
    this.#running = this.#play(this.#day, marketDay.value.feed());
    return ok(undefined);
  }

  #inputs(day: MarketDay, { opening, approval, policy, version, watches, sealHeld = false, strategies }: Beginning): PaperDayInputs {
    const { history, market } = this.#books;
    const { date, seed, references, isWholeMarket = false } = day;
    return {
      date,
      seed,
      references,
      isWholeMarket,
      account: market.account,
      opening,
      config: { ...day.config, plan: { ...day.config.plan, approval }, risk: policy },
      ...(version === undefined ? {} : { policyVersion: version }),
      ...(watches === undefined ? {} : { watches }),
      ...(strategies === undefined ? {} : { strategies }),
      sealHeld,
      sessions: rememberedSessions(history, day.sessions),
      volumeCurve: rememberedCurves(history, day.date),
      scripts: this.#scripts,
    };
  }

  /** Hands in what comes with the day; a day that is run again gets the same commands again. */
  #plan({ engine }: PaperDay, { texts, signals }: MarketDay, { positions }: OpeningAccount): Result<void, Refusal> {
    const { by, source } = this.#books.market;
    for (const text of texts) {
      const loaded = engine.command({ type: 'loadScript', ...text }, by);
      if (!loaded.ok) return loaded;
    }
    const held = positions.map(({ instrument }) => instrument);
    return engine.command({ type: 'importSignals', signals: signals(held), source }, by);
  }

  /** The account at hand once more, when the other could not be begun. */
  #comeBack(market: PaperMarket): void {
    const books = openBooks(market, this.#options.dataDir);
    const begun = books.ok ? ((this.#books = books.value), this.begin()) : books;
    if (!begun.ok) this.#fail(begun.error);
  }

  async #play(day: OpenDay, feed: QuoteFeed): Promise<void> {
    try {
      await runDay(day.engine, feed, day.pace, day.timetable, () => day.journal.remaining > 0, POLICY);
      this.#quotes = 'ended';
      const { settled, quotesEnded } = day.engine.state;
      // Half a day is none: what is kept of it would pass for the whole.
      if (settled !== null && quotesEnded === null) this.#books.history.keep(sessionRecords(day.date, day.market, day.minutes));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): Refusal {
    const failure = refusal('session.failed', { message: error instanceof Error ? error.message : String(error) });
    this.#failure = failure;
    this.#day?.pace.stop();
    this.#options.onFault?.(error);
    return failure;
  }

  #catchingUp(): boolean {
    return this.#current().journal.remaining > 0;
  }

  #current(): OpenDay {
    if (this.#day === null) throw new Error('the session has not begun');
    return this.#day;
  }

  #tell(change: SessionChange): void {
    // Not within the input at hand.
    if (!this.#scriptsRead && !this.#catchingUp()) setImmediate(() => this.#readScripts());
    if (change.quotes.length > 0 && this.#quotes === 'connecting') this.#quotes = 'connected';
    for (const listener of this.#listeners) listener(change);
    if (!this.#catchingUp() && change.records.some(({ event }) => event.type === 'daySealed')) this.#backUp();
  }

  #backUp(): void {
    this.#copying = backUpBeside(this.#books.database.connection).then((copy) => this.#options.onBackup?.(copy));
  }

  /** Gives the account the scripts of the folder that it does not have so yet. */
  #readScripts(): void {
    if (this.#scriptsRead) return;
    this.#scriptsRead = true;
    const { scripts, settled } = this.state;
    if (settled !== null) return;
    for (const { text, triedOn } of this.#folder.list()) {
      const known = scripts.get(text.script);
      const tried = triedOn !== null;
      if (known?.version !== text.version || known.tried !== tried) this.command({ type: 'loadScript', ...text, tried }, this.#books.market.by);
    }
  }

  #nextDay(): Result<void, Refusal> {
    const { date, engine } = this.#current();
    if (!this.#books.market.goesOn) return refuse('playback.oneDayOnly');
    if (!engine.state.sealed && engine.state.released === null) return refuse('day.notSealed', { date });
    const opened = this.#openAfter(date);
    if (opened.ok) this.#tell({ reset: true, records: [], quotes: [] });
    return opened;
  }

  /** The controls of whatever day is open: they outlive a day. */
  #makeControl(): PaperControl {
    const pace = (): Pace => this.#current().pace;
    const goesOn = (): boolean => this.#books.market.goesOn;
    return {
      get goesOn() {
        return goesOn();
      },
      get playing() {
        return pace().playing;
      },
      get speed() {
        return pace().speed;
      },
      play: () => pace().play(),
      pause: () => pace().pause(),
      setSpeed: (speed: number) => pace().setSpeed(speed),
      jumpTo: (time: TimeOfDay) => pace().jumpTo(time),
      nextDay: () => this.#nextDay(),
      enterElsewhere: (draft) => (this.#catchingUp() ? refuse('session.catchingUp') : this.#current().engine.enterElsewhere(draft)),
    };
  }
}
