import { type GatewayMemory } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { type Actor, type OrderId } from '../../core/kernel/ids.ts';
import { InvariantError } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, err, refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDayOf } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type TradingRules } from '../../core/market/rules.ts';
import { type Command } from '../../core/oms/command.ts';
import { countdownEnd } from '../../core/oms/decide/decide-approval.ts';
import { type Outside } from '../../core/oms/decide/decision.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { Oms } from '../../core/oms/oms.ts';
import { type Broker, type BrokerSnapshot, type Journal } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type BrokerReport, type Order, type OrderState } from '../../core/orders/order.ts';
import { reconcile } from '../../core/settlement/reconcile.ts';
import { ChangeNotes } from './change-notes.ts';
import { Looks } from './looks.ts';
import { type MarketStore } from './market-store.ts';
import { type RulesBook } from './rules-book.ts';
import { type SessionChange } from './session.ts';
import { settleBooks } from './settle-books.ts';
import { type Timetable } from './timetable.ts';

export interface LiveEngineParts {
  readonly journal: Journal;
  readonly broker: Pick<Broker, 'submit' | 'cancel'>;
  readonly market: MarketStore;
  readonly rules: RulesBook;
  readonly timetable: Timetable;
}

/**
 * One day of one account at a broker whose market we cannot play again: its state is the fold over its journal, and the
 * broker's own records decide what the journal does not know. Starting and recovering are the same.
 *
 * Every method throws what the journal throws, after which the engine must not be used any more.
 */
export class LiveEngine {
  readonly looks: Looks;
  readonly #parts: LiveEngineParts;
  readonly #oms: Oms;
  readonly #notes: ChangeNotes;
  readonly #opening: Extract<OmsEvent, { type: 'dayOpened' }>;
  readonly #date: TradeDate;
  #now: EpochMs;
  #nextMoment = 0;

  /** `opening` is what a new day begins with; one that was begun goes on with its own. */
  constructor(parts: LiveEngineParts, opening: Extract<OmsEvent, { type: 'dayOpened' }>, now: EpochMs) {
    this.#parts = parts;
    this.#date = opening.date;
    const records = [...parts.journal.read()];
    const begun = records[0]?.event;
    this.#opening = begun?.type === 'dayOpened' ? begun : opening;
    this.#now = Math.max(now, records.at(-1)?.at ?? 0) as EpochMs;
    this.#notes = new ChangeNotes(parts.journal);
    this.#oms = new Oms(this.#notes, parts.broker, this.#surroundings());
    this.looks = new Looks(this.#oms, { opening: this.#opening.opening, market: parts.market });
    if (records.length === 0) this.#oms.openDay(opening);
    else this.#oms.resume(records);
    if (this.state.settled === null) this.#begin();
    while (this.#momentDue()) this.#nextMoment += 1;
  }

  get state(): OmsState {
    return this.#oms.state;
  }

  get now(): EpochMs {
    return this.#now;
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return this.#parts.rules.of(instrument);
  }

  onChange(listener: (change: SessionChange) => void): void {
    this.#notes.listen(listener);
  }

  quote(quote: Quote): void {
    this.#input(() => {
      this.#parts.market.update(quote);
      this.#notes.quote(quote);
      this.#oms.onQuote(quote.instrument);
    });
  }

  report(report: BrokerReport, n?: number): void {
    this.#input(() => this.#oms.onReport(report, n));
  }

  /** Lets the session clock come to `now`, through every moment on the way; one that lies behind it changes nothing. */
  time(now: EpochMs): void {
    for (let moment = this.#momentUpTo(now); moment !== null; moment = this.#momentUpTo(now)) this.#passMoment(moment);
    if (now > this.#now) this.#now = now;
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    let outcome: Result<void, Refusal> = err(refusal('account.halted'));
    this.#input(() => {
      outcome = this.#oms.onCommand(command, by);
    });
    return outcome;
  }

