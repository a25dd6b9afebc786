import { type Random, normal } from '../../../core/kernel/random.ts';
import { type DemoDay } from './demo-history.ts';

/** A place that the path comes through: at `progress` of the day the price is `exp(value)` times the previous close. */
interface Waypoint {
  readonly progress: number;
  readonly value: number;
}

/** Chance per round of a sudden move of an instrument's own, and its size. */
const JUMP = 1 / 4_000;
const JUMP_SIGMA = 0.004;
/** How far beyond a limit the path goes while the limit holds the price: so far nobody trades away from it. */
const BEYOND = 0.03;

/**
 * The fair price of one instrument over a day, as the logarithm of its ratio to the previous close: a Brownian bridge
 * from the opening price through the waypoints to the close, driven by the market, the industry and news of its own.
 */
export class DemoPath {
  private value: number;
  private from: number;
  private next = 0;
  private readonly waypoints: readonly Waypoint[];

  constructor(day: DemoDay, random: Random) {
    const open = Math.log(day.open / day.prevClose);
    this.waypoints = waypointsOf(day, random);
    this.value = day.role === 'opensDown' ? limitValue(day, 'down') - BEYOND : open;
    this.from = 0;
  }

  /**
   * The value at `progress`. `noise` is what happened since the last call: a normal number times its standard deviation.
   */
  step(progress: number, noise: number, random: Random): number {
    while (this.next < this.waypoints.length - 1 && progress > this.target().progress) this.next += 1;
    const { progress: end, value } = this.target();
    const [left, passed] = [end - this.from, progress - this.from];
    this.from = progress;
    if (left <= passed || left <= 0) {
      this.value = value;
      return value;
    }
    const share = passed / left;
    const jump = random() < JUMP ? JUMP_SIGMA * normal(random) : 0;
    this.value += (value - this.value) * share + (noise + jump) * Math.sqrt(1 - share);
    return this.value;
  }

  private target(): Waypoint {
    return this.waypoints[this.next] ?? { progress: 1, value: this.value };
  }
}

function waypointsOf(day: DemoDay, random: Random): readonly Waypoint[] {
  const close = { progress: 1, value: Math.log(day.close / day.prevClose) };
  if (day.role === 'sealsUp') {
    const sealed = limitValue(day, 'up') + BEYOND;
    return [{ progress: 0.12 + 0.15 * random(), value: sealed }, { progress: 1, value: sealed }];
  }
  if (day.role === 'opensDown') {
    const limit = limitValue(day, 'down');
    const opens = 0.1 + 0.12 * random();
    return [
      { progress: opens, value: limit - BEYOND },
      { progress: opens + 0.01, value: limit + 0.01 },
      { progress: opens + 0.25, value: limit * 0.35 },
      close,
    ];
  }
  return [close];
}

function limitValue(day: DemoDay, which: 'up' | 'down'): number {
  return Math.log((day.limits?.[which] ?? day.prevClose) / day.prevClose);
}
