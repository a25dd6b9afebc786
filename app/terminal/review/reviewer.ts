import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type Session } from '../session.ts';
import { type Answered, type Asked, type ReviewQuestion } from './review-task.ts';
import { ReviewThread } from './review-thread.ts';

type Reviewed = Pick<Session, 'past' | 'marketFile' | 'instruments'>;

/** Reviews the past of whatever account is at hand, in a thread that begins when somebody first asks. */
export class Reviewer {
  readonly #session: Reviewed;
  #at: { readonly account: string; readonly thread: ReviewThread } | null = null;

  constructor(session: Reviewed) {
    this.#session = session;
  }

  async ask<Question extends ReviewQuestion>(question: Question, asked: Asked<Question>): Promise<Result<Answered<Question>, Refusal<'review.noHistory'>>> {
    const thread = this.#thread();
    return thread === null ? refuse('review.noHistory') : ok(await thread.ask(question, asked));
  }

  close(): void {
    void this.#at?.thread.close();
    this.#at = null;
  }

  #thread(): ReviewThread | null {
    const { past, marketFile, instruments } = this.#session;
    if (past === undefined) return null;
    const account = past.path;
    if (this.#at?.account === account && !this.#at.thread.failed) return this.#at.thread;
    this.close();
    const named = [...instruments.values()].map(({ id, name, industry }) => ({ id, name, industry }));
    const thread = new ReviewThread({ account, market: marketFile ?? beside(account, 'market'), store: beside(account, 'review'), instruments: named });
    this.#at = { account, thread };
    return thread;
  }
}

/** The file of an account that goes with its database. */
function beside(account: string, what: string): string {
  return account.replace(/(?:\.db)?$/, `.${what}.db`);
}
