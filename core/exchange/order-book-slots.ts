import { grown } from './order-book-arrays.ts';
import { type OrderNo } from './order-book-types.ts';

/** "No slot": slots are numbered from 1. */
export const NO_SLOT = 0;

/**
 * Where resting orders live: typed arrays with one entry per slot, so that adding and removing orders allocates
 * nothing. `next` and `prev` chain the orders of one price level; free slots are chained by `next` as well.
 *
 * The arrays grow by doubling and are replaced then, so nobody may keep one.
 */
export class OrderSlots {
  private numbers: Float64Array<ArrayBufferLike>;
  private quantities: Int32Array<ArrayBufferLike>;
  private ticks: Int32Array<ArrayBufferLike>;
  private nexts: Int32Array<ArrayBufferLike>;
  private prevs: Int32Array<ArrayBufferLike>;
  private free = NO_SLOT;
  private used = 1;
  private live = 0;

  constructor(capacity: number) {
    this.numbers = new Float64Array(capacity);
    this.quantities = new Int32Array(capacity);
    this.ticks = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.prevs = new Int32Array(capacity);
  }

  /** How many orders rest. */
  get count(): number {
    return this.live;
  }

  /** A slot for an order, in no level yet. */
  allocate(orderNo: OrderNo, tick: number, quantity: number): number {
    let slot = this.free;
    if (slot === NO_SLOT) {
      slot = this.used;
      this.used += 1;
      if (slot === this.nexts.length) this.grow();
    } else {
      this.free = this.next(slot);
    }
    this.live += 1;
    this.numbers[slot] = orderNo;
    this.ticks[slot] = tick;
    this.quantities[slot] = quantity;
    return slot;
  }

  release(slot: number): void {
    this.nexts[slot] = this.free;
    this.free = slot;
    this.live -= 1;
  }

  orderNo(slot: number): OrderNo {
    return this.numbers[slot] as OrderNo;
  }

  /** What is left of the order. */
  quantity(slot: number): number {
    return this.quantities[slot] as number;
  }

  setQuantity(slot: number, quantity: number): void {
    this.quantities[slot] = quantity;
  }

  tick(slot: number): number {
    return this.ticks[slot] as number;
  }

  setTick(slot: number, tick: number): void {
    this.ticks[slot] = tick;
  }

  next(slot: number): number {
    return this.nexts[slot] as number;
  }

  setNext(slot: number, next: number): void {
    this.nexts[slot] = next;
  }

  prev(slot: number): number {
    return this.prevs[slot] as number;
  }

  setPrev(slot: number, prev: number): void {
    this.prevs[slot] = prev;
  }

  private grow(): void {
    const capacity = this.nexts.length * 2;
    this.numbers = grown(this.numbers, capacity);
    this.quantities = grown(this.quantities, capacity);
    this.ticks = grown(this.ticks, capacity);
    this.nexts = grown(this.nexts, capacity);
    this.prevs = grown(this.prevs, capacity);
  }
}
