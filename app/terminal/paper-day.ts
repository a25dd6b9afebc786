import { SimulatedBroker } from '../../adapters/brokers/simulated/simulated-broker.ts';
import { createQuoteExchange } from '../../core/exchange/quote-exchange.ts';
import { idTag } from '../../core/kernel/ids.ts';
import { type TimeOfDay, type TradeDate, timeOfDay } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type CorporateAction } from '../../core/market/corporate-action.ts';
import { type DailyHistory } from '../../core/market/daily-history.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { PastSessions, type SessionSource } from '../../core/market/past-sessions.ts';
import { type DayReference } from '../../core/market/quote.ts';
import { type OwnCurve } from '../../core/market/volume-curve.ts';
import { type TradingConfig } from '../../core/oms/config.ts';
import { type Mode, type OmsEvent, type UnsealedBefore } from '../../core/oms/events.ts';
import { type Journal } from '../../core/oms/ports.ts';
import { type StrategyCarry } from '../../core/oms/strategy/followed.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type ReturnHistory } from '../../core/risk/measures/return-history.ts';
import { SessionReturns } from '../../core/risk/measures/session-returns.ts';
import { Engine, type PastInputs, type ScriptRoom } from './engine.ts';
import { MarketStore } from './market-store.ts';
import { RulesBook } from './rules-book.ts';
import { type Timetable, timetable } from './timetable.ts';

/** When a paper day begins: before anything may be entered, late enough that nobody waits long. */
export const DAY_BEGINS: TimeOfDay = timeOfDay('09:00:00');

/** Everything that a paper day rests on beside its quotes. The same values give the same day. */
export interface PaperDayInputs {
  readonly date: TradeDate;
  readonly account: string;
  readonly seed: number;
  readonly opening: OpeningAccount;
  readonly config: TradingConfig;
  /** Which version of the account's own policy the configuration holds; left out when it has never been changed. */
  readonly policyVersion?: number;
  /** What the watches bring over from the day before; left out: nothing. */
  readonly watches?: WatchCarry;
  /** Whether the day waits for a person to seal it; left out: it does not. */
  readonly sealHeld?: boolean;
  /** What the account's strategies bring over; left out: nothing. */
  readonly strategies?: StrategyCarry;
  /** The day before, where that was not sealed; left out: it was, or says for itself why this one may trade. */
  readonly unsealedBefore?: UnsealedBefore;
  /** The corporate actions of the day; left out: none. */
  readonly actions?: readonly CorporateAction[];
  readonly references: readonly DayReference[];
  /** That these are all instruments that there are, as in an invented market. */
  readonly isWholeMarket?: boolean;
  /** Where the sessions before the day are found; left out: conditions know nothing of them. */
  readonly sessions?: SessionSource | undefined;
  /** How an instrument's volume spreads over a day; left out or undefined: as the market's usually does. */
  readonly volumeCurve?: (instrument: InstrumentId) => OwnCurve | undefined;
  /** Scripts of the user's own; left out: none can be asked. */
  readonly scripts?: ScriptRoom;
  /** A `backtest` is a trial that touches no account. */
  readonly mode?: Mode;
}

/** A day on the simulated exchange that is ready for its first quote. */
export interface PaperDay {
  readonly engine: Engine;
  readonly market: MarketStore;
  readonly timetable: Timetable;
  /** The sessions before the day, and what instruments made on them; undefined where those are not known. */
  readonly history: DailyHistory | undefined;
  readonly returns: ReturnHistory | undefined;
}

type DayOpened = Extract<OmsEvent, { type: 'dayOpened' }>;

type LeftOut = 'policyVersion' | 'watches' | 'sealHeld' | 'strategies' | 'unsealedBefore';

/** What of a day's opening may be left out, where it is. */
function defined({ policyVersion, watches, sealHeld, strategies, unsealedBefore }: Pick<PaperDayInputs, LeftOut>): Pick<DayOpened, LeftOut> {
  return {
    ...(policyVersion === undefined ? {} : { policyVersion }),
    ...(watches === undefined ? {} : { watches }),
    ...(sealHeld === true ? { sealHeld } : {}),
    ...(strategies === undefined ? {} : { strategies }),
    ...(unsealedBefore === undefined ? {} : { unsealedBefore }),
  };
}

/** Opens the day; with a journal that has records already, the day is run again over them. */
export function openPaperDay(inputs: PaperDayInputs, journal: Journal, past: PastInputs | null): PaperDay {
  const { date, account, seed, opening, actions = [], config, volumeCurve, scripts, mode = 'paper' } = inputs;
  const market = new MarketStore(inputs.references, inputs.isWholeMarket);
  const rules = new RulesBook(date, market);
  const times = timetable(date, [config.plan.approvalExpiry]);
  const lookUps = {
    date,
    idTag: idTag(seed, account),
    rulesOf: (instrument: InstrumentId) => rules.of(instrument),
    referenceOf: (instrument: InstrumentId) => market.reference(instrument),
  };
  const prevCloseOf = (instrument: InstrumentId) => market.reference(instrument)?.prevClose;
  const basis = { date, calendar: exchangeCalendar(), prevCloseOf };
  const history = inputs.sessions && new PastSessions(inputs.sessions, basis);
  const returns = inputs.sessions && new SessionReturns(inputs.sessions, basis);
  const exchange = createQuoteExchange({ ...lookUps, volumeCap: config.exchange.volumeCap });
  const broker = new SimulatedBroker({ ...lookUps, exchange, opening, actions, commission: config.fees });
  const engine = new Engine(
    { journal, past, scripts, broker, market, rules, timetable: times, actions, history, returns, ...(volumeCurve === undefined ? {} : { volumeCurve }) },
    { type: 'dayOpened', date, mode, account, seed, opening, config, ...defined(inputs) },
    DAY_BEGINS,
  );
  return { engine, market, timetable: times, history, returns };
}
