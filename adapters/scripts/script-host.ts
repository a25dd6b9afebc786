import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { Channel } from './channel.ts';
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

/**
 * One script of the user's, in a thread and an engine of its own. Whatever it does stays there: whoever asks gets an
 * answer or an error as a value, at once or when {@link LIMITS.stallMs} are over. After its first error it is stopped:
 * its thread is ended, and every further question gets that same error.
 */
export class ScriptHost {
  readonly name: string;
  readonly entry: ScriptEntry;
  readonly #worker: Worker;
  readonly #channel: Channel;
  #stopped: ScriptProblem | null = null;

  private constructor(name: string, entry: ScriptEntry, worker: Worker, channel: Channel) {
    this.name = name;
    this.entry = entry;
    this.#worker = worker;
    this.#channel = channel;
  }

  /** Starts the thread, reads the script and runs its top level. */
  static async open({ name, source }: ScriptFile): Promise<Result<ScriptHost, ScriptProblem>> {
    if (source.length > LIMITS.sourceLength) {
      return err(problem('script.tooLarge', name, `a source of ${source.length} characters; ${LIMITS.sourceLength} at most`));
    }
    const channel = new Channel();
    const task: ScriptTask = { script: name, source, typed: name.endsWith('.ts'), shared: channel.shared };
    const worker = new Worker(new URL(WORKER, import.meta.url), {
      workerData: task,
      // Nothing of ours is in the thread but the engine; what the engine is not given, no script can find.
      env: {},
      execArgv: [],
      resourceLimits: { stackSizeMb: THREAD_STACK_MB },
    });
    const opened = await firstWord(name, worker);
    if (opened.ok) {
      // A script waiting for a question keeps no program alive, and an error of its thread shows as a stall.
      worker.unref();
      worker.on('error', () => undefined);
      return ok(new ScriptHost(name, opened.value, worker, channel));
    }
    await worker.terminate();
    return opened;
  }

  /** Why it is stopped; null while it runs. */
  get stopped(): ScriptProblem | null {
    return this.#stopped;
  }

  /**
   * Puts a question to it and waits for the answer. `seed` is what its random numbers depend on.
   * The question is copied as JSON: what the script does to it, nobody else sees.
   */
  ask(question: unknown, seed: number): Result<ScriptReply, ScriptProblem> {
    if (this.#stopped !== null) return err(this.#stopped);
    const request = JSON.stringify({ entry: this.entry, seed, question });
    if (!this.#channel.fits(request)) return this.fail('script.tooLarge', 'was asked more than fits');
    const text = this.#channel.ask(request, LIMITS.stallMs);
    if (text === null) return this.fail('script.stalled', `gave no answer for ${LIMITS.stallMs} ms`);
    const reply = readReply(text);
    if (reply === null) return this.fail('script.answer', 'is no answer');
    return reply.ok ? reply : this.#stop(reply.error);
  }

  /** Stops the script, for an answer that makes no sense where it was asked. */
  fail(code: ScriptProblem['code'], message: string): Result<never, ScriptProblem> {
    return this.#stop(problem(code, this.name, message));
  }

  /** Ends its thread. */
  async close(): Promise<void> {
    this.#stopped ??= problem('script.stalled', this.name, 'was closed');
    await this.#worker.terminate();
  }

  #stop(reason: ScriptProblem): Result<never, ScriptProblem> {
    this.#stopped = reason;
    // The thread may take its time to die; nobody waits for it.
    void this.#worker.terminate();
    return err(reason);
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

function readReply(text: string): Result<ScriptReply, ScriptProblem> | null {
  try {
    const reply = replySchema.safeParse(JSON.parse(text));
    return reply.success ? reply.data : null;
  } catch {
    return null;
  }
}
