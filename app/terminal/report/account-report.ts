import { type TraderNote } from '../../../adapters/sqlite/trader-notes.ts';
import { type PastFill } from '../../../core/analytics/past-day.ts';
import { type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { type Statements, statementsOf } from '../../../core/analytics/statements.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, subtractMoney } from '../../../core/kernel/units.ts';
import { type Review, type ReviewedDay, stretchOf } from '../review.ts';

/** What a report is about. */
export const REPORT_KINDS = ['full', 'statements', 'performance', 'trades'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What the owner has put in, less what was taken out: since the account began, and within the stretch. */
export interface Capital {
  readonly opening: Money;
  readonly closing: Money;
  readonly paidIn: Money;
  readonly takenOut: Money;
}

/** What an account did from one day to another. */
export interface AccountReport {
  readonly account: string;
  readonly statements: Statements;
  readonly capital: Capital;
  readonly days: readonly ReviewedDay[];
  readonly fills: readonly PastFill[];
  /** Those that were sold within the stretch. */
  readonly trips: readonly RoundTrip[];
  /** What the trader wrote down of the days, their lines and trips, oldest first. */
  readonly notes: readonly ReportNote[];
}

export type ReportNote = Pick<TraderNote, 'kind' | 'date' | 'subject' | 'text' | 'tags'>;

/** What a report is drawn from. */
export interface ReportSource {
  readonly account: string;
  readonly review: Review;
  readonly notes: readonly ReportNote[];
}

/** The report of the sealed days from `from` to `to`, both included. */
export function accountReport({ account, review, notes }: ReportSource, from: TradeDate, to: TradeDate): Result<AccountReport, Refusal<'report.noDays'>> {
  const { days, before } = stretchOf(review, from, to);
  const statements = statementsOf(
    days.map(({ day }) => day),
    before,
  );
  if (statements === null) return refuse('report.noDays', { from, to });
  return ok({
    account,
    statements,
    capital: capitalOf(review, days),
    days,
    fills: days.flatMap(({ day }) => day.fills),
    trips: review.trips.filter(({ exit }) => exit.date >= from && exit.date <= to),
    notes: notes.filter(({ date }) => date >= from && date <= to).toReversed(),
  });
}

/** The account began with what it was worth before its first day; a day's deposit came before the day. */
function capitalOf({ days: all }: Review, days: readonly ReviewedDay[]): Capital {
  const [first] = days;
  const began = all[0]?.base ?? ZERO_MONEY;
  const opening = all.slice(0, first === undefined ? 0 : all.indexOf(first)).reduce((sum, { deposits }) => addMoney(sum, deposits), began);
  const paidIn = sumOf(days.filter(({ deposits }) => deposits > 0));
  const takenOut = subtractMoney(ZERO_MONEY, sumOf(days.filter(({ deposits }) => deposits < 0)));
  return { opening, paidIn, takenOut, closing: subtractMoney(addMoney(opening, paidIn), takenOut) };
}

function sumOf(days: readonly ReviewedDay[]): Money {
  return days.reduce((sum, { deposits }) => addMoney(sum, deposits), ZERO_MONEY);
}
