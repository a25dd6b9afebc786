import { GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { type LinkPatience, type LinkState } from '../../adapters/brokers/gateway/gateway-link.ts';
import { dayReference } from '../../adapters/quotes/replay/references.ts';
import { type OrderId, POLICY } from '../../core/kernel/ids.ts';
import { type Random } from '../../core/kernel/random.ts';
import { type EpochMs, type TradeDate, atTime } from '../../core/kernel/time.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { type TradingConfig } from '../../core/oms/config.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type Broker, type BrokerSnapshot, type Journal } from '../../core/oms/ports.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type GatewayRow } from '../preload/contract.ts';
import { ClockSteps } from './clock-steps.ts';
import { FollowedClock } from './followed-clock.ts';
import { type LinkStanding, linkStanding } from './link-standing.ts';
import { LiveEngine } from './live-engine.ts';
import { MarketStore } from './market-store.ts';
import { DAY_BEGINS } from './paper-day.ts';
import { RulesBook } from './rules-book.ts';
import { type Timetable, timetable } from './timetable.ts';

/** Everything that a day at a gateway rests on. */
export interface GatewayDayInputs {
  readonly url: string;
  /** The certificates, PEM, of which a `wss:` gateway's must come. Left out: those that the system trusts. */
  readonly ca?: string;
  readonly token: string;
  readonly account: string;
  readonly date: TradeDate;
  readonly seed: number;
  /** What the account holds in the morning; a day that was begun goes on with its own. */
  readonly opening: OpeningAccount;
  readonly config: TradingConfig;
  /** What a new day takes over beside: see {@link openingOf}. */
  readonly takenOver?: Pick<DayOpened, 'policyVersion' | 'watches' | 'strategies' | 'sealHeld'>;
  /** What is known of instruments beyond their codes. */
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Whose quotes are wanted; null: of everything that the gateway lists. */
  readonly wanted: readonly InstrumentId[] | null;
  /** Spreads the retries of many terminals. */
  readonly random: Random;
  readonly patience?: LinkPatience;
  /** An order that is not answered within so many milliseconds is of unknown fate. */
  readonly noAnswerMs: number;
  /** How often the books are compared with the broker's, in milliseconds. */
  readonly compareEveryMs: number;
}

type DayOpened = Extract<OmsEvent, { type: 'dayOpened' }>;

/** Called after something may have changed; `guard` keeps what the journal throws from the network's callbacks. */
export interface RunOwner {
  guard(work: () => void): void;
  changed(): void;
  /** What the gateway lists is known now. */
  listed(): void;
  ended(): void;
}

/** What stands between engine, journal and broker; a test that pulls the plug puts itself there. */
export interface RunParts {
  readonly journal: Journal;
  over(broker: Broker): Pick<Broker, 'submit' | 'cancel'>;
}

const LOOK_EVERY_MS = 100;

/**
 * One life of a terminal at a gateway, from its journal to its end: the same for a new day, after a kill and after a disk
 * that failed. Rebuild, connect, ask for what was missed, compare, and only then trade.
 */
export class GatewayRun {
  readonly engine: LiveEngine;
  readonly market = new MarketStore([]);
  readonly timetable: Timetable;
  readonly #inputs: GatewayDayInputs;
  readonly #owner: RunOwner;
  readonly #broker: GatewayBroker;
  readonly #clock: FollowedClock;
  readonly #timers: readonly NodeJS.Timeout[];
  /** Since when, by the wall, each order has waited for an answer. */
  readonly #waiting = new Map<OrderId, number>();
  readonly #steps = new ClockSteps(Date.now);
  readonly #rules: RulesBook;
  #wasReady = false;
  /** Whether the gateway's time has been heard, so that from now on it can be off. */
  #inStep = false;
  #closed = false;

