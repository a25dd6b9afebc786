import { type ClockStepRow } from '../preload/contract.ts';

/** A clock that is off by less is only late in being told. */
const TOLERANCE_MS = 2_000;
/** How long a step is shown. */
const SHOWN_MS = 5 * 60_000;

/** Remembers when a clock that ought to go with the session's was put, or goes wrong. */
export class ClockSteps {
  readonly #now: () => number;
  #last: ClockStepRow | null = null;

  /** @param now This machine's clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The last step that is still worth showing. */
  get last(): ClockStepRow | null {
    return this.#last !== null && this.#now() - this.#last.at < SHOWN_MS ? this.#last : null;
  }

  /** @param ms How far the clock is ahead of the session's. @returns whether it can be gone by. */
  judge(whose: ClockStepRow['whose'], ms: number): boolean {
    if (Math.abs(ms) <= TOLERANCE_MS) return true;
    this.#last = { whose, ms: Math.round(ms), at: this.#now() };
    return false;
  }
}
