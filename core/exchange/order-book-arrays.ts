/** A copy of `array` with room for `length` entries; the new ones are 0. */
export function grown<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const copy = new (array.constructor as new (length: number) => T)(length);
  copy.set(array);
  return copy;
}

/** Position of the lowest set bit of a 32-bit word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Position of the highest set bit of a 32-bit word that is not 0. */
export function highestBit(word: number): number {
  return 31 - Math.clz32(word);
}

/** The bits of a 32-bit word above position `bit` (0 to 31). */
export function bitsAbove(word: number, bit: number): number {
  return bit === 31 ? 0 : word & (-2 << bit);
}

/** The bits of a 32-bit word below position `bit` (0 to 31). */
export function bitsBelow(word: number, bit: number): number {
  return word & ((1 << bit) - 1);
}
