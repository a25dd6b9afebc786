import { array, assert, boolean, constantFrom, integer, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE, PageSet } from './order-book-pages.ts';

/** Few enough to meet again, at the borders of words and tiers. */
const members = constantFrom(0, 1, 30, 31, 32, 33, 63, 64, 1000, 1023, 1024, 1025, 32_767, 32_768, 2 ** 21, 2 ** 22 - 1);
const positions = oneof(members, integer({ min: 0, max: 1100 }), integer({ min: 0, max: 2 ** 22 }));

describe('PageSet', () => {
  it('finds the neighbours that a sorted list has', () => {
    assert(
      property(array(tuple(members, boolean()), { maxLength: 60, size: 'max' }), array(positions), (steps, asked) => {
        const set = new PageSet();
        const model = new Set<number>();
        for (const [member, insert] of steps) {
          if (insert) set.insert(member);
          else if (model.has(member)) set.delete(member);
          if (insert) model.add(member);
          else model.delete(member);
        }
        const sorted = [...model].toSorted((a, b) => a - b);
        for (const position of [...asked, ...model]) {
          expect(set.has(position)).toBe(model.has(position));
          expect(set.above(position)).toBe(sorted.find((member) => member > position) ?? NONE);
          expect(set.below(position)).toBe(sorted.findLast((member) => member < position) ?? NONE);
        }
      }),
    );
  });
});