  /** Nobody has answered for the order in all the time that the account gives the broker. */
  silence(orderId: OrderId, ms: number): void {
    this.#input(() => this.#oms.onSilence(orderId, refusal('order.noAnswer', { ms })));
  }

  connectionLost(): void {
    this.#input(() => this.#oms.onUnreconciled(refusal('reconcile.connectionLost')));
  }

  /** `unanswered`: orders that were handed over after the broker was asked, which its answer cannot hold. */
  compare(broker: BrokerSnapshot, unanswered: ReadonlySet<OrderId>): void {
    const { ledger, orders, fills } = this.state;
    const asked = [...orders.values()].filter(({ id }) => !unanswered.has(id));
    this.#input(() => this.#oms.onCompared(reconcile({ ledger, orders: asked, fills, broker })));
  }

  /**
   * The exchange has closed and said all it has to say. Sealed where nothing differs. A day that was settled before a kill
   * or a write that failed is only sealed.
   */
  close(broker: BrokerSnapshot, by: Actor): void {
    this.#input(() => {
      if (this.state.settled === null) this.#settle(broker);
      const { settled, sealed, sealHeld } = this.state;
      if (settled?.differences.length === 0 && !sealed && !sealHeld) this.#oms.seal(by);
    });
  }

  #settle(broker: BrokerSnapshot): void {
    this.#oms.closeDay();
    this.#oms.settle(settleBooks({ opening: this.#opening.opening, state: this.state, market: this.#parts.market }, broker));
  }

  /** Nothing leaves before the books have been compared, and what was not heard of is not taken for lost or for sent. */
  #begin(): void {
    this.#oms.nextStep();
    this.#oms.onUnreconciled(refusal('reconcile.starting'));
    const unheard = openOf(this.state).filter(({ state }) => state === 'pendingNew');
    for (const order of unheard) this.#oms.onSilence(order.id, refusal('order.unknownAfterRestart'));
  }

  /** Orders that may not have arrived, and those that are to be cancelled. */
  get unfinished(): Pick<GatewayMemory, 'unanswered' | 'cancelling'> {
    const ids = (states: readonly OrderState[]): readonly OrderId[] =>
      openOf(this.state).flatMap(({ id, state }) => (states.includes(state) ? [id] : []));
    return { unanswered: ids(['pendingNew', 'unknown', 'pendingCancel']), cancelling: [...this.state.cancelsAsked] };
  }

  #momentUpTo(now: EpochMs): EpochMs | null {
    const scheduled = this.#scheduled;
    const countdown = countdownEnd(this.state);
    const next = Math.min(scheduled ?? Infinity, countdown !== null && countdown > this.#now ? countdown : Infinity);
    return next <= now ? (next as EpochMs) : null;
  }

  #passMoment(moment: EpochMs): void {
    if (moment === this.#scheduled) this.#nextMoment += 1;
    this.#now = Math.max(this.#now, moment) as EpochMs;
    this.#input(() => this.#oms.onTime(this.#parts.timetable.phaseAt(timeOfDayOf(this.#now)).name));
  }

  get #scheduled(): EpochMs | null {
    const moment = this.#parts.timetable.moments[this.#nextMoment];
    return moment === undefined ? null : atTime(this.#date, moment);
  }

  #momentDue(): boolean {
    return this.#scheduled !== null && this.#scheduled <= this.#now;
  }

  /** A broken invariant halts the account; anything else is not ours to swallow. */
  #input(work: () => void): void {
    this.#oms.nextStep();
    try {
      work();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      this.#oms.halt(refusal('account.invariantBroken', { message: error.message }));
    }
    this.#notes.tell();
  }

  #surroundings(): Outside {
    const now = (): EpochMs => this.#now;
    const { market, rules } = this.#parts;
    return {
      market,
      rulesOf: (instrument) => rules.of(instrument),
      get now() {
        return now();
      },
    };
  }
}

function openOf({ openOrders, orders }: Pick<OmsState, 'openOrders' | 'orders'>): readonly Order[] {
  return [...openOrders].flatMap((id) => orders.get(id) ?? []);
}
