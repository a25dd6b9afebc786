import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { type Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { type Log } from '../logger.ts';
import { type Instructions, sayFarewell, sayInstructions } from './instructions.ts';
import { WATCHER } from './watcher.ts';

/** The thread's program stands beside this file: in a bundle as a chunk of its own. */
const HANG_WORKER = import.meta.url.endsWith('.ts') ? './hang-worker.ts' : './hang-worker.cjs';
const BEAT_MS = 1_000;

export interface WatchedOptions {
  /** What the watcher is to know, asked at every beat. */
  readonly instructions: () => Instructions;
  /** What this process was started with before its own arguments: the app's folder, where it is not packaged. */
  readonly program: readonly string[];
  readonly log: Log;
}

/**
 * This process under watch: a watcher, which is a process of its own, starts it again if it dies, and a thread of this one
 * ends it if its event loop stands still, for a process that hangs does nobody any good.
 */
export class Watched {
  readonly #options: WatchedOptions;
  readonly #watcher: ChildProcessByStdio<Writable, null, null>;
  readonly #beats = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  readonly #beating: NodeJS.Timeout;
  #said = '';

  constructor(options: WatchedOptions) {
    const { program, log } = options;
    this.#options = options;
    this.#watcher = spawn(process.execPath, [...program, WATCHER], { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
    this.#watcher.unref();
    this.#watcher.on('error', (error) => log.fault(error, 'watcher'));
    this.#watcher.stdin.on('error', (error) => log.fault(error, 'watcher'));
    const thread = new Worker(new URL(HANG_WORKER, import.meta.url), { workerData: this.#beats, env: {}, execArgv: [] });
    thread.on('error', (error) => log.fault(error, 'hang watch'));
    thread.unref();
    this.#beat();
    this.#beating = setInterval(() => this.#beat(), BEAT_MS);
  }

  /** This process ends in order. */
  end(): void {
    clearInterval(this.#beating);
    this.#watcher.stdin.end(sayFarewell());
  }

  #beat(): void {
    Atomics.add(this.#beats, 0, 1n);
    const said = sayInstructions(this.#options.instructions());
    if (said !== this.#said) this.#watcher.stdin.write(said);
    this.#said = said;
  }
}
