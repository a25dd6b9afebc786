import { type AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type TraderNote } from '../../adapters/sqlite/trader-notes.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type Reviewer } from '../terminal/review/reviewer.ts';
import { type BareReview } from '../terminal/review/review-desk.ts';
import { type Session } from '../terminal/session.ts';
import { pastDayRow } from '../terminal/view/past-day.ts';
import { whyRow } from '../terminal/view/why.ts';
import { type ReviewRow } from '../preload/contract.ts';
import { type Handlers } from './gate.ts';

type ReviewRequest = 'review' | 'reviewProfits' | 'reviewCosts' | 'reviewTrips' | 'reviewFills' | 'pastDay' | 'why';

export interface ReviewParts {
  readonly session: Session;
  readonly reviewer: Reviewer;
}

/** A day that can be opened. */
interface SealedDay {
  readonly past: AccountHistory;
  readonly date: TradeDate;
}

/** The account's past: looked at, asked why, and written about. */
export function reviewHandlers({ session, reviewer }: ReviewParts): Pick<Handlers, ReviewRequest> {
  return {
    review: async (look) => withNotes(session, await reviewer.ask('review', look)),
    reviewProfits: (look) => reviewer.ask('profits', look),
    reviewCosts: (look) => reviewer.ask('costs', look),
    reviewTrips: (page) => reviewer.ask('trips', page),
    reviewFills: (page) => reviewer.ask('fills', page),
    pastDay: (asked) => {
      const day = sealedDay(session, asked.date);
      return day.ok ? ok(pastDayRow(session, day.value.date, day.value.past.records(day.value.date))) : day;
    },
    why: (asked) => {
      const records = recordsOf(session, asked.date);
      return records.ok ? whyRow(session, records.value, asked.of) : records;
    },
  };
}

/** The records of a sealed day, or of the day at hand. */
function recordsOf(session: Session, date: string): Result<readonly Recorded[], Refusal<'review.noHistory' | 'review.notSealed'>> {
  if (session.state.day?.date === date) return ok([...session.records()]);
  const day = sealedDay(session, date);
  return day.ok ? ok(day.value.past.records(day.value.date)) : day;
}

/** Notes change and days do not: they are put together last. */
function withNotes({ past }: Session, review: Result<BareReview, Refusal>): Result<ReviewRow, Refusal> {
  if (!review.ok) return review;
  const notes = new Map<string, TraderNote>(past?.notes.search('').filter(({ kind }) => kind === 'day').map((note) => [note.date, note]));
  const days = review.value.days.map((day) => ({ ...day, note: notes.get(day.date)?.text ?? '', tags: notes.get(day.date)?.tags ?? [] }));
  return ok({ ...review.value, days });
}

function sealedDay({ past }: Session, date: string): Result<SealedDay, Refusal<'review.noHistory' | 'review.notSealed'>> {
  if (past === undefined) return refuse('review.noHistory');
  const sealed = past.sealedDays().find((day) => day === date);
  return sealed === undefined ? refuse('review.notSealed', { date }) : ok({ past, date: sealed });
}
