import { type Actor } from '../../core/kernel/ids.ts';
import { InvariantError, invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, err, refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate, atTime, timeOfDayOf } from '../../core/kernel/time.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type CorporateAction } from '../../core/market/corporate-action.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type OwnCurve } from '../../core/market/volume-curve.ts';
import { type Command } from '../../core/oms/command.ts';
import { countdownEnd } from '../../core/oms/decide/decide-approval.ts';
import { type Outside } from '../../core/oms/decide/decision.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type ScriptOutcome, type ScriptQuestion, type ScriptText } from '../../core/execution/script-port.ts';
import { Oms } from '../../core/oms/oms.ts';
import { type Broker, type Journal } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type BrokerReport, type ForeignDraft } from '../../core/orders/order.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { type Money } from '../../core/kernel/units.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { bookActions } from '../../core/portfolio/action-booking.ts';
import { dividendTaxOf } from '../../core/settlement/tax.ts';
import { ChangeNotes } from './change-notes.ts';
import { Looks } from './looks.ts';
import { type MarketStore } from './market-store.ts';
import { type RulesBook } from './rules-book.ts';
import { type SessionChange } from './session.ts';
import { type BooksToSettle, settleBooks } from './settle-books.ts';
import { type Timetable } from './timetable.ts';

/** A broker whose exchange we drive ourselves, in step with the quotes. */
export interface DrivenBroker extends Broker {
  onQuote(quote: Quote): void;
  onTime(now: EpochMs): void;
  /** The exchange closes: what is open expires. */
  onClose(now: EpochMs): void;
  /** An order of the account that is made past us; refused, nothing has happened. */
  enterElsewhere(draft: ForeignDraft): Result<void, Refusal>;
  /** Takes tax on dividends out of the account. */
  withhold(amount: Money): void;
  /** Delivers what it has to report, to the listener. */
  drain(): void;
}

/** What came into a day that is run again beside its market, each at the step where it came. */
export interface PastInputs {
  /** Records that have not been met again yet. */
  readonly remaining: number;
  commandAt(step: number): { readonly command: Command; readonly by: Actor; readonly at: EpochMs } | undefined;
  foreignAt(step: number): { readonly draft: ForeignDraft; readonly at: EpochMs } | undefined;
  answerAt(step: number): { readonly event: AnswerEvent; readonly at: EpochMs } | undefined;
}

type AnswerEvent = Extract<OmsEvent, { type: 'scriptAnswered' | 'scriptStopped' }>;

/** The scripts of the user's own, as they are asked from here. */
export interface ScriptRoom {
  load(text: ScriptText): void;
  /** Reads what the question may look at, at once; what comes back puts it. */
  prepare(question: ScriptQuestion): PreparedQuestion['put'];
}

/** Most answers between two inputs of the market: more is a script that plays with itself. */
const MOST_ANSWERS = 1_000;

interface PreparedQuestion {
  readonly question: ScriptQuestion;
  readonly put: () => Promise<ScriptOutcome>;
}

export interface EngineParts {
  readonly journal: Journal;
  /** Set when the day was begun before: what people asked for then is put in again at its place. */
  readonly past: PastInputs | null;
  /** Left out: no script can be asked. */
  readonly scripts?: ScriptRoom | undefined;
  readonly broker: DrivenBroker;
  readonly market: MarketStore;
  readonly rules: RulesBook;
  readonly timetable: Timetable;
  /** The corporate actions of the day; left out: none. */
  readonly actions?: readonly CorporateAction[];
  /** The sessions before the day. */
  readonly history?: DailyHistory | undefined;
  /** What instruments made on them. */
  readonly returns?: ReturnHistory | undefined;
  /** How an instrument's volume spreads over a day, where its past days are known. */
  readonly volumeCurve?: (instrument: InstrumentId) => OwnCurve | undefined;
}

/**
 * One day of one account, in step: clock, market, exchange and OMS each see an input in the same order, always. Where
 * inputs come from, and how fast, is somebody else's business; so a replay runs through the very same code.
 */
export class Engine {
  readonly looks: Looks;
  readonly #parts: EngineParts;
  readonly #oms: Oms;
  readonly #inbox: BrokerReport[] = [];
  readonly #date: TradeDate;
  readonly #midnight: EpochMs;
  readonly #opening: OpeningAccount;
  #now: EpochMs;
  #nextMoment = 0;
  readonly #notes: ChangeNotes;
  /** Questions that the input at hand has raised. */
  #questions: PreparedQuestion[] = [];
  /** Questions that are out, as one promise; null: none. */
  #answers: Promise<void> | null = null;
  #answered = 0;

