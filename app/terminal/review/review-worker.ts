import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../../../adapters/sqlite/read-only.ts';
import { AccountHistory } from '../../../adapters/sqlite/account-history.ts';
import { type MarketHistory, openMarketHistory } from '../../../adapters/sqlite/market-history.ts';
import { openReviewStore, renewReviewStore } from '../../../adapters/sqlite/review/review-store.ts';
import { ReviewDesk } from './review-desk.ts';
import { namesOf } from './review-names.ts';
import { type ReviewMessage, type ReviewReply, type ReviewTask } from './review-task.ts';

/** The program of the thread that `ReviewThread` starts: works out what was sealed, and answers between two batches of days. */
const task = workerData as ReviewTask;
const desk = new ReviewDesk({
  history: new AccountHistory(openReadOnly(task.account)),
  store: (anew) => (anew ? renewReviewStore(task.store) : openReviewStore(task.store)),
  market: marketOf(task.market),
  names: namesOf(task.instruments),
});
let isCatchingUp = false;

parentPort?.on('message', (message: ReviewMessage) => {
  // A thread has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(replyTo(message));
  void catchUp();
});

function marketOf(path: string): MarketHistory {
  const opened = openMarketHistory(path);
  if (opened.ok) return opened.value;
  throw new Error(`${opened.error.code}: ${path}`);
}

function replyTo({ number, question, asked }: ReviewMessage): ReviewReply {
  try {
    if (!isCatchingUp) desk.catchUp();
    return { number, answer: desk[question](asked as never), problem: null };
  } catch (error) {
    return { number, answer: null, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The rest of the days, a few at a turn. */
async function catchUp(): Promise<void> {
  if (isCatchingUp) return;
  isCatchingUp = true;
  while (desk.catchUp()) await turn();
  isCatchingUp = false;
}
