/** A stream of numbers in [0, 1) that depends on its seed alone. */
export type Random = () => number;

/**
 * Seeded generator sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush, the same on every
 * machine. For simulations only, never for secrets.
 */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162 ^ Math.floor(seed / 0x1_0000_0000);
  let d = seed >>> 0;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}

/** A standard normal number (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
