import { bitsAbove, bitsBelow, grown, highestBit, lowestBit } from './order-book-arrays.ts';

/** "There is none": positions are 0 or more. */
export const NONE = -1;

/**
 * A set of small integers that finds the next member above or below a position in a few steps, however far it is.
 *
 * A bit for each integer in words of 32; above each tier of words another with a bit for each word that is not empty,
 * up to a tier of a single word.
 */
export class PageSet {
  private tiers: Int32Array<ArrayBufferLike>[] = tiersFor(new Int32Array(1));

  insert(member: number): void {
    if (member >> 5 >= this.words(0).length) this.grow(member);
    let at = member;
    for (const words of this.tiers) {
      words[at >> 5] = (words[at >> 5] as number) | (1 << (at & 31));
      at >>= 5;
    }
  }

  delete(member: number): void {
    let at = member;
    for (const words of this.tiers) {
      const left = (words[at >> 5] as number) & ~(1 << (at & 31));
      words[at >> 5] = left;
      if (left !== 0) return;
      at >>= 5;
    }
  }

  has(member: number): boolean {
    return (((this.words(0)[member >> 5] ?? 0) >> (member & 31)) & 1) === 1;
  }

  /** The smallest member greater than `position`, or `NONE`. */
  above(position: number): number {
    let at = position;
    for (let tier = 0; tier < this.tiers.length; tier += 1) {
      const word = bitsAbove(this.words(tier)[at >> 5] ?? 0, at & 31);
      at >>= 5;
      if (word === 0) continue;
      at = (at << 5) | lowestBit(word);
      for (let down = tier - 1; down >= 0; down -= 1) at = (at << 5) | lowestBit(this.words(down)[at] as number);
      return at;
    }
    return NONE;
  }

  /** The greatest member less than `position`, or `NONE`. */
  below(position: number): number {
    let at = Math.min(position, this.words(0).length * 32 - 1);
    if (at < position && this.has(at)) return at;
    for (let tier = 0; tier < this.tiers.length; tier += 1) {
      const word = bitsBelow(this.words(tier)[at >> 5] as number, at & 31);
      at >>= 5;
      if (word === 0) continue;
      at = (at << 5) | highestBit(word);
      for (let down = tier - 1; down >= 0; down -= 1) at = (at << 5) | highestBit(this.words(down)[at] as number);
      return at;
    }
    return NONE;
  }

  private words(tier: number): Int32Array {
    return this.tiers[tier] as Int32Array;
  }

  private grow(member: number): void {
    let length = this.words(0).length;
    while (member >> 5 >= length) length *= 2;
    this.tiers = tiersFor(grown(this.words(0), length));
  }
}

/** The tiers above the given lowest one. */
function tiersFor(lowest: Int32Array<ArrayBufferLike>): Int32Array<ArrayBufferLike>[] {
  const tiers = [lowest];
  for (let words = lowest; words.length > 1;) {
    const above = new Int32Array(Math.ceil(words.length / 32));
    words.forEach((word, i) => {
      if (word !== 0) above[i >> 5] = (above[i >> 5] as number) | (1 << (i & 31));
    });
    tiers.push(above);
    words = above;
  }
  return tiers;
}
