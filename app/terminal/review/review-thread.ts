import { Worker } from 'node:worker_threads';
import { type Answered, type Asked, type ReviewMessage, type ReviewQuestion, type ReviewReply, type ReviewTask } from './review-task.ts';

/** The thread's program stands beside this file: as source, or in a bundle as a chunk of its own. */
const WORKER = import.meta.url.endsWith('.ts') ? './review-worker.ts' : './review-worker.cjs';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One account's past in a thread of its own with connections of its own, so that no order ever waits while ten years are
 * added up. Questions are answered in their order; a thread that fails refuses all that wait.
 */
export class ReviewThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #failure: Error | null = null;

  constructor(task: ReviewTask) {
    this.#worker = new Worker(new URL(WORKER, import.meta.url), { workerData: task, env: {}, execArgv: [] });
    this.#worker.on('message', (reply: ReviewReply) => this.#take(reply));
    this.#worker.on('error', (error) => this.#fail(error as Error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread of the review has ended')));
    // A thread that waits for a question keeps no program alive.
    this.#worker.unref();
  }

  /** Whether it can be asked no more. */
  get failed(): boolean {
    return this.#failure !== null;
  }

  ask<Question extends ReviewQuestion>(question: Question, asked: Asked<Question>): Promise<Answered<Question>> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.#asked += 1;
    const message: ReviewMessage = { number: this.#asked, question, asked };
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.number, { resolve, reject });
      // A thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage(message);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take({ number, answer, problem }: ReviewReply): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (problem === null) waiting?.resolve(answer as never);
    else waiting?.reject(new Error(problem));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
