import { beforeEach, describe, expect, it } from 'vitest';
import { type EpochMs } from '../../core/kernel/time.ts';
import { FollowedClock } from './followed-clock.ts';

let wall: number;
let clock: FollowedClock;

beforeEach(() => {
  wall = 0;
  clock = new FollowedClock(at(1_000), () => wall);
});

function at(ms: number): EpochMs {
  return ms as EpochMs;
}

describe('a clock that somebody else keeps', () => {
  it('goes on at its keeper’s pace between two tellings', () => {
    clock.hear(at(5_000), 60);
    wall += 100;
    expect(clock.now()).toBe(11_000);
  });

  it('stands still when its keeper’s is put back, until that has caught up, and then goes with it', () => {
    clock.hear(at(60_000));
    wall += 1_000;
    expect(clock.ahead(at(51_000))).toBe(-10_000);
    clock.hear(at(51_000));
    const seen = [0, 5_000, 5_000, 5_000].map((passed) => {
      wall += passed;
      return clock.now();
    });
    expect(seen).toEqual([61_000, 61_000, 61_000, 66_000]);
  });

  it('says how far a telling is off, in time of the wall', () => {
    clock.hear(at(0), 10);
    wall += 1_000;
    expect(clock.ahead(at(10_000))).toBe(0);
    expect(clock.ahead(at(40_000))).toBe(3_000);
  });
});
