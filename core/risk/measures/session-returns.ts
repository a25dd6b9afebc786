import { type TradeDate } from '../../kernel/time.ts';
import { type Price } from '../../kernel/units.ts';
import { type SessionBar } from '../../market/daily-history.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type DayBasis, type SessionSource } from '../../market/past-sessions.ts';
import { type ReturnHistory } from './return-history.ts';

/** A trading year: the window of every measure, shown with it. */
export const WINDOW_SESSIONS = 250;

/**
 * The returns of the last sessions before a day, looked up once for each instrument. A session's return is its close over
 * what the exchange took for the close before, so that no dividend or split counts as a loss; that of a halt is 0.
 */
export class SessionReturns implements ReturnHistory {
  readonly #source: SessionSource;
  readonly #basis: DayBasis;
  /** The window's sessions, oldest first. */
  readonly #dates: readonly TradeDate[];
  readonly #known = new Map<InstrumentId, Float64Array | undefined>();

  constructor(source: SessionSource, basis: DayBasis, sessions = WINDOW_SESSIONS) {
    this.#source = source;
    this.#basis = basis;
    this.#dates = sessionsBefore(basis, sessions);
  }

  get days(): number {
    return this.#dates.length;
  }

  returns(instrument: InstrumentId): Float64Array | undefined {
    if (!this.#known.has(instrument)) this.#known.set(instrument, this.#lookUp(instrument));
    return this.#known.get(instrument);
  }

  #lookUp(instrument: InstrumentId): Float64Array | undefined {
    if (this.days === 0) return undefined;
    const { date, prevCloseOf } = this.#basis;
    const bars = this.#source(instrument, date, this.days);
    return returnsOn(this.#dates, new Map(bars.map((bar) => [bar.date, bar])), prevCloseOf(instrument));
  }
}

/** The last `sessions` before the day, or as many as the calendar knows. */
function sessionsBefore({ date, calendar }: DayBasis, sessions: number): readonly TradeDate[] {
  const dates: TradeDate[] = [];
  for (let day = date; dates.length < sessions; ) {
    const before = calendar.previousSession(day);
    if (!before.ok) break;
    day = before.value;
    dates.push(day);
  }
  return dates.toReversed();
}

/**
 * Backwards from the day whose previous close is `prevClose`, undefined where it has none, as an index. A session without a row was a halt if the price went on as it
 * had ended; else nobody knows what happened on it, and nothing is said of the instrument.
 */
function returnsOn(dates: readonly TradeDate[], bars: ReadonlyMap<TradeDate, SessionBar>, prevClose: Price | undefined): Float64Array | undefined {
  const returns = new Float64Array(dates.length);
  let next = prevClose;
  let isMissing = false;
  for (let at = dates.length - 1; at >= 0; at -= 1) {
    const bar = bars.get(dates[at] as TradeDate);
    if (bar !== undefined) {
      if (bar.prevClose <= 0 || (isMissing && bar.close !== next)) return undefined;
      returns[at] = bar.volume === 0 ? 0 : bar.close / bar.prevClose - 1;
      next = bar.prevClose;
    }
    isMissing = bar === undefined;
  }
  return isMissing ? undefined : returns;
}
