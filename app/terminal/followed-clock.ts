import { type EpochMs } from '../../core/kernel/time.ts';
import { type WallClock } from './pace.ts';

/**
 * A session clock that somebody else keeps: goes on at its keeper's pace between two tellings, and never back. When its
 * keeper's clock is put back it stands still until that has come to where it was.
 */
export class FollowedClock {
  readonly #wall: WallClock;
  #told: { readonly session: number; readonly wall: number };
  /** Where this clock has been. */
  #reached: number;
  /** Session seconds in a second. */
  #pace = 1;

  constructor(start: EpochMs, wall: WallClock) {
    this.#wall = wall;
    this.#told = { session: start, wall: wall() };
    this.#reached = start;
  }

  get pace(): number {
    return this.#pace;
  }

  now(): EpochMs {
    return Math.floor(Math.max(this.#reached, this.#keepers())) as EpochMs;
  }

  /** How far a telling is ahead of its keeper's clock, in milliseconds of the wall; below 0: behind it. */
  ahead(session: EpochMs): number {
    return (session - this.#keepers()) / this.#pace;
  }

  /** What its keeper shows now, and how many session seconds a second has from now on. */
  hear(session: EpochMs, pace = this.#pace): void {
    this.#reached = this.now();
    this.#told = { session, wall: this.#wall() };
    this.#pace = pace;
  }

  #keepers(): number {
    return this.#told.session + (this.#wall() - this.#told.wall) * this.#pace;
  }
}
