import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { demoAccount } from '../../adapters/quotes/demo/demo-account.ts';
import { type DemoMarket, createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../adapters/quotes/demo/demo-signals.ts';
import { LoadedScripts } from '../../adapters/scripts/loaded-scripts.ts';
import { ScriptFolder } from '../../adapters/scripts/script-folder.ts';
import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { type PolicyVersion, policyVersions } from '../../adapters/sqlite/policy-versions.ts';
import { type MarketHistory, openMarketHistory } from '../../adapters/sqlite/market-history.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { type Condition } from '../../core/conditions/condition.ts';
import { type Evaluation } from '../../core/conditions/evaluate.ts';
import { type Actor, DEFAULT_STRATEGY, type LineId, POLICY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate, timeOfDay } from '../../core/kernel/time.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type MarketView, type Quote } from '../../core/market/quote.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type Command, type Ticket } from '../../core/oms/command.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { type Liquidate } from '../../core/oms/decide-liquidation.ts';
import { type DryRun, type LineDraft } from '../../core/oms/dry-run.ts';
import { type PlanDryRun } from '../../core/oms/dry-run-plan.ts';
import { rebuild } from '../../core/oms/rebuild.ts';
import { type OmsState } from '../../core/oms/state.ts';
import { type WatchCarry } from '../../core/oms/watch-memory.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { type RiskPolicy } from '../../core/risk/policy.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { type Reading, type WatchRef } from '../../core/risk/watch/watch.ts';
import { Pace } from './pace.ts';
import { runDay } from './paced-day.ts';
import { rememberedCurves, rememberedSessions } from './remembered-market.ts';
import { sessionRecords } from './session-records.ts';
import { type PaperDay, openPaperDay } from './paper-day.ts';
import { type ConnectionState, type DemoControl, type LiquidationPreview, type Session, type SessionChange, type TicketPreview, type RecordedDay } from './session.ts';

const ACCOUNT = 'demo';
/** The first day that a new demo account trades. */
const FIRST_DAY = '2026-09-01' as TradeDate;
/** A whole day takes about three minutes: four hours and ten minutes of trading, breaks skipped. */
const DEMO_SPEED = 90;
const DEMO: Actor = 'demo' as Actor;

/** A share that is locked at limit-up for five minutes makes way for another of its industry. */
const DEMO_CONFIG: TradingConfig = {
  ...DEFAULT_CONFIG,
  execution: {
    ...DEFAULT_CONFIG.execution,
    candidates: [
      { strategyId: DEFAULT_STRATEGY, from: 'sector', start: timeOfDay('09:25:00'), end: timeOfDay('14:50:00'), lastingMs: 300_000, most: 1 },
    ],
  },
};

export interface DemoSessionOptions {
  /** Folder of the account's database. */
  readonly dataDir: string;
  readonly seed?: number;
  /** How many instruments the invented market has. */
  readonly instruments?: number;
  /** The wall's clock in milliseconds. */
  readonly wall?: () => number;
  /** Hears of a fault that ended the day: a journal that cannot be written, a rerun that differs. */
  readonly onFault?: (error: unknown) => void;
}

/** What holds when a day opens: the risk policy, which version of the account's own it is, and what is brought over. */
interface OpeningPolicy {
  readonly policy: RiskPolicy;
  readonly version?: number;
  /** What the watches bring over from the day before. */
  readonly watches?: WatchCarry | undefined;
}

const FIRST_POLICY: OpeningPolicy = { policy: DEFAULT_CONFIG.risk };

/** The day that is being played. */
interface OpenDay extends PaperDay {
  readonly date: TradeDate;
  readonly journal: RerunJournal;
  readonly pace: Pace;
}

