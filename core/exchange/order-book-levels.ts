import { type Side } from '../orders/order.ts';
import { bitsAbove, bitsBelow, grown, highestBit, lowestBit } from './order-book-arrays.ts';
import { NONE, PageSet } from './order-book-pages.ts';
import { type OrderSlots, NO_SLOT } from './order-book-slots.ts';

/** Prices are at most this many ticks. */
export const MAX_TICK = 2 ** 30 - 1;

const PAGE_BITS = 8;
const PAGE_TICKS = 1 << PAGE_BITS;
const PAGE_WORDS = PAGE_TICKS / 32;
const IN_PAGE = PAGE_TICKS - 1;
/** A page of empty levels that stands for all pages without orders, so that looking there needs no special case. */
const EMPTY_PAGE = 0;

/**
 * One side of the book: a queue of orders at each price that has any, and the best of these prices.
 *
 * Levels are addressed by tick, in pages of 256 that exist only where orders rest; a directory leads from a tick to its
 * page. Adding to a level, leaving it from anywhere, and finding the best price take a fixed number of steps each; what
 * depends on the size of the book is only how often the arrays double.
 */
export class PriceLevels {
  /** The best price in ticks, or `NONE`: the highest of buys, the lowest of sells. */
  best = NONE;
  private readonly side: Side;
  private readonly slots: OrderSlots;
  private readonly occupied = new PageSet();
  /** Page of each run of 256 ticks. */
  private directory: Int32Array<ArrayBufferLike> = new Int32Array(1);
  private readonly freePages: number[] = [];
  private pages = EMPTY_PAGE + 1;
  /** Per level: first and last order of its queue, and the sum of their quantities. */
  private heads: Int32Array<ArrayBufferLike>;
  private tails: Int32Array<ArrayBufferLike>;
  private volumes: Float64Array<ArrayBufferLike>;
  /** A bit for each level of a page that has orders. */
  private bits: Int32Array<ArrayBufferLike>;

  constructor(side: Side, slots: OrderSlots) {
    this.side = side;
    this.slots = slots;
    const pages = 4;
    this.heads = new Int32Array(pages * PAGE_TICKS);
    this.tails = new Int32Array(pages * PAGE_TICKS);
    this.volumes = new Float64Array(pages * PAGE_TICKS);
    this.bits = new Int32Array(pages * PAGE_WORDS);
  }

  /** Puts an order at the end of its level's queue. */
  append(slot: number): void {
    const { slots } = this;
    const tick = slots.tick(slot);
    const level = this.ownLevel(tick);
    const tail = this.tails[level] as number;
    slots.setNext(slot, NO_SLOT);
    slots.setPrev(slot, tail);
    if (tail === NO_SLOT) {
      this.heads[level] = slot;
      this.bits[level >> 5] = (this.bits[level >> 5] as number) | (1 << (level & 31));
      if (this.best === NONE || this.isBetter(tick, this.best)) this.best = tick;
    } else {
      slots.setNext(tail, slot);
    }
    this.tails[level] = slot;
    this.volumes[level] = (this.volumes[level] as number) + slots.quantity(slot);
  }

  /** Takes an order out of its level's queue, wherever it stands there. */
  remove(slot: number): void {
    const { slots } = this;
    const tick = slots.tick(slot);
    const level = this.level(tick);
    const prev = slots.prev(slot);
    const next = slots.next(slot);
    if (next === NO_SLOT) this.tails[level] = prev;
    else slots.setPrev(next, prev);
    if (prev === NO_SLOT) this.heads[level] = next;
    else slots.setNext(prev, next);
    this.volumes[level] = (this.volumes[level] as number) - slots.quantity(slot);
    if (next === NO_SLOT && prev === NO_SLOT) this.vacate(tick, level);
  }

  /** Takes `quantity` off an order, less than it has; its place in the queue stays. */
  reduce(slot: number, quantity: number): void {
    const level = this.level(this.slots.tick(slot));
    this.volumes[level] = (this.volumes[level] as number) - quantity;
    this.slots.setQuantity(slot, this.slots.quantity(slot) - quantity);
  }

  /** The order that is next at the best price; only while there is one. */
  first(): number {
    return this.heads[this.level(this.best)] as number;
  }

  volume(tick: number): number {
    return this.volumes[this.level(tick)] as number;
  }

