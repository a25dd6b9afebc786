import { type TradeDate } from '../kernel/time.ts';
import { type Price } from '../kernel/units.ts';
import { type Calendar } from './calendar.ts';
import { type DailyBar, type DailyHistory, type SessionBar } from './daily-history.ts';
import { type InstrumentId } from './instrument.ts';
import { atBasis } from './price-basis.ts';

/** The last sessions of an instrument before a day, at most `most`, oldest first. */
export type SessionSource = (instrument: InstrumentId, before: TradeDate, most: number) => readonly SessionBar[];

/** A year's look back, what a turning average needs beside, and some fifty sessions on which a share was halted. */
const MOST_SESSIONS = 300;

/** What a day is seen against: its date, the calendar and the previous closes that its prices are based on. */
export interface DayBasis {
  readonly date: TradeDate;
  readonly calendar: Calendar;
  prevCloseOf(instrument: InstrumentId): Price | undefined;
}

/**
 * The history as one day sees it, looked up once for each instrument. Sessions count back from the day without a gap: a
 * session of which nobody has a row may have been a halt or may be missing, so what would reach over it is not known.
 */
export class PastSessions implements DailyHistory {
  readonly #source: SessionSource;
  readonly #basis: DayBasis;
  readonly #bars = new Map<InstrumentId, readonly DailyBar[]>();

  constructor(source: SessionSource, basis: DayBasis) {
    this.#source = source;
    this.#basis = basis;
  }

  bars(instrument: InstrumentId, days: number): readonly DailyBar[] | null {
    let bars = this.#bars.get(instrument);
    if (bars === undefined) {
      bars = this.#lookUp(instrument);
      this.#bars.set(instrument, bars);
    }
    return bars.length < days ? null : bars.slice(bars.length - days);
  }

  #lookUp(instrument: InstrumentId): readonly DailyBar[] {
    const { date, calendar, prevCloseOf } = this.#basis;
    const prevClose = prevCloseOf(instrument);
    if (prevClose === undefined) return [];
    return atBasis(unbroken(this.#source(instrument, date, MOST_SESSIONS), date, calendar), prevClose);
  }
}

/** Those at the end of `sessions` that follow on to `date`, session by session. */
function unbroken(sessions: readonly SessionBar[], date: TradeDate, calendar: Calendar): readonly SessionBar[] {
  let next = date;
  let from = sessions.length;
  for (let bar = sessions[from - 1]; bar !== undefined; bar = sessions[from - 1]) {
    const before = calendar.previousSession(next);
    if (!before.ok || before.value !== bar.date) break;
    next = bar.date;
    from -= 1;
  }
  return sessions.slice(from);
}
