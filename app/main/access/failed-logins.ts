/** Wrong passwords that cost no wait. */
const FREE = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

interface Failures {
  readonly count: number;
  readonly until: number;
}

/** Counts wrong passwords by name: after a few each costs a wait, twice as long as the one before. */
export class FailedLogins {
  readonly #failures = new Map<string, Failures>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds until the next try is taken; 0: at once. */
  waitMs(name: string): number {
    return Math.max(0, (this.#failures.get(name)?.until ?? 0) - this.#now());
  }

  fail(name: string): void {
    const count = (this.#failures.get(name)?.count ?? 0) + 1;
    const wait = count <= FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE - 1));
    this.#failures.set(name, { count, until: this.#now() + wait });
  }

  succeed(name: string): void {
    this.#failures.delete(name);
  }
}
