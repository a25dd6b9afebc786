/** A fall from a high; the points are indexes into the curve. */
export interface Drawdown {
  /** Trough over peak, less one: negative. */
  readonly depth: number;
  /** The first point at that high. */
  readonly peak: number;
  /** The first point at the lowest. */
  readonly trough: number;
  /** The first point at or above the high again; null: not yet. */
  readonly recovery: number | null;
}

/** The deepest fall of a curve of positive values, the first of them when several are as deep; null: it never fell. */
export function deepestDrawdown(curve: readonly number[]): Drawdown | null {
  let depth = 0;
  let peak = 0;
  let trough = 0;
  let recovery: number | null = null;
  let high = 0;
  for (const [i, value] of curve.entries()) {
    if (value > (curve[high] as number)) high = i;
    const fall = value / (curve[high] as number) - 1;
    if (fall < depth) {
      depth = fall;
      peak = high;
      trough = i;
      recovery = null;
    } else if (recovery === null && value >= (curve[peak] as number)) {
      recovery = i;
    }
  }
  return depth < 0 ? { depth, peak, trough, recovery } : null;
}
