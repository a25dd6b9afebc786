import { type Condition } from '../conditions/condition.ts';
import { type Evaluation, evaluate } from '../conditions/evaluate.ts';
import { type Actor, type LineId, type OrderId } from '../kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type ScriptAnswer, type ScriptFailure, type ScriptOutcome, type ScriptQuestion } from '../execution/script-port.ts';
import { type PhaseName } from '../market/rules.ts';
import { type BrokerReport } from '../orders/order.ts';
import { type ActionBooking } from '../portfolio/action-booking.ts';
import { type WithheldTax } from '../portfolio/dividend-tax.ts';
import { type ExposureView } from '../risk/context.ts';
import { type Reading, WATCH_NAMES, type WatchRef } from '../risk/watch/watch.ts';
import { apply } from './state/apply.ts';
import { type Command, type Ticket } from './command.ts';
import { conditionFacts } from './conditions/condition-facts.ts';
import { ConditionWatch } from './conditions/condition-watch.ts';
import { decideCommand } from './decide/decide-command.ts';
import { type Liquidate, type LiquidationPlan, planLiquidation } from './decide/decide-liquidation.ts';
import { decideLine } from './decide/decide-line.ts';
import { type JudgedOrder } from './decide/decide-order.ts';
import { decideAnswer } from './decide/decide-answer.ts';
import { type Rotation, type SwitchStrategy, planSwitch } from './decide/decide-switch.ts';
import { decideStop } from './decide/decide-script.ts';
import { decideReport } from './decide/decide-report.ts';
import { judgeTicket } from './decide/decide-ticket.ts';
import { decideClose, decideTime } from './decide/decide-time.ts';
import { decideMark } from './decide/decide-mark.ts';
import { decideDue, decideHigh, decideWatch, isWatching, readWatch, targetsOf } from './decide/decide-watch.ts';
import { type Decision, type Effect, type Outside, type Surroundings, decided } from './decide/decision.ts';
import { type ExitLook, decideExit, exitsOf } from './decide/decide-exit.ts';
import { type DryRun, type LineDraft, dryRunLine } from './decide/dry-run.ts';
import { type PlanDryRun, dryRunPlan } from './decide/dry-run-plan.ts';
import { decideCompared, decideSilence, decideUnreconciled } from './decide/decide-reconciliation.ts';
import { type DayResult, type Difference, type OmsEvent, type Recorded } from './events.ts';
import { LiveState } from './state/live-state.ts';
import { type Broker, type Journal } from './ports.ts';
import { RiskBook } from './state/risk-book.ts';
import { SealedWatch } from './watch/sealed-watch.ts';
import { ScriptQuestions } from './script-questions.ts';
import { type OmsState, basketWith } from './state/state.ts';
import { WatchBook } from './watch/watch-book.ts';

/** Most orders that one input may draw from one line: more would be a style gone wild, not trading. */
const MOST_MOVES = 1_000;

/**
 * The heart: decide, commit, act. Every input runs through `commit`, which writes the facts to the journal before the
 * state knows them and before anything leaves for the broker.
 */
export class Oms {
  readonly #live = new LiveState();
  readonly #journal: Journal;
  readonly #broker: Pick<Broker, 'submit' | 'cancel'>;
  readonly #book: RiskBook;
  readonly #around: Surroundings;
  readonly #watches: WatchBook;
  readonly #conditions = new ConditionWatch();
  readonly #sealed = new SealedWatch();
  readonly #questions = new ScriptQuestions();
  #step = 0;

  constructor(journal: Journal, broker: Pick<Broker, 'submit' | 'cancel'>, outside: Outside) {
    this.#journal = journal;
    this.#broker = broker;
    this.#book = new RiskBook(this.#live, outside.market, outside.returns);
    this.#watches = new WatchBook(this.#live, outside.market);
    this.#around = surroundings(outside, this.#book);
  }

  get state(): OmsState {
    return this.#live;
  }

  /** What the account has at risk now, at the market's last prices. */
  get exposure(): ExposureView {
    return this.#book;
  }

