import { expect, it } from 'vitest';
import { tailMeasures } from '../../core/risk/measures/tail-measures.ts';
import { tailMeasuresApart } from './tail-thread.ts';

it('says in a thread of its own what it would say here', async () => {
  const returns = Array.from({ length: 250 }, (_, day) => Math.sin(day * day) / 50);
  expect(await tailMeasuresApart(returns)).toEqual(tailMeasures(returns));
});
