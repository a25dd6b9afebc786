import { type AlertChannel, type AlertMessage } from './channel.ts';

/** How a channel is doing. Moments are epoch milliseconds. */
export interface DeliveryState {
  /** Messages that wait to be sent, or to be tried again. */
  readonly waiting: number;
  readonly lastSent: number | null;
  /** Why the last attempt failed; null once one has succeeded since. */
  readonly failure: { readonly at: number; readonly reason: string; readonly attempts: number } | null;
  /** Messages that were given up, or left out because too many came. */
  readonly lost: number;
}

export interface DeliveryOptions {
  readonly now: () => number;
  /** Most messages in any hour; news beyond that is left out, what is critical never is. */
  readonly mostPerHour: number;
  /** The first wait after a failure, in milliseconds; it doubles with each further one. */
  readonly firstWaitMs: number;
}

export const DELIVERY_DEFAULTS = { mostPerHour: 30, firstWaitMs: 5_000 } as const;

/** What is said of a channel that is to be used and cannot be. */
export const NOT_SET_UP = 'not set up';

const HOUR_MS = 3_600_000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** With the waits between them about an hour. */
const MOST_ATTEMPTS = 12;
const MOST_WAITING = 100;

/** Sends one channel's messages in order, one at a time, and tries again with growing waits. Nobody waits for it. */
export class Delivery {
  readonly #channel: () => AlertChannel | null;
  readonly #options: DeliveryOptions;
  readonly #queue: AlertMessage[] = [];
  #sent: readonly number[] = [];
  #state: Omit<DeliveryState, 'waiting'> = { lastSent: null, failure: null, lost: 0 };
  #timer: NodeJS.Timeout | null = null;
  #sending = false;

  /** @param channel Asked before every attempt, so that settings hold at once; null: not set up. */
  constructor(channel: () => AlertChannel | null, options: DeliveryOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  get state(): DeliveryState {
    return { ...this.#state, waiting: this.#queue.length };
  }

  /** Takes a message and returns at once. */
  add(message: AlertMessage): void {
    if (this.#tooMany(message) || this.#queue.length >= MOST_WAITING) {
      this.#lose();
      return;
    }
    this.#queue.push(message);
    if (!this.#sending && this.#timer === null) void this.#next();
  }

  /** Forgets what waits: the app ends. */
  close(): void {
    this.#queue.length = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tooMany({ level }: AlertMessage): boolean {
    const since = this.#options.now() - HOUR_MS;
    this.#sent = this.#sent.filter((at) => at > since);
    return level !== 'critical' && this.#sent.length + this.#queue.length >= this.#options.mostPerHour;
  }

  async #next(): Promise<void> {
    const [message] = this.#queue;
    if (message === undefined) return;
    this.#sending = true;
    const failure = await this.#attempt(message);
    this.#sending = false;
    if (failure === null) this.#succeeded();
    else this.#failed(failure);
  }

  /** Why it was not sent; null when it was. */
  async #attempt(message: AlertMessage): Promise<string | null> {
    const channel = this.#channel();
    if (channel === null) return NOT_SET_UP;
    try {
      await channel.send(message);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #succeeded(): void {
    const now = this.#options.now();
    this.#sent = [...this.#sent, now];
    this.#state = { ...this.#state, lastSent: now, failure: null };
    this.#queue.shift();
    void this.#next();
  }

  #failed(reason: string): void {
    const attempts = (this.#state.failure?.attempts ?? 0) + 1;
    this.#state = { ...this.#state, failure: { at: this.#options.now(), reason, attempts } };
    if (attempts % MOST_ATTEMPTS === 0) {
      this.#queue.shift();
      this.#lose();
    }
    const wait = Math.min(this.#options.firstWaitMs * 2 ** (attempts - 1), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#next();
    }, wait);
    this.#timer.unref();
  }

  #lose(): void {
    this.#state = { ...this.#state, lost: this.#state.lost + 1 };
  }
}
