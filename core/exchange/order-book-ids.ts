import { type OrderSlots, NO_SLOT } from './order-book-slots.ts';
import { type OrderNo } from './order-book-types.ts';

/**
 * Finds the slot of a resting order by its number: open addressing with linear probing, at most half full. The table
 * holds slots only; the numbers are read from the slots themselves. Removing shifts the followers back, so there are no
 * tombstones and the table does not age.
 *
 * Written by hand because it is touched by every single order: a `Map` takes three to four times as long here and
 * allocates (`bench/order-book.bench.ts` measures both).
 */
export class OrderIndex {
  private readonly slots: OrderSlots;
  private table: Int32Array;
  private mask: number;
  /** How far the 32-bit hash is shifted to give a place in the table. */
  private shift: number;
  private size = 0;

  /** @param capacity a power of two */
  constructor(slots: OrderSlots, capacity: number) {
    this.slots = slots;
    this.table = new Int32Array(capacity);
    this.mask = capacity - 1;
    this.shift = 1 + Math.clz32(capacity);
  }

  /** The order's slot, or `NO_SLOT`. */
  find(orderNo: OrderNo): number {
    let place = this.home(orderNo);
    let slot = this.at(place);
    while (slot !== NO_SLOT && this.slots.orderNo(slot) !== orderNo) {
      place = (place + 1) & this.mask;
      slot = this.at(place);
    }
    return slot;
  }

  /** Files an order that is not in the index yet. */
  insert(slot: number): void {
    if (this.size * 2 >= this.table.length) this.grow();
    this.size += 1;
    this.place(slot);
  }

  /** Forgets an order that is in the index. */
  remove(slot: number): void {
    let hole = this.home(this.slots.orderNo(slot));
    while (this.at(hole) !== slot) hole = (hole + 1) & this.mask;
    this.size -= 1;
    // Each follower moves into the hole unless its own home lies between the hole and itself.
    let place = hole;
    for (;;) {
      place = (place + 1) & this.mask;
      const follower = this.at(place);
      if (follower === NO_SLOT) break;
      const home = this.home(this.slots.orderNo(follower));
      if (((place - home) & this.mask) >= ((place - hole) & this.mask)) {
        this.table[hole] = follower;
        hole = place;
      }
    }
    this.table[hole] = NO_SLOT;
  }

  private at(place: number): number {
    return this.table[place] as number;
  }

  private place(slot: number): void {
    let place = this.home(this.slots.orderNo(slot));
    while (this.at(place) !== NO_SLOT) place = (place + 1) & this.mask;
    this.table[place] = slot;
  }

  /** Fibonacci hashing (Knuth, TAOCP 6.4): spreads runs of neighbouring numbers, as exchanges hand them out, evenly. */
  private home(orderNo: OrderNo): number {
    const high = (orderNo / 0x1_0000_0000) | 0;
    return Math.imul((orderNo | 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> this.shift;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Int32Array(old.length * 2);
    this.mask = this.table.length - 1;
    this.shift -= 1;
    for (const slot of old) if (slot !== NO_SLOT) this.place(slot);
  }
}
