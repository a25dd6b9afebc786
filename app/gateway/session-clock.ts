import { type EpochMs } from '../../core/kernel/time.ts';

/** A clock that runs from a moment of the session, as many times as fast as the wall's. It never goes back. */
export class SessionClock {
  readonly #start: EpochMs;
  readonly #speed: number;
  readonly #wall: () => number;
  readonly #begun: number;

  /** `wall`: milliseconds that only ever rise. */
  constructor(start: EpochMs, speed: number, wall: () => number = () => performance.now()) {
    this.#start = start;
    this.#speed = speed;
    this.#wall = wall;
    this.#begun = wall();
  }

  now(): EpochMs {
    return Math.floor(this.#start + (this.#wall() - this.#begun) * this.#speed) as EpochMs;
  }

  /** Wall milliseconds until `moment`; 0 when it has come. */
  until(moment: EpochMs): number {
    return Math.max(0, (moment - this.now()) / this.#speed);
  }
}
