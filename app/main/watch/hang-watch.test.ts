import { expect, it } from 'vitest';
import { HangWatch } from './hang-watch.ts';

it('says that a heart has stopped which did not beat at fifteen looks in a row', () => {
  const watch = new HangWatch();
  const looks = (beats: bigint, count: number): readonly boolean[] => Array.from({ length: count }, () => watch.hangs(beats));
  expect(looks(7n, 15)).not.toContain(true);
  expect(looks(8n, 15)).not.toContain(true);
  expect(looks(8n, 1)).toEqual([true]);
});
