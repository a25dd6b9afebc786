import path from 'node:path';
import { LoadedScripts } from '../../adapters/scripts/loaded-scripts.ts';
import { ScriptFolder } from '../../adapters/scripts/script-folder.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { type Actor, POLICY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice } from '../../core/market/minute-prices.ts';
import { type Command } from '../../core/oms/command.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type Beginning, beginningAfter, beginningOf, firstBeginning, openingOf } from './beginning.ts';
import { type BackupListener, EngineSession, hasSealed } from './engine-session.ts';
import { MinuteRecorder } from './minute-recorder.ts';
import { Pace } from './pace.ts';
import { type QuoteFeed, runDay } from './paced-day.ts';
import { type Books, closeBooks, openBooks } from './paper-books.ts';
import { type MarketDay, type PaperMarket } from './paper-market.ts';
import { quotesOf } from './quotes-of.ts';
import { rememberedCurves, rememberedSessions } from './remembered-market.ts';
import { sessionRecords } from './session-records.ts';
import { type PaperDay, type PaperDayInputs, openPaperDay } from './paper-day.ts';
import { type ConnectionState, type PaperControl, type Session, type SessionChange, type RecordedDay } from './session.ts';

/** A whole day takes about three minutes: four hours and ten minutes of trading, breaks skipped. */
const USUAL_SPEED = 90;

export interface PaperSessionOptions {
  /** Folder of the accounts' databases. */
  readonly dataDir: string;
  /** The wall's clock in milliseconds. */
  readonly wall?: () => number;
  /** Hears of a fault that ended the day: a journal that cannot be written, a rerun that differs. */
  readonly onFault?: (error: unknown) => void;
  readonly onBackup?: BackupListener;
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
  void session.close();
  return begun;
}

/** A paper account on a market that is played: the demo's day after day, or a recorded day. */
export class PaperSession extends EngineSession implements Session {
  readonly #options: PaperSessionOptions;
  readonly #control: PaperControl;
  readonly #books: Books;
  #day: OpenDay | null = null;
  #quotes: ConnectionState = 'connecting';
  #failure: Refusal | null = null;
  #running: Promise<void> = Promise.resolve();
  readonly #scripts = new LoadedScripts();
  readonly #folder: ScriptFolder;
  /** Whether the day at hand has the scripts as they lie in their folder. */
  #scriptsRead = false;

  constructor(books: Books, options: PaperSessionOptions) {
    super(options.onBackup);
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
    const beginning = beginningOf(database, last.date);
    return beginning.ok ? this.#open(last.date, beginning.value) : beginning;
  }

  get warnings(): readonly Refusal[] {
    return this.#books.market.warnings;
  }

  get account(): string {
    return this.#books.market.account;
  }

  get marketFile(): string {
    return this.#books.history.path;
  }

  get playback(): PaperControl {
    return this.#control;
  }

  get failure(): Refusal | null {
    return this.#failure;
  }

  protected get day(): OpenDay {
    if (this.#day === null) throw new Error('the session has not begun');
    return this.#day;
  }

  protected get files(): Books {
    return this.#books;
  }

  get isCatchingUp(): boolean {
    return this.day.journal.remaining > 0;
  }

  broker(): ConnectionState {
    if (this.#failure !== null) return 'lost';
    return this.isCatchingUp ? 'connecting' : 'connected';
  }

  quotes(): ConnectionState {
    return this.#failure === null ? this.#quotes : 'lost';
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    if (this.#failure !== null) return err(this.#failure);
    if (this.isCatchingUp) return refuse('session.catchingUp');
    try {
      return this.day.engine.command(command, by);
    } catch (error) {
      return err(this.#fail(error));
    }
  }

  minutes(instrument: InstrumentId, date: TradeDate): readonly MinutePrice[] {
    const { date: today, minutes } = this.day;
    return date === today ? minutes.of(instrument) : this.#books.history.minutes(instrument, date);
  }

  readonly slowestCommit = (): number | null => this.day.slowestCommit();

  recordedDay(instrument: InstrumentId): Result<RecordedDay, Refusal> {
    const day = this.#books.market.trialDay(this.day.date);
    if (!day.ok) return day;
    const { date, references, sessions } = day.value;
    return ok({ date, references, sessions, feed: quotesOf(instrument, day.value.feed()) });
  }

  async close(): Promise<void> {
    this.#day?.pace.stop();
    this.#scriptsRead = true;
    void this.#scripts.close();
    await this.finished();
    closeBooks(this.#books);
  }

  /** Settles when the day at hand has come to its end or was stopped, and what it left has been copied. */
  async finished(): Promise<void> {
    await this.#running;
    await this.copied;
  }

  #openAfter(date: TradeDate): Result<void, Refusal> {
    const next = exchangeCalendar().nextSession(date);
    if (!next.ok) return next;
    const beginning = beginningAfter(this.#books.database, date);
    return beginning.ok ? this.#open(next.value, beginning.value) : beginning;
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
    if (!this.isCatchingUp) this.#readScripts();
    this.#running = this.#play(this.#day, marketDay.value.feed());
    return ok(undefined);
  }

  #inputs(day: MarketDay, beginning: Beginning): PaperDayInputs {
    const { history, market } = this.#books;
    const { date, seed, actions = [], references, isWholeMarket = false } = day;
    return {
      date,
      seed,
      actions,
      references,
      isWholeMarket,
      account: market.account,
      ...openingOf(beginning, day.config),
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

  #tell(change: SessionChange): void {
    // Not within the input at hand.
    if (!this.#scriptsRead && !this.isCatchingUp) setImmediate(() => this.#readScripts());
    if (change.quotes.length > 0 && this.#quotes === 'connecting') this.#quotes = 'connected';
    this.tell(change);
    if (!this.isCatchingUp && hasSealed(change)) this.backUp();
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
    const { date, engine } = this.day;
    if (!this.#books.market.goesOn) return refuse('playback.oneDayOnly');
    if (!engine.state.sealed && engine.state.released === null) return refuse('day.notSealed', { date });
    const opened = this.#openAfter(date);
    if (opened.ok) this.#tell({ reset: true, records: [], quotes: [] });
    return opened;
  }

  /** The controls of whatever day is open: they outlive a day. */
  #makeControl(): PaperControl {
    const pace = (): Pace => this.day.pace;
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
      enterElsewhere: (draft) => (this.isCatchingUp ? refuse('session.catchingUp') : this.day.engine.enterElsewhere(draft)),
    };
  }
}
