import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { LIMITS, THREAD_STACK_MB } from './limits.ts';
import { SCRIPT_PROBLEMS, type ScriptProblem, problem } from './problem.ts';
import { ENTRIES, type ScriptEntry } from './script-entry.ts';
import { type ScriptTask } from './script-task.ts';

/** The thread's program stands beside this file: as source, or in a bundle as a chunk of its own. */
const WORKER = import.meta.url.endsWith('.ts') ? './script-worker.ts' : './script-worker.cjs';

const problemSchema: z.ZodType<ScriptProblem> = z.strictObject({
  code: z.enum(SCRIPT_PROBLEMS),
  params: z.strictObject({
    script: z.string(),
    message: z.string(),
    line: z.number().nullable(),
    column: z.number().nullable(),
  }),
});
const failed = z.strictObject({ ok: z.literal(false), error: problemSchema });
const openedSchema = z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), value: z.enum(ENTRIES) }), failed]);
const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.object({ answer: z.unknown(), logs: z.array(z.string()) }) }),
  failed,
]);

/** A file of the user's. `.ts` is TypeScript, anything else JavaScript. */
export interface ScriptFile {
  /** As error messages name it. */
  readonly name: string;
  readonly source: string;
}

/** What a script said, not yet checked against what it was asked. */
export interface ScriptReply {
  readonly answer: unknown;
  readonly logs: readonly string[];
}

type Asked = Result<ScriptReply, ScriptProblem>;

/**
 * One script of the user's, in a thread and an engine of its own. Whatever it does stays there: whoever asks gets an
 * answer or an error as a value, when it comes or when {@link LIMITS.stallMs} are over, and never waits at a standstill.
 * After its first error it is stopped: its thread is ended, and every further question gets that same error.
 */
export class ScriptHost {
  readonly name: string;
  readonly entry: ScriptEntry;
  readonly #worker: Worker;
  /** Who waits for an answer, in the order of the questions. */
  readonly #waiting: ((reply: Asked) => void)[] = [];
  #patience: NodeJS.Timeout | null = null;
  #stopped: ScriptProblem | null = null;

  private constructor(name: string, entry: ScriptEntry, worker: Worker) {
    this.name = name;
    this.entry = entry;
    this.#worker = worker;
    worker.on('message', (text) => this.#take(text));
    worker.on('error', (error) => this.#stop(problem('script.crashed', name, String(error))));
    worker.on('exit', () => this.#stop(problem('script.crashed', name, 'its thread ended')));
    // A script that waits for a question keeps no program alive.
    worker.unref();
  }

  /** Starts the thread, reads the script and runs its top level. */
  static async open({ name, source }: ScriptFile): Promise<Result<ScriptHost, ScriptProblem>> {
    if (source.length > LIMITS.sourceLength) {
      return err(problem('script.tooLarge', name, `a source of ${source.length} characters; ${LIMITS.sourceLength} at most`));
    }
    const task: ScriptTask = { script: name, source, typed: name.endsWith('.ts') };
    const worker = new Worker(new URL(WORKER, import.meta.url), {
      workerData: task,
      // Nothing of ours is in the thread but the engine; what the engine is not given, no script can find.
      env: {},
      execArgv: [],
      resourceLimits: { stackSizeMb: THREAD_STACK_MB },
    });
    const opened = await firstWord(name, worker);
    if (opened.ok) return ok(new ScriptHost(name, opened.value, worker));
    await worker.terminate();
    return opened;
  }

  /** Why it is stopped; null while it runs. */
  get stopped(): ScriptProblem | null {
    return this.#stopped;
  }

  /**
   * Puts a question to it. `seed` is what its random numbers depend on. The question is copied as JSON before the call
   * returns: what the script does to it, nobody else sees, and what changes afterwards, the script does not see.
   */
  ask(question: unknown, seed: number): Promise<Asked> {
    if (this.#stopped !== null) return Promise.resolve(err(this.#stopped));
    const request = JSON.stringify({ entry: this.entry, seed, question });
    if (request.length > LIMITS.questionLength) return Promise.resolve(this.fail('script.tooLarge', 'was asked more than fits'));
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      // A thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage(request);
      if (this.#waiting.length === 1) this.#watch();
    });
  }

  /** Stops the script, for an answer that makes no sense where it was asked. */
  fail(code: ScriptProblem['code'], message: string): Result<never, ScriptProblem> {
    return err(this.#stop(problem(code, this.name, message)));
  }

  /** Ends its thread. */
  async close(): Promise<void> {
    this.#stop(problem('script.stalled', this.name, 'was closed'));
    await this.#worker.terminate();
  }

  #take(text: unknown): void {
    const reply = readReply(text);
    if (reply === null || !reply.ok) {
      this.#stop(reply?.error ?? problem('script.answer', this.name, 'is no answer'));
      return;
    }
    this.#waiting.shift()?.(reply);
    this.#watch();
  }

  /** Counts for the question at the head alone: those behind it have not begun. */
  #watch(): void {
    if (this.#patience !== null) clearTimeout(this.#patience);
    const stall = (): unknown => this.fail('script.stalled', `gave no answer for ${LIMITS.stallMs} ms`);
    this.#patience = this.#waiting.length === 0 ? null : setTimeout(stall, LIMITS.stallMs);
  }

  /** The first reason stays. The thread may take its time to die; nobody waits for it. */
  #stop(reason: ScriptProblem): ScriptProblem {
    if (this.#stopped !== null) return this.#stopped;
    this.#stopped = reason;
    void this.#worker.terminate();
    for (const resolve of this.#waiting.splice(0)) resolve(err(reason));
    this.#watch();
    return reason;
  }
}

/** What the thread says about the loading, or that it says nothing. */
function firstWord(name: string, worker: Worker): Promise<Result<ScriptEntry, ScriptProblem>> {
  return new Promise((resolve) => {
    const settle = (word: Result<ScriptEntry, ScriptProblem>): void => {
      clearTimeout(patience);
      resolve(word);
    };
    const late = problem('script.stalled', name, `was not loaded in ${LIMITS.openMs} ms`);
    const patience = setTimeout(() => settle(err(late)), LIMITS.openMs);
    worker.once('message', (message) => settle(openedSchema.parse(message)));
    worker.once('error', (error) => settle(err(problem('script.crashed', name, String(error)))));
    worker.once('exit', () => settle(err(problem('script.crashed', name, 'its thread ended'))));
  });
}

function readReply(text: unknown): Asked | null {
  if (typeof text !== 'string') return null;
  try {
    const reply = replySchema.safeParse(JSON.parse(text));
    return reply.success ? reply.data : null;
  } catch {
    return null;
  }
}