  constructor(inputs: GatewayDayInputs, parts: RunParts, owner: RunOwner) {
    this.#inputs = inputs;
    this.#owner = owner;
    this.timetable = timetable(inputs.date, [inputs.config.plan.approvalExpiry]);
    this.#rules = new RulesBook(inputs.date, this.market);
    this.#broker = new GatewayBroker(this.#brokerOptions());
    this.#broker.onReport((report, n) => this.#do(() => this.engine.report(report, n)));
    this.engine = this.#open(parts);
    this.#clock = new FollowedClock(this.engine.now, () => performance.now());
    this.#broker.recall({ lastReport: this.engine.state.lastReport, ...this.engine.unfinished });
    if (inputs.wanted !== null) this.#broker.subscribe(inputs.wanted);
    this.#broker.open();
    this.#timers = [
      setInterval(() => this.#do(() => this.#look()), LOOK_EVERY_MS),
      setInterval(() => this.#ask(), inputs.compareEveryMs),
    ];
  }

  get link(): LinkState {
    return this.#broker.state;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Session seconds in a second. */
  get pace(): number {
    return this.#clock.pace;
  }

  /** How the account stands with the gateway. */
  get standing(): LinkStanding & Pick<GatewayRow, 'clockStep'> {
    return { ...linkStanding(this.#broker, this.engine.state.unreconciled?.reason ?? null), clockStep: this.#steps.last };
  }

  /** Nothing leaves any more; what is out stays out, and is asked after by the next run. */
  end(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#broker.close();
  }

  /** Asks the broker where the account stands; its answer is compared with our books. */
  compare(): void {
    this.#ask();
  }

  #brokerOptions(): ConstructorParameters<typeof GatewayBroker>[0] {
    const { url, ca, account, token, date, random, patience } = this.#inputs;
    return {
      ...{ url, account, token, date, random },
      ...(ca === undefined ? {} : { ca }),
      ...(patience === undefined ? {} : { patience }),
      now: () => this.engine.now,
      isOurs: (orderId) => this.engine.state.orders.has(orderId),
      onState: (state) => this.#turned(state),
      onQuotes: (quotes) => this.#do(() => this.#quotes(quotes)),
      onWelcome: ({ now, pace }) => this.#do(() => this.#welcomed(now, pace)),
      onMorning: ({ listed }) => this.#do(() => this.#list(listed)),
      onTime: (now) => this.#do(() => this.#hear(now)),
      onSnapshot: (snapshot) => this.#do(() => this.#compare(snapshot)),
      onClosed: () => {
        this.#closed = true;
        this.#ask();
      },
    };
  }

  #open({ journal, over }: RunParts): LiveEngine {
    const { account, config, date, opening, seed, takenOver } = this.#inputs;
    const parts = { journal, broker: over(this.#broker), market: this.market, rules: this.#rules, timetable: this.timetable };
    const opened = { type: 'dayOpened', date, mode: 'paper', account, seed, opening, config, ...takenOver } as const;
    return new LiveEngine(parts, opened, atTime(date, DAY_BEGINS));
  }

  #do(work: () => void): void {
    this.#owner.guard(work);
    this.#owner.changed();
  }

  #turned(state: LinkState): void {
    if (state.kind === 'ready') {
      this.#wasReady = true;
      // Before the books are compared, so that nothing is sent of what is not known yet.
      if (this.#inputs.wanted === null) this.#broker.askMorning();
    } else if (this.#wasReady) {
      this.#wasReady = false;
      this.#do(() => this.engine.connectionLost());
    }
    this.#owner.changed();
  }

  #welcomed(now: EpochMs, pace: number): void {
    if (this.#inStep) this.#steps.judge('broker', this.#clock.ahead(now));
    this.#inStep = true;
    this.#clock.hear(now, pace);
    this.engine.time(this.#clock.now());
  }

  /** The broker's clock is the session's; one that was put is shown. */
  #hear(now: EpochMs): void {
    this.#steps.judge('broker', this.#clock.ahead(now));
    this.#clock.hear(now);
    this.engine.time(this.#clock.now());
  }

  /** Everything that the gateway lists, and what it is called. */
  #list(listed: readonly DayReference[]): void {
    for (const reference of listed) this.market.list(reference);
    this.#rules.forget();
    this.#broker.subscribe(listed.map(({ instrument }) => instrument.id));
    this.#owner.listed();
  }

  #quotes(quotes: readonly Quote[]): void {
    for (const quote of quotes) {
      const { instrument } = quote;
      if (this.market.reference(instrument) === undefined) {
        const known = this.#inputs.instruments.get(instrument) ?? bareInstrument(instrument);
        this.market.list(dayReference(known, quote, this.#inputs.date).reference);
      }
      // Older ones are only late; one from the future does not carry the session along.
      const ahead = this.#clock.ahead(quote.time);
      if (ahead <= 0 || this.#steps.judge('quotes', ahead)) this.#clock.hear(quote.time);
      this.engine.time(this.#clock.now());
      this.engine.quote(quote);
    }
  }

  #ask(): void {
    if (this.link.kind === 'ready') void this.#broker.refresh();
  }

  #compare(snapshot: BrokerSnapshot): void {
    if (this.engine.state.settled === null) this.engine.compare(snapshot, this.#broker.unanswered);
    if (!this.#closed) return;
    this.engine.close(snapshot, POLICY);
    this.#owner.ended();
  }

  /** Lets time pass, and says of whom nothing has been heard for too long. */
  #look(): void {
    this.engine.time(this.#clock.now());
    const { noAnswerMs } = this.#inputs;
    const now = performance.now();
    const unanswered = this.#broker.unanswered;
    for (const id of this.#waiting.keys()) if (!unanswered.has(id)) this.#waiting.delete(id);
    for (const id of unanswered) {
      const since = this.#waiting.get(id) ?? now;
      this.#waiting.set(id, since);
      if (now - since < noAnswerMs) continue;
      this.engine.silence(id, noAnswerMs);
      this.#waiting.set(id, now);
      this.#ask();
    }
  }
}
