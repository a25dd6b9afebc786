import { assert, constantFrom, integer, property, array, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderIndex } from './order-book-ids.ts';
import { NO_SLOT, OrderSlots } from './order-book-slots.ts';
import { type OrderNo } from './order-book-types.ts';

/** Numbers that crowd together in a small table, neighbours, multiples of powers of two, and the largest ones. */
const orderNos = constantFrom(
  ...Array.from({ length: 40 }, (_, i) => i),
  ...Array.from({ length: 20 }, (_, i) => i * 65_536),
  ...Array.from({ length: 20 }, (_, i) => i * 2 ** 32 + 5),
  ...Array.from({ length: 10 }, (_, i) => Number.MAX_SAFE_INTEGER - i),
);

describe('OrderIndex', () => {
  it('finds what a Map would find', () => {
    assert(
      property(array(tuple(orderNos, integer({ min: 0, max: 9 })), { maxLength: 400 }), (steps) => {
        const slots = new OrderSlots(16);
        const index = new OrderIndex(slots, 4);
        const model = new Map<number, number>();
        for (const [orderNo, kind] of steps) {
          const slot = model.get(orderNo);
          if (slot === undefined) {
            if (kind > 5) continue;
            const fresh = slots.allocate(orderNo as OrderNo, 1, 1);
            index.insert(fresh);
            model.set(orderNo, fresh);
          } else if (kind > 3) {
            index.remove(slot);
            slots.release(slot);
            model.delete(orderNo);
          }
        }
        for (const [orderNo] of steps) expect(index.find(orderNo as OrderNo)).toBe(model.get(orderNo) ?? NO_SLOT);
      }),
    );
  });
});
