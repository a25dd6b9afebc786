import { setImmediate as turn } from 'node:timers/promises';
import { type PastDay, closingEquity } from '../../core/analytics/past-day.ts';
import { type RoundTrip, RoundTrips } from '../../core/analytics/round-trips.ts';
import { type BooksDay, StrategyBooks } from '../../core/analytics/strategy-books.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Money, addMoney, subtractMoney } from '../../core/kernel/units.ts';

/** A sealed day with what it earned. */
export interface ReviewedDay {
  readonly day: PastDay;
  readonly books: BooksDay;
  /** What was paid in, less what was taken out, since the day before. */
  readonly deposits: Money;
  /** What the account was worth before the day, deposits included. */
  readonly base: Money;
  readonly profit: Money;
}

/** The account's past, worked through once. */
export interface Review {
  readonly days: readonly ReviewedDay[];
  /** In the order in which they ended. */
  readonly trips: readonly RoundTrip[];
}

/** The sealed days, oldest first, and each of them. */
export interface PastDays {
  sealedDays(): readonly TradeDate[];
  day(date: TradeDate): PastDay;
}

/** Reads every sealed day, one at a turn of the event loop, so that trading waits for one day at most. */
export async function reviewOf(history: PastDays): Promise<Review> {
  const [books, matching] = [new StrategyBooks(), new RoundTrips()];
  const [days, trips]: [ReviewedDay[], RoundTrip[]] = [[], []];
  for (const date of history.sealedDays()) {
    const day = history.day(date);
    trips.push(...matching.take(day).trips);
    days.push(reviewed(day, books.take(day), days.at(-1)?.day ?? null));
    await turn();
  }
  return { days, trips };
}

function reviewed(day: PastDay, books: BooksDay, before: PastDay | null): ReviewedDay {
  const deposits = before === null ? (0 as Money) : subtractMoney(day.opening.cash, before.cash);
  const base = before === null ? day.openingEquity : addMoney(closingEquity(before), deposits);
  return { day, books, deposits, base, profit: subtractMoney(closingEquity(day), base) };
}

/** The sealed days from one date to another, both included, and the one before them. */
export function stretchOf({ days }: Review, from: TradeDate, to: TradeDate): { readonly days: readonly ReviewedDay[]; readonly before: PastDay | null } {
  const within = days.filter(({ day }) => day.date >= from && day.date <= to);
  const [first] = within;
  return { days: within, before: first === undefined ? null : (days[days.indexOf(first) - 1]?.day ?? null) };
}