/** Opens the demo account: the day that was left unfinished, else the next one, with its plan waiting. */
export function openDemoSession(options: DemoSessionOptions): Result<DemoSession, Refusal> {
  const database = openAccountDatabase(path.join(options.dataDir, `${ACCOUNT}.paper.db`), { account: ACCOUNT, mode: 'paper' });
  if (!database.ok) return database;
  // A file of its own: what was invented must never be taken for the market.
  const history = openMarketHistory(path.join(options.dataDir, `${ACCOUNT}.market.db`));
  if (!history.ok) {
    database.value.close();
    return history;
  }
  const session = new DemoSession(database.value, history.value, options);
  const begun = session.begin();
  if (begun.ok) return ok(session);
  session.close();
  return begun;
}

/** A paper account on the demo market, day after day. */
export class DemoSession implements Session {
  readonly account = ACCOUNT;
  readonly #database: AccountDatabase;
  readonly #history: MarketHistory;
  readonly #options: DemoSessionOptions;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  readonly #control: DemoControl;
  #day: OpenDay | null = null;
  #quotes: ConnectionState = 'connecting';
  #failure: Refusal | null = null;
  #running: Promise<void> = Promise.resolve();
  readonly #scripts = new LoadedScripts();
  readonly #folder: ScriptFolder;
  /** Whether the day at hand has the scripts as they lie in their folder. */
  #scriptsRead = false;

  constructor(database: AccountDatabase, history: MarketHistory, options: DemoSessionOptions) {
    this.#database = database;
    this.#history = history;
    this.#options = options;
    this.#folder = new ScriptFolder(path.join(options.dataDir, 'scripts'));
    this.#control = this.#makeControl();
  }

