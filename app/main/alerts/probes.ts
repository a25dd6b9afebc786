import { monitorEventLoopDelay } from 'node:perf_hooks';
import { statfs } from 'node:fs/promises';

const MB = 1_048_576;
const NS_PER_MS = 1_000_000;
const RESOLUTION_MS = 10;
/** How often the disk is asked. */
const DISK_EVERY_MS = 10_000;
/** How long a step of the clock is shown. */
const STEP_SHOWN_MS = 5 * 60_000;
/** Less than this is the clock being held to the right time, as it always is. */
const STEP_MS = 100;

/** How late the event loop was since it was last asked: the worst but one in a hundred, in milliseconds. */
export class LoopProbe {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  take(): number | null {
    const { count } = this.#histogram;
    const late = this.#histogram.percentile(99) / NS_PER_MS - RESOLUTION_MS;
    this.#histogram.reset();
    return count === 0 ? null : Math.max(0, late);
  }

  close(): void {
    this.#histogram.disable();
  }
}

/** How much of the disk is free for us, in MB. Asked in the background; what is given is the last answer. */
export class DiskProbe {
  readonly #folder: string;
  readonly #now: () => number;
  #free: number | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;

  /** @param now A clock that is never put, in milliseconds. */
  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  take(): number | null {
    if (this.#now() - this.#askedAt >= DISK_EVERY_MS) void this.ask();
    return this.#free;
  }

  /** Asks now. A disk that does not answer is not known. */
  async ask(): Promise<void> {
    this.#askedAt = this.#now();
    try {
      const { bavail, bsize } = await statfs(this.#folder);
      this.#free = (bavail * bsize) / MB;
    } catch {
      this.#free = null;
    }
  }
}

/** How far the wall clock was put against one that never is, in milliseconds; shown for a while after it happened. */
export class ClockProbe {
  readonly #wall: () => number;
  readonly #steady: () => number;
  #before: { readonly wall: number; readonly steady: number };
  #step = { size: 0, at: Number.NEGATIVE_INFINITY };

  constructor(wall: () => number, steady: () => number) {
    this.#wall = wall;
    this.#steady = steady;
    this.#before = { wall: wall(), steady: steady() };
  }

  take(): number {
    const now = { wall: this.#wall(), steady: this.#steady() };
    const size = Math.abs(now.wall - this.#before.wall - (now.steady - this.#before.steady));
    this.#before = now;
    if (size >= STEP_MS) this.#step = { size, at: now.steady };
    return now.steady - this.#step.at < STEP_SHOWN_MS ? this.#step.size : 0;
  }
}

/** How old the last quote is, while quotes are due. */
export class QuoteProbe {
  readonly #steady: () => number;
  #last: number;

  constructor(steady: () => number) {
    this.#steady = steady;
    this.#last = steady();
  }

  arrived(): void {
    this.#last = this.#steady();
  }

  /** @param due Whether the market is open and plays; while it is not, no quote is late. */
  take(due: boolean): number | null {
    if (!due) this.arrived();
    return due ? this.#steady() - this.#last : null;
  }
}
