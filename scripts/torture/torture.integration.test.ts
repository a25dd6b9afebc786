import { expect, it } from 'vitest';
import { torture } from './torture.ts';

it('terminals and a gateway that are killed lose no order and no fill, and double none', async () => {
  const result = await torture({ kills: 40, seconds: 60, seed: 1 }, () => undefined);
  expect(result.failures).toEqual([]);
  expect(result.orders).toBeGreaterThan(0);
}, 240_000);
