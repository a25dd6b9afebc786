import { type AccountHistory } from '../../../adapters/sqlite/account-history.ts';
import { monthlyReturns, rollingReturns, rollingVolatility, underwaterOf } from '../../../core/analytics/curves.ts';
import { tradedValue } from '../../../core/analytics/past-day.ts';
import { performanceOf } from '../../../core/analytics/performance.ts';
import { type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { UNASSIGNED_STRATEGY } from '../../../core/kernel/ids.ts';
import { RATE_ONE, ratioOf } from '../../../core/kernel/units.ts';
import { NO_FEES, addFees, totalFees } from '../../../core/portfolio/fees.ts';
import { type ReviewDayRow, type ReviewRow, type RoundTripRow, type StrategyCurveRow } from '../../preload/contract.ts';
import { type Review, type ReviewedDay } from '../review.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';
import { profitRows } from './profit.ts';

/** As rates of 1e-8 go to the window. */
function rated(fraction: number): number;
function rated(fraction: number | null): number | null;
function rated(fraction: number | null): number | null {
  return fraction === null ? null : Math.round(fraction * RATE_ONE);
}

/** Sessions that rolling figures look back over. */
const ROLLING_DAYS = 20;

/** The account's past as the window shows it. */
export function reviewRow(session: Pick<Session, 'market'>, history: Pick<AccountHistory, 'note'>, review: Review): ReviewRow {
  const { days } = review;
  const growth = growthOf(days);
  const dates = days.map(({ day }) => day.date);
  // The curve begins with what the account was before its first day, which stands for that day once more.
  const curve = { dates: dates.slice(0, 1).concat(dates), equity: growth };
  const { totalReturn, annualReturn, annualVolatility, sharpe, maxDrawdown } = performanceOf({ ...curve, benchmark: null });
  const { trips } = review.trips;
  return {
    days: days.map((day) => dayRow(day, history)),
    returns: growth.slice(1).map((value) => rated(value - 1)),
    underwater: underwaterOf(growth).slice(1).map((value) => rated(value)),
    rollingReturn: rollingReturns(growth, ROLLING_DAYS).slice(1).map((value) => rated(value)),
    rollingVolatility: rollingVolatility(growth, ROLLING_DAYS).slice(1).map((value) => rated(value)),
    strategies: strategyCurves(days),
    months: monthlyReturns(curve).map(({ month, value }) => ({ month, value: rated(value) })),
    figures: {
      totalReturn: rated(totalReturn),
      annualReturn: rated(annualReturn),
      annualVolatility: rated(annualVolatility),
      sharpe,
      maxDrawdown: rated(maxDrawdown),
      winRate: trips.length === 0 ? null : ratioOf(trips.filter(({ profit }) => profit > 0).length, trips.length),
    },
    profits: profitRows(session, review),
    trips: trips.map((trip, at) => tripRow(session, trip, at)),
  };
}

/** 1 before the first day, then what each day's return on its base made of it: money paid in or out earns nothing. */
function growthOf(days: readonly ReviewedDay[]): readonly number[] {
  const growth = [1];
  for (const { base, profit } of days) growth.push((growth.at(-1) ?? 1) * (1 + changeOf(base, profit)));
  return days.length === 0 ? [] : growth;
}

function changeOf(base: number, profit: number): number {
  return base > 0 ? profit / base : 0;
}

function dayRow({ day, books, base, profit }: ReviewedDay, history: Pick<AccountHistory, 'note'>): ReviewDayRow {
  const { date, cash, marketValue, fills } = day;
  const note = history.note(date);
  return {
    date,
    equity: books.equity,
    cash,
    marketValue,
    profit,
    change: rated(changeOf(base, profit)),
    bought: tradedValue(fills, 'buy'),
    sold: tradedValue(fills, 'sell'),
    fees: totalFees(fills.reduce((sum, fill) => addFees(sum, fill.fees), NO_FEES)),
    fills: fills.length,
    note: note?.text ?? '',
    tags: note?.tags ?? [],
  };
}

/** What the strategies have not earned of the account's profit is nobody's, so that they add up to it every day. */
function strategyCurves(days: readonly ReviewedDay[]): readonly StrategyCurveRow[] {
  const owners = new Set(days.flatMap(({ books }) => [...books.books.keys()]));
  owners.delete(UNASSIGNED_STRATEGY);
  const curves = [...owners].map((strategyId) => ({
    strategyId,
    profit: days.map(({ books }): number => books.books.get(strategyId)?.equity ?? 0),
  }));
  let whole = 0;
  const rest = days.map(({ profit }, at) => {
    whole += profit;
    return curves.reduce((left, curve) => left - (curve.profit[at] ?? 0), whole);
  });
  return [...curves, { strategyId: UNASSIGNED_STRATEGY, profit: rest }];
}

function tripRow({ market }: Pick<Session, 'market'>, trip: RoundTrip, at: number): RoundTripRow {
  const { strategyId, instrument, quantity, entry, exit, cost, proceeds, fees, profit } = trip;
  return {
    id: String(at),
    strategyId,
    instrument,
    name: describe(market, instrument).name,
    quantity,
    entryDate: entry.date,
    exitDate: exit.date,
    entryReason: entry.reason,
    exitReason: exit.reason,
    cost,
    proceeds,
    fees,
    profit,
  };
}
