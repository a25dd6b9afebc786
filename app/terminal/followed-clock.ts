import { type EpochMs } from '../../core/kernel/time.ts';
import { type WallClock } from './pace.ts';

/** A session clock that somebody else keeps: goes on at the wall's pace between two tellings, and never back. */
export class FollowedClock {
  readonly #wall: WallClock;
  #told: { readonly session: number; readonly wall: number };

  constructor(start: EpochMs, wall: WallClock) {
    this.#wall = wall;
    this.#told = { session: start, wall: wall() };
  }

  now(): EpochMs {
    return Math.floor(this.#told.session + this.#wall() - this.#told.wall) as EpochMs;
  }

  /** What its keeper shows; a time that lies behind ours is left alone. */
  hear(session: EpochMs): void {
    if (session > this.now()) this.#told = { session, wall: this.#wall() };
  }
}