  /** Goes on with the last day, or begins the one after it when that is sealed. */
  begin(): Result<void, Refusal> {
    const last = this.#database.lastDay();
    if (last === null) return this.#open(FIRST_DAY, demoAccount, FIRST_POLICY);
    if (last.sealed) return this.#openAfter(last.date);
    const opened = this.#database.journal(last.date);
    if (!opened.ok) return opened;
    const [first] = opened.value.read();
    if (first?.event.type !== 'dayOpened') return refuse('session.noOpening', { date: last.date });
    const { opening, config, policyVersion, watches } = first.event;
    return this.#open(last.date, () => opening, {
      policy: config.risk,
      watches,
      ...(policyVersion === undefined ? {} : { version: policyVersion }),
    });
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

  get history(): DailyHistory | undefined {
    return this.#current().history;
  }

  get returns(): ReturnHistory | undefined {
    return this.#current().returns;
  }

  get phases(): readonly Phase[] {
    return this.#current().timetable.phases;
  }

  get playback(): DemoControl {
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

  records(): Iterable<Recorded> {
    return this.#database.records(this.#current().date);
  }

  /** The session before the one at hand, as it was traded. */
  recordedDay(instrument: InstrumentId): Result<RecordedDay, Refusal> {
    const { seed = 1, instruments } = this.#options;
    const calendar = exchangeCalendar();
    const before = calendar.previousSession(this.#current().date);
    if (!before.ok) return before;
    const market = createDemoMarket({ seed, date: before.value, calendar, ...(instruments === undefined ? {} : { instruments }) });
    if (!market.ok) return market;
    const { date, references, sessions } = market.value;
    return ok({ date, references, sessions, feed: quotesOf(instrument, market.value.batches()) });
  }

  policyVersions(): readonly PolicyVersion[] {
    return policyVersions(this.#database.connection);
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
    void this.#running.finally(() => {
      this.#database.close();
      this.#history.close();
    });
  }

  /** Settles when the day at hand has come to its end, or was stopped. */
  finished(): Promise<void> {
    return this.#running;
  }

  #openAfter(date: TradeDate): Result<void, Refusal> {
    const next = exchangeCalendar().nextSession(date);
    if (!next.ok) return next;
    const journal = this.#database.journal(date);
    if (!journal.ok) return journal;
    const { ledger, watches } = rebuild(journal.value.read());
    const opening = carryForward(ledger);
    const policy = this.policyVersions().at(-1) ?? FIRST_POLICY;
    return this.#open(next.value, () => opening, { ...policy, watches: watches.carry(ledger) ?? undefined });
  }

  #open(
    date: TradeDate,
    openingOf: (market: DemoMarket) => OpeningAccount,
    { policy, version, watches }: OpeningPolicy,
  ): Result<void, Refusal> {
    const { seed = 1, instruments, wall = () => performance.now() } = this.#options;
    const calendar = exchangeCalendar();
    const market = createDemoMarket({ seed, date, calendar, ...(instruments === undefined ? {} : { instruments }) });
    if (!market.ok) return market;
    const journal = this.#database.journal(date);
    if (!journal.ok) return journal;
    const rerun = new RerunJournal(journal.value);
    const { references } = market.value;
    const sessions = rememberedSessions(this.#history, market.value.sessions);
    const volumeCurve = rememberedCurves(this.#history, date);
    const opening = openingOf(market.value);
    const config = { ...DEMO_CONFIG, risk: policy };
    const held = { ...(version === undefined ? {} : { policyVersion: version }), ...(watches === undefined ? {} : { watches }) };
    const inputs = { scripts: this.#scripts, date, account: ACCOUNT, seed, opening, config, ...held, references, isWholeMarket: true, sessions, volumeCurve };
    const day = openPaperDay(inputs, rerun, rerun);
    const signals = demoSignals(market.value, { held: opening.positions.map(({ instrument }) => instrument) });
    const imported = day.engine.command({ type: 'importSignals', signals, source: 'demo' }, DEMO);
    if (!imported.ok) return imported;
    const pace = new Pace(day.engine.now, {
      speed: DEMO_SPEED,
      playing: false,
      wall,
      onTick: (now) => day.engine.time(now),
    });
    this.#day = { ...day, date, journal: rerun, pace };
    this.#quotes = 'connecting';
    day.engine.onChange((change) => this.#tell(change));
    this.#scriptsRead = false;
    if (!this.#catchingUp()) this.#readScripts();
    this.#running = this.#play(this.#day, market.value.batches());
    return ok(undefined);
  }

  async #play(day: OpenDay, feed: Parameters<typeof runDay>[1]): Promise<void> {
    try {
      await runDay(day.engine, feed, day.pace, day.timetable, () => day.journal.remaining > 0, POLICY);
      this.#quotes = 'ended';
      const { sealed, quotesEnded } = day.engine.state;
      // Half a day is none: what is kept of it would pass for the whole.
      if (sealed && quotesEnded === null) this.#history.keep(sessionRecords(day.date, day.market));
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
      if (known?.version !== text.version || known.tried !== tried) this.command({ type: 'loadScript', ...text, tried }, DEMO);
    }
  }

  #nextDay(): Result<void, Refusal> {
    const { date, engine } = this.#current();
    if (!engine.state.sealed) return refuse('day.notSealed', { date });
    const opened = this.#openAfter(date);
    if (opened.ok) this.#tell({ reset: true, records: [], quotes: [] });
    return opened;
  }

  /** The controls of whatever day is open: they outlive a day. */
  #makeControl(): DemoControl {
    const pace = (): Pace => this.#current().pace;
    return {
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

/** Longest stretch of work without letting the process breathe, in milliseconds. */
const BREATH_MS = 12;

/** One instrument's quotes, picked out of the whole market's without holding the process up. */
async function* quotesOf(instrument: InstrumentId, batches: Iterable<readonly Quote[]>): AsyncGenerator<readonly Quote[]> {
  let breathed = performance.now();
  for (const batch of batches) {
    const own = batch.filter((quote) => quote.instrument === instrument);
    if (own.length > 0) yield own;
    if (performance.now() - breathed < BREATH_MS) continue;
    await new Promise(setImmediate);
    breathed = performance.now();
  }
}
