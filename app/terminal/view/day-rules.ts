import { type TradeDate } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Phase, type TradingRules } from '../../../core/market/rules.ts';
import { RulesBook } from '../rules-book.ts';
import { type Session } from '../session.ts';
import { timetable } from '../timetable.ts';

/** What the exchange asks of orders in an instrument on the session's day; undefined when nothing is known of it. */
export type RulesOf = (instrument: InstrumentId) => TradingRules | undefined;

interface Day {
  readonly date: TradeDate;
  readonly book: RulesBook;
  readonly phases: readonly Phase[];
}

/** What the rules say of the session's day. A session knows no day before it is opened. */
export class DayRules {
  readonly #session: Pick<Session, 'state' | 'market'>;
  #day: Day | null = null;

  constructor(session: Pick<Session, 'state' | 'market'>) {
    this.#session = session;
  }

  of(instrument: InstrumentId): TradingRules | undefined {
    return this.#today()?.book.of(instrument);
  }

  /** The day's phases by the main board's table. */
  phases(): readonly Phase[] {
    return this.#today()?.phases ?? [];
  }

  #today(): Day | null {
    const { day } = this.#session.state;
    if (day === null) return null;
    if (this.#day?.date !== day.date) {
      const book = new RulesBook(day.date, this.#session.market);
      this.#day = { date: day.date, book, phases: timetable(day.date, []).phases };
    }
    return this.#day;
  }
}
