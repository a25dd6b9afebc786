import { GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { type LinkPatience, type LinkState } from '../../adapters/brokers/gateway/gateway-link.ts';
import { dayReference } from '../../adapters/quotes/replay/references.ts';
import { type OrderId, POLICY } from '../../core/kernel/ids.ts';
import { type Random } from '../../core/kernel/random.ts';
import { type TradeDate, atTime } from '../../core/kernel/time.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type TradingConfig } from '../../core/oms/config.ts';
import { type Broker, type BrokerSnapshot, type Journal } from '../../core/oms/ports.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { FollowedClock } from './followed-clock.ts';
import { LiveEngine } from './live-engine.ts';
import { MarketStore } from './market-store.ts';
import { DAY_BEGINS } from './paper-day.ts';
import { RulesBook } from './rules-book.ts';
import { timetable } from './timetable.ts';

/** Everything that a day at a gateway rests on. */
export interface GatewayDayInputs {
  readonly url: string;
  readonly token: string;
  readonly account: string;
  readonly date: TradeDate;
  readonly seed: number;
  /** What the account holds in the morning; a day that was begun goes on with its own. */
  readonly opening: OpeningAccount;
  readonly config: TradingConfig;
  /** What is known of instruments beyond their codes. */
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Whose quotes are wanted. */
  readonly wanted: readonly InstrumentId[];
  /** Spreads the retries of many terminals. */
  readonly random: Random;
  readonly patience?: LinkPatience;
  /** An order that is not answered within so many milliseconds is of unknown fate. */
  readonly noAnswerMs: number;
  /** How often the books are compared with the broker's, in milliseconds. */
  readonly compareEveryMs: number;
}

/** Called after something may have changed; `guard` keeps what the journal throws from the network's callbacks. */
export interface RunOwner {
  guard(work: () => void): void;
  changed(): void;
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
  readonly #inputs: GatewayDayInputs;
  readonly #owner: RunOwner;
  readonly #broker: GatewayBroker;
  readonly #clock: FollowedClock;
  readonly #timers: readonly NodeJS.Timeout[];
  /** Since when, by the wall, each order has waited for an answer. */
  readonly #waiting = new Map<OrderId, number>();
  #wasReady = false;
  #closed = false;

  constructor(inputs: GatewayDayInputs, parts: RunParts, owner: RunOwner) {
    this.#inputs = inputs;
    this.#owner = owner;
    this.#broker = new GatewayBroker(this.#brokerOptions());
    this.#broker.onReport((report, n) => this.#do(() => this.engine.report(report, n)));
    this.engine = this.#open(parts);
    this.#clock = new FollowedClock(this.engine.now, () => performance.now());
    this.#broker.recall({ lastReport: this.engine.state.lastReport, ...this.engine.unfinished });
    this.#broker.subscribe(inputs.wanted);
    this.#broker.open();
    this.#timers = [
      setInterval(() => this.#do(() => this.#look()), LOOK_EVERY_MS),
      setInterval(() => this.#ask(), inputs.compareEveryMs),
    ];
  }

  get link(): LinkState {
    return this.#broker.state;
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
    const { url, account, token, date, random, patience } = this.#inputs;
    return {
      ...{ url, account, token, date, random },
      ...(patience === undefined ? {} : { patience }),
      now: () => this.engine.now,
      isOurs: (orderId) => this.engine.state.orders.has(orderId),
      onState: (state) => this.#turned(state),
      onQuotes: (quotes) => this.#do(() => this.#quotes(quotes)),
      onTime: (now) => this.#do(() => this.#clock.hear(now)),
      onSnapshot: (snapshot) => this.#do(() => this.#compare(snapshot)),
      onClosed: () => {
        this.#closed = true;
        this.#ask();
      },
    };
  }

  #open({ journal, over }: RunParts): LiveEngine {
    const { account, config, date, opening, seed } = this.#inputs;
    const times = timetable(date, [config.plan.approvalExpiry]);
    const parts = { journal, broker: over(this.#broker), market: this.market, rules: new RulesBook(date, this.market), timetable: times };
    const opened = { type: 'dayOpened', date, mode: 'paper', account, seed, opening, config } as const;
    return new LiveEngine(parts, opened, atTime(date, DAY_BEGINS));
  }

  #do(work: () => void): void {
    this.#owner.guard(work);
    this.#owner.changed();
  }

  #turned(state: LinkState): void {
    if (state.kind === 'ready') this.#wasReady = true;
    else if (this.#wasReady) {
      this.#wasReady = false;
      this.#do(() => this.engine.connectionLost());
    }
    this.#owner.changed();
  }

  #quotes(quotes: readonly Quote[]): void {
    for (const quote of quotes) {
      const { instrument } = quote;
      if (this.market.reference(instrument) === undefined) {
        const known = this.#inputs.instruments.get(instrument) ?? bareInstrument(instrument);
        this.market.list(dayReference(known, quote, this.#inputs.date).reference);
      }
      this.#clock.hear(quote.time);
      this.engine.quote(quote);
    }
  }

  #ask(): void {
    if (this.link.kind === 'ready') void this.#broker.refresh();
  }

  #compare(snapshot: BrokerSnapshot): void {
    if (this.engine.state.settled !== null) return;
    this.engine.compare(snapshot, this.#broker.unanswered);
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