  /** The next level with orders that is less good than `tick`, or `NONE`. */
  worse(tick: number): number {
    return this.side === 'buy' ? this.below(tick) : this.above(tick);
  }

  /** The next level with orders at a higher price, or `NONE`. */
  above(tick: number): number {
    const level = this.level(tick);
    const last = (level | IN_PAGE) >> 5;
    let at = level >> 5;
    let word = bitsAbove(this.bits[at] as number, level & 31);
    while (word === 0 && at < last) word = this.bits[(at += 1)] as number;
    if (word !== 0) return (tick & ~IN_PAGE) | ((at % PAGE_WORDS) << 5) | lowestBit(word);
    const page = this.occupied.above(tick >> PAGE_BITS);
    if (page === NONE) return NONE;
    const start = page << PAGE_BITS;
    return this.has(start) ? start : this.above(start);
  }

  /** The next level with orders at a lower price, or `NONE`. */
  below(tick: number): number {
    const level = this.level(tick);
    const first = (level & ~IN_PAGE) >> 5;
    let at = level >> 5;
    let word = bitsBelow(this.bits[at] as number, level & 31);
    while (word === 0 && at > first) word = this.bits[(at -= 1)] as number;
    if (word !== 0) return (tick & ~IN_PAGE) | ((at % PAGE_WORDS) << 5) | highestBit(word);
    const page = this.occupied.below(tick >> PAGE_BITS);
    if (page === NONE) return NONE;
    const end = (page << PAGE_BITS) | IN_PAGE;
    return this.has(end) ? end : this.below(end);
  }

  /** Whether any order rests at this price. */
  has(tick: number): boolean {
    return this.heads[this.level(tick)] !== NO_SLOT;
  }

  /** A copy for a tick that is `factor` times finer; the orders are the same and learn their new ticks. */
  refined(factor: number): PriceLevels {
    const copy = new PriceLevels(this.side, this.slots);
    for (let tick = this.best; tick !== NONE; tick = this.worse(tick)) {
      let slot = this.heads[this.level(tick)] as number;
      while (slot !== NO_SLOT) {
        const next = this.slots.next(slot);
        this.slots.setTick(slot, tick * factor);
        copy.append(slot);
        slot = next;
      }
    }
    return copy;
  }

  /** The highest price in ticks, or `NONE`. */
  highest(): number {
    return this.side === 'buy' || this.best === NONE ? this.best : this.below(MAX_TICK + 1);
  }

  private isBetter(tick: number, than: number): boolean {
    return this.side === 'buy' ? tick > than : tick < than;
  }

  /** Where the level's entries are; those of the empty page where no order rests near. */
  private level(tick: number): number {
    return ((this.directory[tick >> PAGE_BITS] ?? EMPTY_PAGE) << PAGE_BITS) | (tick & IN_PAGE);
  }

  /** Where the level's entries are, with a page of its own. */
  private ownLevel(tick: number): number {
    const level = this.level(tick);
    if (level > IN_PAGE) return level;
    this.openPage(tick >> PAGE_BITS);
    return this.level(tick);
  }

  private openPage(number: number): void {
    if (number >= this.directory.length) {
      let length = this.directory.length;
      while (number >= length) length *= 2;
      this.directory = grown(this.directory, length);
    }
    let page = this.freePages.pop();
    if (page === undefined) {
      page = this.pages;
      this.pages += 1;
      if (this.pages * PAGE_TICKS > this.heads.length) this.growPages();
    }
    this.directory[number] = page;
    this.occupied.insert(number);
  }

  private growPages(): void {
    const levels = this.heads.length * 2;
    this.heads = grown(this.heads, levels);
    this.tails = grown(this.tails, levels);
    this.volumes = grown(this.volumes, levels);
    this.bits = grown(this.bits, levels / 32);
  }

  /** The last order of a level has left. */
  private vacate(tick: number, level: number): void {
    this.bits[level >> 5] = (this.bits[level >> 5] as number) & ~(1 << (level & 31));
    if (tick === this.best) this.best = this.worse(tick);
    const firstWord = (level >> PAGE_BITS) * PAGE_WORDS;
    for (let i = 0; i < PAGE_WORDS; i += 1) if (this.bits[firstWord + i] !== 0) return;
    const number = tick >> PAGE_BITS;
    this.occupied.delete(number);
    this.directory[number] = EMPTY_PAGE;
    this.freePages.push(level >> PAGE_BITS);
  }
}
