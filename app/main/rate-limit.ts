const WINDOW_MS = 1_000;

/** Lets through so many calls a second and no more: a person cannot give orders faster, a runaway page could. */
export class RateLimit {
  readonly perSecond: number;
  readonly #now: () => number;
  #recent: readonly number[] = [];

  constructor(perSecond: number, now: () => number) {
    this.perSecond = perSecond;
    this.#now = now;
  }

  take(): boolean {
    const now = this.#now();
    this.#recent = this.#recent.filter((at) => now - at < WINDOW_MS);
    if (this.#recent.length >= this.perSecond) return false;
    this.#recent = [...this.#recent, now];
    return true;
  }
}