  constructor(parts: EngineParts, opening: Extract<OmsEvent, { type: 'dayOpened' }>, begin: TimeOfDay) {
    this.#parts = parts;
    this.#date = opening.date;
    this.#midnight = atTime(opening.date, 0 as TimeOfDay);
    this.#opening = opening.opening;
    this.#now = atTime(opening.date, begin);
    this.#notes = new ChangeNotes(parts.journal);
    this.#oms = new Oms(this.#notes, parts.broker, this.#surroundings());
    this.looks = new Looks(this.#oms, { opening: opening.opening, market: parts.market });
    parts.broker.onReport((report) => this.#inbox.push(report));
    this.#oms.openDay(opening, bookActions(opening.opening, parts.actions ?? []));
    while (this.#momentDue(begin)) this.#nextMoment += 1;
  }

  get state(): OmsState {
    return this.#oms.state;
  }

  get now(): EpochMs {
    return this.#now;
  }

  /** Number that the next input will have. */
  get nextStep(): number {
    return this.#oms.step + 1;
  }

  get phase(): Phase {
    return this.#parts.timetable.phaseAt(timeOfDayOf(this.#now));
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return this.#parts.rules.of(instrument);
  }

  onChange(listener: (change: SessionChange) => void): void {
    this.#notes.listen(listener);
  }

  /** The next moment of the timetable, or end of a countdown, that has not come yet; null when the day has no more. */
  get nextMoment(): EpochMs | null {
    const scheduled = this.#scheduled;
    const countdown = countdownEnd(this.#oms.state);
    if (countdown === null || countdown <= this.#now) return scheduled;
    return scheduled === null || countdown < scheduled ? countdown : scheduled;
  }

  get #scheduled(): EpochMs | null {
    const moment = this.#parts.timetable.moments[this.#nextMoment];
    return moment === undefined ? null : ((this.#midnight + moment) as EpochMs);
  }

  /** A quote, after every moment of the timetable that lies before it. */
  quote(quote: Quote): void {
    const now = Math.max(quote.time, this.#now) as EpochMs;
    this.#passMoments(now);
    this.#guard(() => {
      this.#beginOfMarket(now);
      this.#parts.market.update(quote);
      this.#parts.broker.onQuote(quote);
      this.#deliver();
      this.#oms.onQuote(quote.instrument);
      this.#deliver();
    });
    this.#notes.quote(quote);
    this.#tell();
  }

  /** Lets time pass up to `now`, through every moment on the way. */
  time(now: EpochMs): void {
    this.#passMoments(now);
    if (now > this.#now) this.#now = now;
    this.#tell();
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    let outcome: Result<void, Refusal> = err(refusal('account.halted'));
    this.#guard(() => {
      this.#oms.nextStep();
      outcome = this.#oms.onCommand(command, by);
      this.#deliver();
    });
    this.#tell();
    return outcome;
  }

  /** Somebody makes an order of the account past us, at the broker whose exchange we play. */
  enterElsewhere(draft: ForeignDraft): Result<void, Refusal> {
    let outcome: Result<void, Refusal> = err(refusal('account.halted'));
    this.#guard(() => {
      outcome = this.#parts.broker.enterElsewhere(draft);
      if (!outcome.ok) return;
      this.#oms.nextStep();
      this.#deliver();
    });
    this.#tell();
    return outcome;
  }

  /** Puts in again what was asked for at this very point, though no further input may come for long. */
  repeatPast(): void {
    this.#guard(() => this.#repeatPast());
    this.#tell();
  }

  /** Whether scripts are being asked: whoever can hold the market back waits for {@link scriptsAnswered} first. */
  get asksScripts(): boolean {
    return this.#answers !== null;
  }

  /** Settles when no question to a script is out any more. */
  async scriptsAnswered(): Promise<void> {
    while (this.#answers !== null) await this.#answers;
  }

  /** No more quotes will come. `early`: the market was still open when they ended. */
  quotesEnded(lastQuote: EpochMs | null, early: boolean): void {
    this.#begin(this.#now);
    if (early) this.#oms.onQuotesEnded(lastQuote);
    this.#tell();
  }

  /** The close: what is open expires, the day is settled against the broker and, when nothing differs, sealed. */
  close(by: Actor): void {
    this.#guard(() => {
      this.#begin(Math.max(this.#now, atTime(this.#date, this.#parts.timetable.close)) as EpochMs);
      this.#parts.broker.onClose(this.#now);
      this.#deliver();
      this.#oms.closeDay();
      this.#settle(by);
    });
    this.#tell();
  }

  get #books(): BooksToSettle {
    return { opening: this.#opening, state: this.#oms.state, market: this.#parts.market };
  }

  #settle(by: Actor): void {
    const { taxes } = dividendTaxOf(this.#oms.state);
    this.#oms.withholdTaxes(taxes);
    for (const { amount } of taxes) this.#parts.broker.withhold(amount);
    const result = settleBooks(this.#books, this.#parts.broker.snapshot());
    this.#oms.settle(result);
    if (result.differences.length === 0 && !this.#oms.state.sealHeld) this.#oms.seal(by);
  }

  #passMoments(now: EpochMs): void {
    for (let moment = this.#momentUpTo(now); moment !== null; moment = this.#momentUpTo(now)) {
      if (moment === this.#scheduled) this.#nextMoment += 1;
      this.#passMoment(moment);
    }
  }

  /** What was asked for before it may have begun a countdown, so a day that is run again puts that in first. */
  #momentUpTo(now: EpochMs): EpochMs | null {
    this.#guard(() => this.#repeatPast());
    const moment = this.nextMoment;
    return moment !== null && moment <= now ? moment : null;
  }

  #passMoment(moment: EpochMs): void {
    this.#guard(() => {
      this.#beginOfMarket(Math.max(this.#now, moment) as EpochMs);
      this.#parts.broker.onTime(this.#now);
      this.#deliver();
      this.#oms.onTime(this.phase.name);
      this.#deliver();
    });
  }

  #momentDue(time: TimeOfDay): boolean {
    const moment = this.#parts.timetable.moments[this.#nextMoment];
    return moment !== undefined && moment <= time;
  }

  /** Begins the next input; in a day that is run again, after the commands that came before it the first time. */
  #begin(now: EpochMs): void {
    this.#repeatPast();
    this.#now = now;
    this.#oms.nextStep();
  }

  /** An input of the market answers what was asked before it: in a day that is run again, the answer led to nothing. */
  #beginOfMarket(now: EpochMs): void {
    this.#begin(now);
    this.#answered = 0;
    if (!this.#catchingUp) return;
    this.#questions = [];
    this.#oms.forgetQuestions();
  }

  get #catchingUp(): boolean {
    return this.#parts.past !== null && this.#parts.past.remaining > 0;
  }

  #repeatPast(): void {
    while (this.#repeatCommand() || this.#repeatForeign() || this.#repeatAnswer());
  }

  #repeatCommand(): boolean {
    const given = this.#parts.past?.commandAt(this.nextStep);
    if (given === undefined) return false;
    this.#now = given.at;
    this.#oms.nextStep();
    this.#oms.onCommand(given.command, given.by);
    this.#deliver();
    return true;
  }

  #repeatAnswer(): boolean {
    const said = this.#parts.past?.answerAt(this.nextStep);
    if (said === undefined) return false;
    const { event, at } = said;
    this.#now = at;
    if (event.type === 'scriptStopped') this.#oms.onScriptStopped(event);
    else this.#hearAgain(event);
    this.#deliver();
    return true;
  }

  #hearAgain({ lineId, verdicts, move }: Extract<AnswerEvent, { type: 'scriptAnswered' }>): void {
    this.#questions = this.#questions.filter(({ question }) => question.line.id !== lineId);
    this.#oms.forgetQuestions();
    this.#oms.onScriptAnswer(lineId, { verdicts, move });
  }

  #repeatForeign(): boolean {
    const entered = this.#parts.past?.foreignAt(this.nextStep);
    if (entered === undefined) return false;
    this.#now = entered.at;
    this.#parts.broker.enterElsewhere(entered.draft);
    this.#oms.nextStep();
    this.#deliver();
    return true;
  }

  /** Reports lead to orders, orders to reports: until all is quiet. */
  #deliver(): void {
    this.#parts.broker.drain();
    for (let report = this.#inbox.shift(); report !== undefined; report = this.#inbox.shift()) {
      this.#oms.onReport(report);
      this.#parts.broker.drain();
    }
  }

  /** A broken invariant halts the account; anything else is not ours to swallow. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      this.#oms.halt(refusal('account.invariantBroken', { message: error.message }));
    }
  }

  /** Puts what the input has raised, unless the journal knows the answers. In the order in which they were raised. */
  #putQuestions(): void {
    if (this.#questions.length === 0 || this.#catchingUp) return;
    const questions = this.#questions;
    this.#questions = [];
    const answers = questions.map(async ({ question, put }) => ({ question, outcome: await put() }));
    const before = this.#answers ?? Promise.resolve();
    const all: Promise<void> = before
      .then(() => Promise.all(answers))
      .then((heard) => {
        this.#hear(heard);
        if (this.#answers === all) this.#answers = null;
      });
    // A fault stays where it is for whoever waits for the answers.
    all.catch(() => undefined);
    this.#answers = all;
  }

  #hear(heard: readonly { readonly question: ScriptQuestion; readonly outcome: ScriptOutcome }[]): void {
    for (const { question, outcome } of heard) {
      this.#answered += 1;
      this.#guard(() => {
        this.#oms.onScriptOutcome(question, this.#answered > MOST_ANSWERS ? runaway(question) : outcome);
        this.#deliver();
      });
    }
    this.#tell();
  }

  #tell(): void {
    this.#putQuestions();
    this.#notes.tell();
  }

  #surroundings(): Outside {
    const { market, rules, volumeCurve, history, returns, scripts } = this.#parts;
    const now = (): EpochMs => this.#now;
    return {
      market,
      rulesOf: (instrument) => rules.of(instrument),
      volumeCurve: (instrument) => volumeCurve?.(instrument),
      history,
      returns,
      scripts: scripts && {
        load: (text) => scripts.load(text),
        ask: (question) => this.#questions.push({ question, put: scripts.prepare(question) }),
      },
      get now() {
        return now();
      },
    };
  }
}

/** The question's own script has answered too often to be asked any more today. */
function runaway({ conditions, style, line }: ScriptQuestion): ScriptOutcome {
  const script = style?.use.script ?? conditions[0]?.script;
  invariant(script !== undefined, `${line.id} asks a script`);
  return err({ script, reason: refusal('script.runaway', { script, answers: MOST_ANSWERS }) });
}
