import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type FillId } from '../../core/kernel/ids.ts';
import { type Random, seededRandom } from '../../core/kernel/random.ts';

const share = z.number().min(0).max(1).prefault(0);

/**
 * How a gateway is to misbehave, for tests of those who depend on it. Shares are of frames or, for `crash…`, of commits;
 * 0 leaves one out.
 */
export const faultPlanSchema = z.strictObject({
  seed: z.int().min(0).prefault(1),
  /** Longest delay of a frame in milliseconds; the next one does not overtake it. */
  delayMs: z.int().min(0).prefault(0),
  drop: share,
  duplicate: share,
  /** A frame goes out after the one that follows it. */
  reorder: share,
  /** A frame is cut in half. */
  truncate: share,
  /** Of fills: what is reported has a wrong price, and is corrected with the next input. */
  lie: share,
  /** The connection stays open and says and hears nothing more. */
  halfOpen: share,
  /** The process kills itself before what came in is durable. */
  crashBeforeCommit: share,
  /** … after that, and before anybody hears of it. */
  crashAfterCommit: share,
});
export type FaultPlan = z.infer<typeof faultPlanSchema>;

/** Where a frame really goes. */
export interface Line {
  send(frame: string): void;
  /** Set when what comes in must not be heard either. */
  readonly deaf: boolean;
}

/** Rolls the dice of a plan. */
export class Faults {
  readonly plan: FaultPlan;
  readonly #random: Random;

  constructor(plan: FaultPlan) {
    this.plan = plan;
    this.#random = seededRandom(plan.seed);
  }

  /** Ends the process, as a power cut would, if the dice say so. */
  mayCrash(when: 'crashBeforeCommit' | 'crashAfterCommit'): void {
    if (this.rolls(when)) process.kill(process.pid, 'SIGKILL');
  }

  /** Always the same of a fill, so that a day that is made again says the same of it. */
  liesAbout(fillId: FillId): boolean {
    const dice = createHash('sha256').update(`${this.plan.seed}/${fillId}`).digest().readUInt32BE();
    return dice < this.plan.lie * 0x1_0000_0000;
  }

  rolls(fault: Exclude<keyof FaultPlan, 'seed' | 'delayMs' | 'lie'>): boolean {
    const likely = this.plan[fault];
    return likely > 0 && this.#random() < likely;
  }

  /** Puts the faults of frames before a connection's own sending. */
  over(deliver: (frame: string) => void): Line {
    return new FaultyLine(this, this.plan.delayMs === 0 ? deliver : this.#late(deliver));
  }

  /** Sends after a while, every frame after those before it. */
  #late(deliver: (frame: string) => void): (frame: string) => void {
    let last = Promise.resolve();
    return (frame) => {
      const delay = this.#random() * this.plan.delayMs;
      last = last.then(async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, delay);
        });
        deliver(frame);
      });
    };
  }
}

class FaultyLine implements Line {
  readonly #faults: Faults;
  readonly #deliver: (frame: string) => void;
  #heldBack: string | null = null;
  #deaf = false;

  constructor(faults: Faults, deliver: (frame: string) => void) {
    this.#faults = faults;
    this.#deliver = deliver;
  }

  get deaf(): boolean {
    return this.#deaf;
  }

  send(frame: string): void {
    this.#deaf ||= this.#faults.rolls('halfOpen');
    if (this.#deaf || this.#faults.rolls('drop')) return;
    if (this.#heldBack === null && this.#faults.rolls('reorder')) {
      this.#heldBack = frame;
      return;
    }
    this.#deliver(this.#faults.rolls('truncate') ? frame.slice(0, Math.ceil(frame.length / 2)) : frame);
    if (this.#faults.rolls('duplicate')) this.#deliver(frame);
    if (this.#heldBack !== null) this.#deliver(this.#heldBack);
    this.#heldBack = null;
  }
}
