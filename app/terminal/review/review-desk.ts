import { type AccountHistory } from '../../../adapters/sqlite/account-history.ts';
import { type MarketHistory } from '../../../adapters/sqlite/market-history.ts';
import { type Page, ReviewQueries, namedNumbers } from '../../../adapters/sqlite/review/review-queries.ts';
import { COLUMNS, type NumbersOf, type ReviewStore, type StoredDay } from '../../../adapters/sqlite/review/review-store.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type IndexClose } from '../../../core/market/market-index.ts';
import { type PageRow, type ProfitKind, type ProfitRow, type ReviewCostsRow, type ReviewDayRow, type ReviewFillRow, type ReviewRow, type RoundTripRow } from '../../preload/contract.ts';
import { benchmarkOf } from './benchmark.ts';
import { type CurveDay, changeOf, curvesOf, growthOf, rated } from './review-curves.ts';
import { costRows } from './review-costs.ts';
import { ReviewLedger } from './review-ledger.ts';
import { type Names } from './review-names.ts';
import { profitRows } from './review-profits.ts';

/** What is looked at, dates as `YYYY-MM-DD`: null for the first day, the last day, and every strategy. */
export interface Look {
  readonly from: string | null;
  readonly to: string | null;
  readonly strategyId: string | null;
}

export interface ReviewLook extends Look {
  /** What the account is held against; null: nothing. */
  readonly index: string | null;
}

export type PageLook = Look & Pick<Page, 'instrument' | 'order' | 'start' | 'count'>;

/** A day before its note is put to it. */
export type BareReview = Omit<ReviewRow, 'days'> & { readonly days: readonly Omit<ReviewDayRow, 'note' | 'tags'>[] };

export interface DeskParts {
  readonly history: AccountHistory;
  /** Gives the store anew, empty, when what it holds is of another past. */
  readonly store: (anew: boolean) => ReviewStore;
  readonly market: Pick<MarketHistory, 'session' | 'indices' | 'indexCloses' | 'keepIndex'>;
  readonly names: Names;
}

/** The books of a day by their strategies. */
type DayBooks = ReadonlyMap<string, NumbersOf<'books'>>;

/** Days that are worked out in one transaction. */
const BATCH = 8;
const FIRST_DATE = '0000-00-00' as TradeDate;
const LAST_DATE = '9999-99-99' as TradeDate;

/** Answers what is asked of an account's past, out of what was worked out of its sealed days. */
export class ReviewDesk {
  readonly #parts: DeskParts;
  #store: ReviewStore;
  #queries: ReviewQueries;
  #ledger: ReviewLedger;
  #days: StoredDay[];
  /** Every day's books, once somebody has asked for some: all looks draw on them. */
  #booked: ReadonlyMap<TradeDate, DayBooks> | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#store = parts.store(false);
    [this.#queries, this.#ledger, this.#days] = this.#begin();
  }

