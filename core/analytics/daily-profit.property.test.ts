import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Money, type Quantity, money, turnoverOf } from '../kernel/units.ts';
import { UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type ProfitPart, profitsOfDay } from './daily-profit.ts';
import { type PastDay, closingEquity } from './past-day.ts';
import { pastDays } from './past-days.fixture.ts';
import { RoundTrips } from './round-trips.ts';
import { StrategyBooks } from './strategy-books.ts';

const DAYS = 120;
const sum = (parts: readonly ProfitPart[]): number => parts.reduce((total, { profit }) => total + profit, 0);

interface DividedDay {
  readonly day: PastDay;
  readonly profit: Money;
  readonly parts: readonly ProfitPart[];
}

function divided(days: readonly PastDay[]): readonly DividedDay[] {
  const trips = new RoundTrips();
  return days.map((day, at) => {
    const before = days[at - 1] ?? null;
    const profit = money(closingEquity(day) - (before === null ? day.openingEquity : closingEquity(before) + day.opening.cash - before.cash));
    const { closings } = trips.take(day);
    return { day, profit, parts: profitsOfDay({ day, before: before?.holdings ?? null, closings, open: trips.open, profit }) };
  });
}

it('divides every day’s profit to the last unit, and every strategy’s as its book has it', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const days = divided(pastDays(DAYS, seed));
      const books = new StrategyBooks();
      let before = books.take(days[0]?.day as PastDay).books;
      for (const { day, profit, parts } of days) expect(sum(parts), day.date).toBe(profit);
      for (const { day, parts } of days.slice(1)) {
        const after = books.take(day).books;
        for (const [owner, { equity }] of after) {
          if (owner === UNASSIGNED_STRATEGY) continue;
          expect(sum(parts.filter(({ strategyId }) => strategyId === owner)), `${owner} on ${day.date}`).toBe(equity - (before.get(owner)?.equity ?? 0));
        }
        before = after;
      }
    }),
    { numRuns: 10 },
  );
});

it('gives a bonus issue to the share that it came with, and a dividend to nobody’s trade', () => {
  const [first, second] = pastDays(2, 7) as [PastDay, PastDay];
  const held = first.holdings[0] as PastDay['holdings'][number];
  const bonus = 100 as Quantity;
  const holdings = [{ ...held, quantity: (held.quantity + bonus) as Quantity }, ...first.holdings.slice(1)];
  const dividend = 12_345 as Money;
  const quiet: PastDay = { ...second, fills: [], holdings, cash: money(first.cash + dividend) };
  const trips = new RoundTrips();
  trips.take(first);
  const { closings } = trips.take(quiet);
  const worth = turnoverOf(held.price, bonus);
  const parts = profitsOfDay({ day: quiet, before: first.holdings, closings, open: trips.open, profit: money(worth + dividend) });
  expect(parts).toEqual([
    { strategyId: held.strategyId, instrument: held.instrument, style: '', holding: null, profit: worth },
    { strategyId: UNASSIGNED_STRATEGY, instrument: null, style: '', holding: null, profit: dividend },
  ]);
  expect(closings).toEqual([]);
});
