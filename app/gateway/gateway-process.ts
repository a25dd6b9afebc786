import { createQuoteExchange } from '../../core/exchange/quote-exchange.ts';
import { BookExchange } from '../../core/exchange/book-exchange.ts';
import { type FillId } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, atTime, timeOfDayOf } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { MarketStore } from '../terminal/market-store.ts';
import { RulesBook } from '../terminal/rules-book.ts';
import { type Timetable, timetable } from '../terminal/timetable.ts';
import { type Faults } from './faults.ts';
import { GatewayDay } from './gateway-day.ts';
import { GatewayServer, type GatewayServerOptions } from './gateway-server.ts';
import { type GatewaySettings, type GatewayStore } from './gateway-store.ts';
import { SessionClock } from './session-clock.ts';

/** How often the recorded market is moved on, in wall milliseconds. */
const MARKET_EVERY_MS = 20;
/** Marks what the exchange of a gateway writes, beside the account's own name. */
const EXCHANGE_TAG = 'gate';

export interface GatewayProcessOptions {
  readonly settings: GatewaySettings;
  readonly store: GatewayStore;
  readonly references: readonly DayReference[];
  /** The recorded market of the day, in the order of time; without use in a market of the accounts' own. */
  readonly quotes: readonly Quote[];
  readonly tokens: ReadonlyMap<string, string>;
  /** Secret of those who may correct matches. */
  readonly operatorToken: string;
  readonly tls: GatewayServerOptions['tls'];
  readonly port: number;
  /** Session seconds per second. */
  readonly speed: number;
  /** Where a new day begins; one that goes on, goes on where it was. */
  readonly from: TimeOfDay;
  readonly faults: Faults | null;
  readonly onFailure: (error: unknown) => void;
}

/**
 * A gateway that runs: the day made again from what its store holds, the clock going on from there, and a server in front
 * of both.
 */
export class GatewayProcess {
  readonly server: GatewayServer;
  readonly #day: GatewayDay;
  readonly #clock: SessionClock;
  readonly #times: Timetable;
  readonly #options: GatewayProcessOptions;
  readonly #timer: NodeJS.Timeout;
  #nextMoment: number;

  private constructor(options: GatewayProcessOptions, day: GatewayDay, clock: SessionClock, server: GatewayServer) {
    this.#options = options;
    this.#day = day;
    this.#clock = clock;
    this.server = server;
    this.#times = timetable(options.settings.date, []);
    this.#nextMoment = this.#times.moments.findIndex((moment) => moment > timeOfDayOf(clock.now()));
    this.#timer = setInterval(() => this.#moveOn(), MARKET_EVERY_MS);
  }

  /** @returns refused when the store holds a day that was begun with something else. Rejects when the port is taken. */
  static async start(options: GatewayProcessOptions): Promise<Result<GatewayProcess, Refusal>> {
    const { settings, store, faults, tokens, operatorToken, tls, onFailure } = options;
    const begun = store.initialisation();
    if (begun !== null && JSON.stringify(begun.settings) !== JSON.stringify(settings)) {
      return refuse('gateway.otherDay', { begun: begun.at, by: begun.by, date: begun.settings.date });
    }
    if (begun === null) store.initialise({ by: 'operator', at: new Date().toISOString(), settings });
    const { day, quoteOf } = openDay(options);
    const last = rebuild(day, store) ?? atTime(settings.date, options.from);
    const clock = new SessionClock(last, options.speed);
    const now = (): EpochMs => clock.now();
    const served = { day, store, now, pace: options.speed, listed: options.references, tokens, operatorToken, tls, faults, quoteOf, onFailure };
    const server = await GatewayServer.listen(served, options.port);
    return ok(new GatewayProcess(options, day, clock, server));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.server.close();
    this.#options.store.close();
  }

  /** Lets the market and the timetable catch up with the clock. */
  #moveOn(): void {
    if (this.#day.closed) return;
    const now = this.#clock.now();
    const due = this.#quotesUntil(now);
    if (due.length > 0) this.server.take({ kind: 'quotes', upTo: this.#day.shown + due.length }, due.map(({ instrument }) => instrument));
    const { moments, close } = this.#times;
    for (; this.#nextMoment >= 0 && this.#nextMoment < moments.length; this.#nextMoment += 1) {
      const moment = moments[this.#nextMoment] as TimeOfDay;
      if (atTime(this.#options.settings.date, moment) > now) return;
      this.server.take(moment === close ? { kind: 'close' } : { kind: 'time' });
    }
  }

  /** Quotes of the recorded market that are due and were not shown. */
  #quotesUntil(now: EpochMs): readonly Quote[] {
    const { quotes, settings } = this.#options;
    const { shown } = this.#day;
    if (settings.market === 'book') return [];
    let upTo = shown;
    while (upTo < quotes.length && (quotes[upTo] as Quote).time <= now) upTo += 1;
    return quotes.slice(shown, upTo);
  }
}

interface OpenDay {
  readonly day: GatewayDay;
  readonly quoteOf: (instrument: InstrumentId, now: EpochMs) => Quote | undefined;
}

function openDay({ settings, references, quotes, faults }: GatewayProcessOptions): OpenDay {
  const { date, accounts } = settings;
  const market = new MarketStore(references);
  const rules = new RulesBook(date, market);
  const lookUps = {
    date,
    idTag: EXCHANGE_TAG,
    rulesOf: (instrument: InstrumentId) => rules.of(instrument),
    referenceOf: (instrument: InstrumentId) => market.reference(instrument),
  };
  const common = {
    date,
    accounts,
    commission: DEFAULT_CONFIG.fees,
    rulesOf: lookUps.rulesOf,
    liesAbout: (fillId: FillId) => faults?.liesAbout(fillId) ?? false,
  };
  if (settings.market === 'book') {
    const exchange = new BookExchange(lookUps);
    const day = new GatewayDay({ ...common, exchange, recorded: null });
    return { day, quoteOf: (instrument, now) => exchange.quote(instrument, now) };
  }
  const exchange = createQuoteExchange({ ...lookUps, volumeCap: DEFAULT_CONFIG.exchange.volumeCap });
  const show = (quote: Quote): void => {
    market.update(quote);
    exchange.quote(quote);
  };
  const day = new GatewayDay({ ...common, exchange, recorded: { quotes, show } });
  return { day, quoteOf: (instrument) => market.quote(instrument) };
}

/** Puts in again what was committed. @returns the moment of the last of it; null for a day that begins. */
function rebuild(day: GatewayDay, store: GatewayStore): EpochMs | null {
  let last: EpochMs | null = null;
  for (const { at, input } of store.inputs()) {
    day.take(input, at);
    last = at;
  }
  // Whoever was told of these asks for those after the last they kept.
  day.news();
  return last;
}