  /** Works out a few of the days that were sealed since. @returns whether more are left. */
  catchUp(): boolean {
    if (!this.#isSamePast()) this.#reopen(true);
    const left = this.#left();
    const next = left.slice(0, BATCH);
    try {
      this.#workOut(next);
    } catch (error) {
      // What was begun is forgotten: the store has all of a batch or nothing.
      this.#reopen(false);
      throw error;
    }
    return left.length > next.length;
  }

  review(look: ReviewLook): BareReview {
    const days = this.#curveDays(look);
    const [first, last] = [this.#days[0], this.#days.at(-1)];
    const left = this.#left().length;
    const ended = { trips: 0, wins: 0 };
    for (const { books } of days) {
      for (const [strategyId, { trips, wins }] of books) {
        if (look.strategyId !== null && look.strategyId !== strategyId) continue;
        ended.trips += trips;
        ended.wins += wins;
      }
    }
    return {
      progress: left === 0 ? null : { done: this.#days.length, of: this.#days.length + left },
      span: first === undefined || last === undefined ? null : { from: first.date, to: last.date },
      strategyIds: this.#store.strategies().map(({ strategyId }) => strategyId).toSorted(),
      days: days.map((day) => dayRow(day, look.strategyId)),
      ...curvesOf(days, ended),
      indices: this.#parts.market.indices(),
      benchmark: this.#benchmark(days, look.index),
    };
  }

  /** Takes an index's closes into what is known of the market. */
  keepIndex({ index, closes }: { readonly index: InstrumentId; readonly closes: readonly IndexClose[] }): null {
    this.#parts.market.keepIndex(index, closes);
    return null;
  }

  profits(look: Look): Readonly<Record<ProfitKind, readonly ProfitRow[]>> {
    const keys = this.#store.keys;
    const scope = scopeOf(look);
    return profitRows(this.#queries.sums('profit', keys, scope), this.#queries.sums('ended', keys, scope), this.#parts.names);
  }

  costs(look: Look): ReviewCostsRow {
    const keys = this.#store.keys;
    const scope = scopeOf(look);
    const daily = this.#queries.daily('costs', keys, scope);
    const days = this.#curveDays(look).map(({ stored, profit }) => ({ date: stored.date, profit }));
    return costRows(this.#queries.sums('costs', keys, scope), days, daily, this.#parts.names);
  }

  trips(look: PageLook): PageRow<RoundTripRow> {
    const { total, rows } = this.#queries.trips({ ...look, ...scopeOf(look) });
    return { total, rows: rows.map((trip) => ({ ...trip, id: String(trip.id), name: this.#parts.names.nameOf(trip.instrument) })) };
  }

  fills(look: PageLook): PageRow<ReviewFillRow> {
    const { total, rows } = this.#queries.fills({ ...look, ...scopeOf(look) });
    return { total, rows: this.#parts.history.fills(rows).map((fill) => ({ ...fill, name: this.#parts.names.nameOf(fill.instrument) })) };
  }

  close(): void {
    this.#store.close();
  }

  #begin(): [ReviewQueries, ReviewLedger, StoredDay[]] {
    return [new ReviewQueries(this.#store.connection), new ReviewLedger(this.#store.carry()), [...this.#store.days()]];
  }

  /** A restored or repaired account may have another past than the one that was worked out. */
  #isSamePast(): boolean {
    const last = this.#days.at(-1);
    return last === undefined || (this.#parts.history.sealOf(last.date) === last.seal && this.#parts.history.sealedUpTo(last.date) === this.#days.length);
  }

  #workOut(dates: readonly TradeDate[]): void {
    if (dates.length === 0) return;
    const facts = dates.map((date) => this.#factsOf(date));
    this.#store.add(facts);
    this.#days.push(...facts.map(({ day }) => day));
    this.#booked = null;
  }

  #reopen(anew: boolean): void {
    this.#store.close();
    this.#store = this.#parts.store(anew);
    this.#booked = null;
    [this.#queries, this.#ledger, this.#days] = this.#begin();
  }

  #left(): readonly TradeDate[] {
    return this.#parts.history.sealedAfter(this.#days.at(-1)?.date ?? FIRST_DATE);
  }

  #factsOf(date: TradeDate): ReturnType<ReviewLedger['take']> {
    const { history, market } = this.#parts;
    return this.#ledger.take({ day: history.day(date), seal: history.sealOf(date) ?? '', lines: history.lines(date), session: (instrument) => market.session(instrument, date) });
  }

  #benchmark(days: readonly CurveDay[], index: string | null): BareReview['benchmark'] {
    if (index === null) return null;
    const dates = days.map(({ stored }) => stored.date);
    return benchmarkOf(index, this.#parts.market.indexCloses(index as InstrumentId), dates, growthOf(days));
  }

  #readBooks(): ReadonlyMap<TradeDate, DayBooks> {
    const owners = new Map(this.#store.strategies().map(({ id, strategyId }) => [id, strategyId]));
    return new Map([...this.#queries.days('books', FIRST_DATE, LAST_DATE)].map(([date, numbers]) => [date, booksOf(numbers, owners)]));
  }

  #curveDays(look: Look): readonly CurveDay[] {
    const { from, to } = scopeOf(look);
    const booked = (this.#booked ??= this.#readBooks());
    return this.#days
      .filter(({ date }) => date >= from && date <= to)
      .map((stored) => {
        const books = booked.get(stored.date) ?? new Map<string, NumbersOf<'books'>>();
        return { stored, books, profit: look.strategyId === null ? stored.profit : (books.get(look.strategyId)?.profit ?? 0) };
      });
  }
}

function scopeOf({ from, to, strategyId }: Look): { readonly from: TradeDate; readonly to: TradeDate; readonly strategyId: string | null } {
  return { from: (from as TradeDate | null) ?? FIRST_DATE, to: (to as TradeDate | null) ?? LAST_DATE, strategyId };
}

function booksOf(numbers: Float64Array, owners: ReadonlyMap<number, string>): DayBooks {
  const books = new Map<string, NumbersOf<'books'>>();
  for (let at = 0; at < numbers.length; at += COLUMNS.books.length + 1) {
    books.set(owners.get(numbers[at] as number) ?? '', namedNumbers('books', numbers, at + 1));
  }
  return books;
}

function dayRow({ stored, profit, books }: CurveDay, strategyId: string | null): BareReview['days'][number] {
  const { date, equity, cash, base } = stored;
  const own = [...books].filter(([owner]) => strategyId === null || owner === strategyId).map(([, book]) => book);
  const sum = (of: (book: NumbersOf<'books'>) => number): number => own.reduce((total, book) => total + of(book), 0);
  return {
    date,
    equity,
    cash,
    marketValue: sum(({ marketValue }) => marketValue),
    profit,
    change: rated(changeOf(base, profit)),
    bought: sum(({ bought }) => bought),
    sold: sum(({ sold }) => sold),
    fees: sum(({ fees }) => fees),
    fills: sum(({ fills }) => fills),
  };
}
