import { setImmediate as turn } from 'node:timers/promises';
import { DayReplay } from '../../core/analytics/day-replay.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Price, averagePrice } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice, priceBy } from '../../core/market/minute-prices.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type Position } from '../../core/portfolio/ledger.ts';
import { type Session } from './session.ts';

/** Records that are folded at a time; then whatever trades has its turn. */
const RECORDS_A_TURN = 500;
const MINUTE_MS = 60_000;

type Played = Pick<Session, 'account' | 'state' | 'past' | 'records' | 'minutes'>;

/** A day that is looked at again. */
export interface ReplayedDay {
  readonly account: string;
  readonly replay: DayReplay;
  /** Whether it is the day at hand. */
  readonly live: boolean;
  readonly minutes: (instrument: InstrumentId) => readonly MinutePrice[];
}

/** Folds a day's journal for looking back. The last one is kept; it reads the session's records and nothing else of it. */
export class ReplayDesk {
  readonly #session: Played;
  #day: ReplayedDay | null = null;
  #loading: Promise<unknown> = Promise.resolve();

  constructor(session: Played) {
    this.#session = session;
  }

  /** The day with every record that it has by now. */
  open(date: TradeDate): Promise<Result<ReplayedDay, Refusal>> {
    const opened = this.#loading.then(() => this.#open(date));
    this.#loading = opened.catch(() => undefined);
    return opened;
  }

  async #open(date: TradeDate): Promise<Result<ReplayedDay, Refusal>> {
    const read = this.#reader(date);
    if (read === null) return refuse('review.notSealed', { date });
    const day = this.#kept(date) ?? this.#begin(date);
    await takeAll(day.replay, read);
    this.#day = day;
    return ok(day);
  }

  #kept(date: TradeDate): ReplayedDay | null {
    const day = this.#day;
    const same = day?.replay.date === date && day.account === this.#session.account && day.live === this.#isToday(date);
    return same ? day : null;
  }

  #begin(date: TradeDate): ReplayedDay {
    const live = this.#isToday(date);
    const known = new Map<InstrumentId, readonly MinutePrice[]>();
    const look = (instrument: InstrumentId): readonly MinutePrice[] => this.#session.minutes?.(instrument, date) ?? [];
    const minutes = (instrument: InstrumentId): readonly MinutePrice[] => {
      const prices = known.get(instrument) ?? look(instrument);
      if (!live) known.set(instrument, prices);
      return prices;
    };
    return { account: this.#session.account, replay: new DayReplay(date), live, minutes };
  }

  #isToday(date: TradeDate): boolean {
    return this.#session.state.day?.date === date;
  }

  /** What reads the records after a number; null: there is no such day. */
  #reader(date: TradeDate): ((after: number) => Iterable<Recorded>) | null {
    const { past } = this.#session;
    if (this.#isToday(date)) return (after) => this.#session.records(after);
    return past?.sealedDays().includes(date) === true ? (after) => past.recordsAfter(date, after) : null;
  }
}

async function takeAll(replay: DayReplay, read: (after: number) => Iterable<Recorded>): Promise<void> {
  for (;;) {
    let taken = 0;
    for (const record of read(replay.last)) {
      replay.take(record);
      taken += 1;
      if (taken === RECORDS_A_TURN) break;
    }
    if (taken < RECORDS_A_TURN) return;
    await turn();
  }
}

/** A holding's price by the last whole minute before `at`, else by what the journal knew, else by what it cost. */
export function markAt({ replay, minutes }: ReplayedDay, seq: number, at: EpochMs, { instrument, cost, quantity }: Position): Price {
  const whole = (at - MINUTE_MS) as EpochMs;
  return priceBy(minutes(instrument), whole) ?? replay.priceAt(seq, instrument) ?? averagePrice(cost, quantity);
}
