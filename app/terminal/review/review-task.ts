import { type ReviewDesk } from './review-desk.ts';
import { type NamedInstrument } from './review-names.ts';

/** What can be asked of the thread, by the names of the desk's own answers. */
export type ReviewQuestion = 'review' | 'profits' | 'costs' | 'trips' | 'fills' | 'keepIndex';
export type Asked<Question extends ReviewQuestion> = Parameters<ReviewDesk[Question]>[0];
export type Answered<Question extends ReviewQuestion> = ReturnType<ReviewDesk[Question]>;

/** What the thread begins with. */
export interface ReviewTask {
  /** The files of the account, which is only read, and of what is worked out of it. */
  readonly account: string;
  readonly store: string;
  /** Of the past sessions of its market. */
  readonly market: string;
  readonly instruments: readonly NamedInstrument[];
}

/** One question with its number. */
export interface ReviewMessage {
  readonly number: number;
  readonly question: ReviewQuestion;
  readonly asked: Asked<ReviewQuestion>;
}

export interface ReviewReply {
  readonly number: number;
  readonly answer: Answered<ReviewQuestion>;
  /** What went wrong; null: nothing. */
  readonly problem: string | null;
}