  /** What a watch compares now; null: it is off, or cannot be known. */
  reading(ref: WatchRef): Reading | null {
    return readWatch(this.#live, ref, this.#watches, this.#around)?.reading ?? null;
  }

  /** What the condition of an exit says of a holding at this moment, looked at for the first time. */
  lookAtHolding({ exit, held }: ExitLook): Evaluation {
    return new ConditionWatch().lookAtHolding(this.#live, { exit, held }, this.#around);
  }

  /** Number of the input at hand. */
  get step(): number {
    return this.#step;
  }

  /** Begins the next input from outside: a quote, the clock, a person. What follows is journalled under its number. */
  nextStep(): number {
    this.#step += 1;
    return this.#step;
  }

  /** `bookings`: the corporate actions of the morning. */
  openDay(event: Extract<OmsEvent, { type: 'dayOpened' }>, bookings: readonly ActionBooking[] = []): void {
    this.#commit(decided(bookings.length === 0 ? [event] : [event, { type: 'actionsBooked', bookings }]));
  }

  /** Takes up a day where its journal has come to. What it had handed over without an answer is for the caller to ask after. */
  resume(records: Iterable<Recorded>): void {
    for (const { event, at, step } of records) {
      this.#apply(event, at);
      this.#step = step;
    }
  }

  /** A new quote of the instrument is in the market: its lines may want to act. */
  onQuote(instrument: InstrumentId): void {
    if (this.#book.has(instrument)) {
      this.#book.value(instrument);
      this.#commit(decideMark(this.#live, this.#around));
      this.#watch(instrument);
    }
    const lines = this.#live.activeLines.get(instrument);
    if (lines !== undefined) this.#workLines(lines);
  }

  /** `n`: the broker's own number of the report, where it numbers them. */
  onReport(report: BrokerReport, n?: number): void {
    this.#commit(decideReport(this.#live, report, this.#around, n));
    const lineId = this.#live.orders.get(report.orderId)?.lineId;
    if (lineId !== undefined && lineId !== null) this.#workWithBasket(lineId);
  }

  /** Nobody answers for an order that was handed over, or may have been: from now on only the broker's records decide. */
  onSilence(orderId: OrderId, reason: Refusal): void {
    this.#commit(decideSilence(this.#live, orderId, reason));
  }

  /** Our books may no longer be the broker's. */
  onUnreconciled(reason: Refusal): void {
    this.#commit(decideUnreconciled(this.#live, { reason, differences: [] }));
  }

  /** Our books and the broker's, of the same moment, differ in so much; none: from now on orders may leave. */
  onCompared(differences: readonly Difference[]): void {
    const wasUnreconciled = this.#live.unreconciled !== null;
    this.#commit(decideCompared(this.#live, differences));
    if (wasUnreconciled && this.#live.unreconciled === null) this.#workLines(this.#allActive());
  }

  /** A moment that means something has come: `phase` is what the session is in now. */
  onTime(phase: PhaseName): void {
    this.#commit(decideTime(this.#live, phase, this.#around));
    this.#workLines(this.#allActive());
  }

  onCommand(command: Command, by: Actor): Result<void, Refusal> {
    const decision = decideCommand(this.#live, command, by, this.#around);
    this.#commit(decision);
    if (decision.outcome.ok) this.#workLines(this.#allActive());
    return decision.outcome;
  }

  /**
   * What scripts said to a question that is out. An answer to one that is not, or to a line that has changed since, is
   * discarded: whatever changed it has asked anew. An input of its own where it leads to something.
   */
  onScriptOutcome(question: ScriptQuestion, outcome: ScriptOutcome): void {
    const current = this.#questions.settle(this.#live, question, this.#around);
    if (!outcome.ok) this.onScriptStopped(outcome.error);
    else if (current) this.onScriptAnswer(question.line.id, outcome.value);
  }

  /** In a day that is run again: the answers to what is out are known, or led to nothing. */
  forgetQuestions(): void {
    this.#questions.forget();
  }

  /** An answer that counts; also when a day is run again. */
  onScriptAnswer(id: LineId, answer: ScriptAnswer): void {
    const condition = this.#conditions.judge(this.#live, id, this.#around, answer.verdicts);
    const decision = decideAnswer(this.#live, id, answer, this.#around, condition);
    if (decision.events.length === 0) return;
    this.nextStep();
    this.#commit(decision);
  }

  onScriptStopped(failure: ScriptFailure): void {
    const decision = decideStop(this.#live, failure);
    if (decision.events.length === 0) return;
    this.nextStep();
    this.#commit(decision);
  }

  onQuotesEnded(lastQuote: EpochMs | null): void {
    this.#commit(decided([{ type: 'quotesEnded', lastQuote }]));
  }

  /** The exchange is closed and has said all it has to say. */
  closeDay(): void {
    this.#commit(decideClose(this.#live));
  }

  /** After the close, before the day is settled. */
  withholdTaxes(taxes: readonly WithheldTax[]): void {
    if (taxes.length > 0) this.#commit(decided([{ type: 'dividendTaxWithheld', taxes }]));
  }

  settle(result: DayResult): void {
    this.#commit(decided([{ type: 'daySettled', result }]));
  }

  seal(by: Actor): void {
    if (this.#live.day !== null) this.#commit(decided([{ type: 'daySealed', date: this.#live.day.date, by }]));
  }

  halt(reason: Refusal): void {
    this.#commit(decided([{ type: 'accountHalted', reason }]));
  }

  /** What the gate would say of a ticket; nothing is sent and nothing is written. */
  preview(ticket: Ticket): Result<JudgedOrder, Refusal> {
    return judgeTicket(this.#live, ticket, this.#around);
  }

  /** What a line would do from now on, as it stands or as somebody is about to change it; nothing is sent by asking. */
  dryRun(id: LineId, draft: LineDraft): Result<DryRun, Refusal> {
    const line = this.#live.lines.get(id);
    return line === undefined ? refuse('plan.noSuchLine', { line: id }) : dryRunLine(this.#live, line, draft, this.#around);
  }

  /** What a condition says of a line at this moment, looked at for the first time. */
  lookAt(id: LineId, condition: Condition): Result<Evaluation, Refusal> {
    const line = this.#live.lines.get(id);
    if (line === undefined) return refuse('plan.noSuchLine', { line: id });
    return ok(evaluate(condition, conditionFacts(this.#live, line, this.#around)));
  }

  /** What the whole plan would do from now on. */
  dryRunPlan(): PlanDryRun {
    return dryRunPlan(this.#live, this.#around);
  }

  /** What selling out would do now; nothing is sent and nothing is written. */
  previewLiquidation(asked: Pick<Liquidate, 'scope' | 'style'>): Result<LiquidationPlan, Refusal> {
    return planLiquidation(this.#live, asked, this.#around);
  }

  /** What going over from one strategy to another would do now; nothing changes by asking. */
  previewSwitch(asked: Pick<SwitchStrategy, 'from' | 'to'>): Result<Rotation, Refusal> {
    return planSwitch(this.#live, asked, this.#around);
  }

  /** Holds the watches of a holding, and of everything it is part of, against its new price. */
  #watch(instrument: InstrumentId): void {
    const [live, book, around] = [this.#live, this.#watches, this.#around];
    if (!isWatching(live, instrument, around)) return;
    book.value(instrument);
    for (const sale of live.watches.due.filter((due) => due.instrument === instrument)) this.#fire(decideDue(live, sale, book, around));
    for (const target of targetsOf(live, instrument)) {
      this.#commit(decideHigh(live, target, book, around));
      for (const watch of WATCH_NAMES) this.#fire(decideWatch(live, { watch, ...target }, book, around));
    }
    for (const look of exitsOf(live, instrument)) this.#fire(decideExit(live, look, this.#conditions.lookAtHolding(live, look, around), around));
  }

  #fire(decision: Decision): void {
    this.#commit(decision);
    for (const event of decision.events) if (event.type === 'watchFired' || event.type === 'exitFired') this.#workLines(event.lines);
  }

  #allActive(): readonly LineId[] {
    return [...this.#live.lines.values()]
      .filter((line) => line.state === 'approved' || line.state === 'working')
      .map((line) => line.id);
  }

  #workLines(ids: readonly LineId[]): void {
    for (const id of ids) this.#workLine(id);
  }

  /** Lets a line act until it has nothing more to do now. */
  #workLine(id: LineId): void {
    const condition = this.#conditions.look(this.#live, id, this.#around);
    const sealed = this.#sealed.look(this.#live, id, this.#around);
    for (let moves = 0; moves < MOST_MOVES; moves += 1) {
      const decision = decideLine(this.#live, id, this.#around, { condition, sealed });
      if (decision.question !== undefined) this.#questions.ask(this.#live, decision.question, this.#around);
      if (decision.events.length === 0) return;
      this.#commit(decision);
      if (decision.effects.length === 0) return this.#workSubstitutes(decision);
    }
    this.halt({ code: 'line.runaway', params: { line: id, moves: MOST_MOVES } });
  }

  /** What a line of a basket has brought or given back may let the others act. */
  #workWithBasket(id: LineId): void {
    const others = basketWith(this.#live, id)?.lineIds.filter((other) => other !== id) ?? [];
    this.#workLines([id, ...others]);
  }

  /** A line that has just taken another's place begins at once. */
  #workSubstitutes({ events }: Decision): void {
    for (const event of events) if (event.type === 'lineReplaced') this.#workLine(event.substitute.id);
  }

  #commit(decision: Decision): void {
    const { events, effects } = decision;
    if (events.length === 0) return;
    const at = this.#around.now;
    this.#journal.append(this.#step, at, events);
    for (const event of events) this.#apply(event, at);
    for (const effect of effects) this.#perform(effect);
  }

  #apply(event: OmsEvent, at: EpochMs): void {
    apply(this.#live, event, at);
    this.#book.follow(event);
    this.#watches.follow(event);
  }

  #perform(effect: Effect): void {
    if (effect.kind === 'submit') this.#broker.submit(effect.order);
    else if (effect.kind === 'cancel') this.#broker.cancel(effect.orderId);
    else this.#around.scripts?.load(effect.text);
  }
}

function surroundings(outside: Outside, exposure: RiskBook): Surroundings {
  return {
    market: outside.market,
    rulesOf: (instrument) => outside.rulesOf(instrument),
    volumeCurve: (instrument) => outside.volumeCurve?.(instrument),
    history: outside.history,
    returns: outside.returns,
    scripts: outside.scripts,
    get now() {
      return outside.now;
    },
    exposure,
  };
}
