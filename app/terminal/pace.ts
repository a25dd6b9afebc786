import { type EpochMs, type TimeOfDay, atTime, tradeDateOf } from '../../core/kernel/time.ts';
import { type PlaybackControl } from './session.ts';

/** How often the session clock moves while no input is due, in wall milliseconds. */
const TICK_MS = 25;
/** Longest stretch of work without letting the process breathe, in wall milliseconds. */
const BREATH_MS = 4;
/** A gap in the market longer than this is not sat through: nobody watches a replay's lunch break. */
const LONGEST_GAP_MS = 5 * 60_000;
/** How long before the next quote a skipped gap ends, in session milliseconds. */
const LEAD_MS = 5_000;

/** The wall's time in milliseconds; handed in, for a session may be paced by a test. */
export type WallClock = () => number;

/**
 * Ties the session clock to the wall: plays, pauses, speeds up and jumps. Whoever feeds the session asks {@link until}
 * before each input and thus never runs ahead of it.
 */
export class Pace implements PlaybackControl {
  readonly #wall: WallClock;
  readonly #onTick: (now: EpochMs) => void;
  #playing: boolean;
  #speed: number;
  /** Session and wall time that belong together; the rest follows from the speed. */
  #anchor: { session: EpochMs; wall: number };
  #jump: EpochMs | null = null;
  #wake: (() => void) | null = null;
  #stopped = false;
  #lastBreath: number;

  constructor(start: EpochMs, options: { speed: number; playing: boolean; wall: WallClock; onTick: (now: EpochMs) => void }) {
    this.#wall = options.wall;
    this.#speed = options.speed;
    this.#playing = options.playing;
    this.#onTick = options.onTick;
    this.#anchor = { session: start, wall: options.wall() };
    this.#lastBreath = this.#anchor.wall;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Whether {@link stop} was called: then nothing more is to be fed. */
  get stopped(): boolean {
    return this.#stopped;
  }

  play(): void {
    this.#change(() => (this.#playing = true));
  }

  pause(): void {
    this.#change(() => (this.#playing = false));
  }

  setSpeed(speed: number): void {
    this.#change(() => (this.#speed = speed));
  }

  jumpTo(time: TimeOfDay): void {
    this.#change(() => (this.#jump = atTime(tradeDateOf(this.#sessionNow()), time)));
  }

  stop(): void {
    this.#change(() => (this.#stopped = true));
  }

  /** Where the session stands after inputs that were not paced, such as a day run again after a restart. */
  reset(now: EpochMs): void {
    this.#anchor = { session: now, wall: this.#wall() };
  }

  /** Waits until the session clock has come to `due`; at once when it has, or when stopped. */
  async until(due: EpochMs): Promise<void> {
    while (!this.#stopped && !this.#isDue(due)) {
      this.#skipGap(due);
      this.#onTick(Math.min(this.#sessionNow(), due) as EpochMs);
      await this.#sleep();
    }
    if (this.#speed === Number.POSITIVE_INFINITY) this.reset(due);
    await this.breathe();
  }

  /** Lets the process do something else when it has worked long enough at a stretch. */
  async breathe(): Promise<void> {
    if (this.#wall() - this.#lastBreath < BREATH_MS) return;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#lastBreath = this.#wall();
  }

  #isDue(due: EpochMs): boolean {
    if (this.#jump !== null) {
      if (due < this.#jump) return true;
      this.reset(this.#jump);
      this.#jump = null;
    }
    if (!this.#playing) return false;
    return this.#speed === Number.POSITIVE_INFINITY || due <= this.#sessionNow();
  }

  #sessionNow(): EpochMs {
    if (!this.#playing || this.#speed === Number.POSITIVE_INFINITY) return this.#anchor.session;
    return Math.floor(this.#anchor.session + (this.#wall() - this.#anchor.wall) * this.#speed) as EpochMs;
  }

  #skipGap(due: EpochMs): void {
    if (this.#playing && due - this.#sessionNow() > LONGEST_GAP_MS) this.reset((due - LEAD_MS) as EpochMs);
  }

  #change(change: () => void): void {
    this.reset(this.#sessionNow());
    change();
    this.#wake?.();
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), TICK_MS);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}
