import { beforeAll, expect, it } from 'vitest';
import { cutThePower, withoutFlushing } from './power-loss/power-loss.ts';
import { record } from './power-loss/record.ts';
import { type Programs, buildPrograms } from './programs.ts';
import { torture } from './torture.ts';

let programs: Programs;
beforeAll(async () => {
  programs = await buildPrograms();
});

it('terminals and a gateway that are killed lose no order and no fill, and double none', async () => {
  const result = await torture(programs, { kills: 40, seconds: 60, seed: 1, powerCuts: 1 }, () => undefined);
  expect(result.failures).toEqual([]);
  expect(result.orders).toBeGreaterThan(0);
}, 240_000);

it('a terminal finds everything again that it relied on, whenever the power goes and whatever of its unflushed writes is left', async () => {
  const recording = await record(programs, 300);
  const { failures, ...result } = cutThePower(recording, 60, 1);
  expect(failures).toEqual([]);
  expect(result).toMatchObject({ moments: 60, disks: 180 });
  expect(result.sent).toBeGreaterThan(0);
  // A disk that flushes nothing loses it: so this test can fail.
  expect(cutThePower(withoutFlushing(recording), 5, 1).failures.filter((failure) => failure.includes('relied on'))).not.toEqual([]);
});
