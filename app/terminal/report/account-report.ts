import { type PastFill } from '../../../core/analytics/past-day.ts';
import { type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { type Statements, statementsOf } from '../../../core/analytics/statements.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Review, type ReviewedDay, stretchOf } from '../review.ts';

/** What an account did from one day to another. */
export interface AccountReport {
  readonly account: string;
  readonly statements: Statements;
  readonly days: readonly ReviewedDay[];
  readonly fills: readonly PastFill[];
  /** Those that were sold within the stretch. */
  readonly trips: readonly RoundTrip[];
}

/** The report of the sealed days from `from` to `to`, both included. */
export function accountReport(account: string, review: Review, from: TradeDate, to: TradeDate): Result<AccountReport, Refusal<'report.noDays'>> {
  const { days, before } = stretchOf(review, from, to);
  const statements = statementsOf(
    days.map(({ day }) => day),
    before,
  );
  if (statements === null) return refuse('report.noDays', { from, to });
  return ok({
    account,
    statements,
    days,
    fills: days.flatMap(({ day }) => day.fills),
    trips: review.trips.filter(({ exit }) => exit.date >= from && exit.date <= to),
  });
}
