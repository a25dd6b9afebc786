import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Price, turnoverOf } from '../kernel/units.ts';
import { totalFees } from '../portfolio/fees.ts';
import { dayProfits } from './day-profits.ts';
import { closingEquity, type PastDay } from './past-day.ts';
import { ALPHA, BETA, pastDays } from './past-days.fixture.ts';
import { type OpenEntry, type RoundTrip, RoundTrips } from './round-trips.ts';
import { statementsOf } from './statements.ts';
import { StrategyBooks } from './strategy-books.ts';

/** Two years of trading days. */
const DAYS = 484;
/** What the fixture values the opening holdings at. */
const MORNING = 120_000 as Price;
const seed = fc.nat();

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);

/** What nobody but the account itself did: what it began with, and what was paid in and out. */
function paidIn(days: readonly PastDay[]): number {
  return sum(days.map((day, at) => day.opening.cash - (days[at - 1]?.cash ?? 0)));
}

describe('two years of an account whose strategies trade against each other, with corporate actions', () => {
  it('are the sum of its strategies and what is unassigned, every day, to the last unit', () => {
    fc.assert(
      fc.property(seed, (number) => {
        const days = pastDays(DAYS, number);
        const books = new StrategyBooks();
        let last = books.take(days[0] as PastDay);
        for (const day of days.slice(1)) {
          last = books.take(day);
          expect(sum([...last.books.values()].map(({ equity }) => equity))).toBe(closingEquity(day));
          expect([...last.books.keys()].toSorted()).toEqual([ALPHA, BETA, UNASSIGNED_STRATEGY]);
          for (const { strategyId, quantity, price } of day.holdings) {
            expect(last.books.get(strategyId)?.marketValue).toBeGreaterThanOrEqual(turnoverOf(price, quantity));
          }
        }
        const trips = tripsOf(days);
        for (const owner of [ALPHA, BETA]) {
          expect(last.books.get(owner)?.equity).toBe(profitOf(trips, days, owner) + feesShift(days, owner, trips));
        }
      }),
      { numRuns: 3 },
    );
  });

  it('earn each day what their strategies and nobody earn', () => {
    fc.assert(
      fc.property(seed, (number) => {
        for (const day of pastDays(20, number)) {
          const profits = dayProfits(day, () => MORNING);
          expect(sum(profits.values())).toBe(closingEquity(day) - day.openingEquity);
          const idle = [ALPHA, BETA].filter((owner) => [...day.fills, ...day.holdings, ...day.opening.positions].every(({ strategyId }) => strategyId !== owner));
          for (const owner of idle) expect(profits.get(owner) ?? 0).toBe(0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('have every share bought in a round trip or still held, and every yuan of profit in one of both', () => {
    fc.assert(
      fc.property(seed, (number) => {
        const days = pastDays(DAYS, number);
        const trips = tripsOf(days);
        const held = (strategyId: string, instrument: string): number =>
          sum(trips.open.filter((entry) => entry.strategyId === strategyId && entry.instrument === instrument).map(({ quantity }) => quantity));
        for (const { strategyId, instrument, quantity } of days.at(-1)?.holdings ?? []) expect(held(strategyId, instrument)).toBe(quantity);
        const brought = sum(days[0]?.opening.positions.map(({ cost }) => cost) ?? []);
        const profit = sum([...new Set(trips.open.map(({ strategyId }) => strategyId).concat(trips.trips.map(({ strategyId }) => strategyId)))].map((owner) => profitOf(trips, days, owner)));
        expect(profit).toBe(closingEquity(days.at(-1) as PastDay) - paidIn(days) - brought);
      }),
      { numRuns: 3 },
    );
  });

  it('have statements that tie to each other, over any stretch', () => {
    fc.assert(
      fc.property(seed, fc.nat(DAYS - 1), fc.nat(DAYS - 1), (number, one, other) => {
        const days = pastDays(DAYS, number);
        const [from, to] = one < other ? [one, other] : [other, one];
        const drawn = statementsOf(days.slice(from, to + 1), days[from - 1] ?? null);
        expect(drawn).not.toBeNull();
        if (drawn === null) return;
        const { opening, closing, income, cashFlow } = drawn;
        expect(closing).toMatchObject({ cash: days[to]?.cash, equity: closingEquity(days[to] as PastDay) });
        expect(closing.equity).toBe(opening.equity + income.netProfit + cashFlow.deposits);
        expect(cashFlow.opening).toBe(opening.cash);
        expect(cashFlow.closing).toBe(closing.cash);
        const { fromSales, forPurchases, forFees, fromDividends, deposits, other: rest } = cashFlow;
        expect(closing.cash).toBe(opening.cash + fromSales - forPurchases - forFees + fromDividends + deposits + rest);
        expect(rest).toBe(0);
        expect(fromDividends).toBe(income.dividends - income.dividendTax);
        expect(income.netProfit).toBe(income.realised + income.unrealised + fromDividends - forFees);
        expect(forFees).toBe(totalFees(income.fees));
      }),
      { numRuns: 5 },
    );
  });
});

interface Matched {
  readonly trips: readonly RoundTrip[];
  readonly open: readonly OpenEntry[];
}

function tripsOf(days: readonly PastDay[]): Matched {
  const matching = new RoundTrips();
  const trips = days.flatMap((day) => matching.take(day).trips);
  return { trips, open: matching.open };
}

/** What a strategy's shares have earned: in its round trips, and on paper in what it holds. */
function profitOf(trips: Matched, days: readonly PastDay[], owner: string): number {
  const closed = trips.trips.filter(({ strategyId }) => strategyId === owner).map(({ profit }) => profit);
  const priceOf = (instrument: string): number => days.at(-1)?.holdings.find((held) => held.instrument === instrument)?.price ?? 0;
  const open = trips.open.filter(({ strategyId }) => strategyId === owner);
  return sum(closed) + sum(open.map(({ instrument, quantity, cost, fees }) => quantity * priceOf(instrument) - cost - fees));
}

/** A trip bears the fees and taxes of the sale of its shares; a book bears those of its own orders, also for others' shares. */
function feesShift(days: readonly PastDay[], owner: string, trips: Matched): number {
  const fees = sum(days.flatMap(({ fills }) => fills.filter(({ strategyId }) => strategyId === owner).map((fill) => totalFees(fill.fees))));
  const own = fees + sum(days.flatMap(({ income }) => income.filter(({ strategyId }) => strategyId === owner).map(({ tax }) => tax)));
  const borne = [...trips.trips, ...trips.open].filter(({ strategyId }) => strategyId === owner).map((one) => one.fees);
  return sum(borne) - own;
}
