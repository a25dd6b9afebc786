import { hash32 } from '../kernel/ids.ts';
import { seededRandom } from '../kernel/random.ts';
import { type TimeOfDay } from '../kernel/time.ts';
import { type Quantity, RATE_ONE, quantity } from '../kernel/units.ts';
import { type TradingRules } from '../market/rules.ts';
import { type VolumeCurve, volumeUntil } from '../market/volume-curve.ts';
import { type SliceParams } from '../plan/line.ts';
import { MOST_SLICES } from '../plan/style-problem.ts';
import { continuousStretches, lengthOf, timeAfter } from './trading-time.ts';

/** One part of a schedule. */
export interface Slice {
  /** When it may be sent. */
  readonly due: TimeOfDay;
  /** Shares of it alone, and of all up to and including it; the last one's `cumulative` is the whole. */
  readonly shares: Quantity;
  readonly cumulative: Quantity;
}

export interface SliceJob {
  readonly params: Pick<SliceParams, 'end' | 'slices' | 'intervalMs' | 'sizeJitter' | 'timeJitter'>;
  readonly begin: TimeOfDay;
  readonly total: Quantity;
  /** Null: every stretch of time weighs the same. */
  readonly curve: VolumeCurve | null;
  readonly rules: TradingRules;
  /** The same seed gives the same randomised schedule. */
  readonly seed: string;
}

/**
 * The whole schedule from `begin` to the end of the window, a pure function of its inputs: made anew whenever it is
 * asked for, before the day for a preview or after a restart. Empty when no continuous trading is left in the window.
 */
export function planSlices({ params, begin, total, curve, rules, seed }: SliceJob): readonly Slice[] {
  const stretches = continuousStretches(rules, { from: begin, until: params.end });
  const length = lengthOf(stretches);
  if (length === 0) return [];
  const count = Math.min(MOST_SLICES, params.slices ?? Math.max(1, Math.floor(length / params.intervalMs)));
  const random = seededRandom(hash32(seed));
  const edges = Array.from({ length: count + 1 }, (_, index) => timeAfter(stretches, Math.floor((length * index) / count)));
  const weights = weightsOf(edges, curve).map((weight) => weight * (1 + spread(params.sizeJitter) * (2 * random() - 1)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  let before = 0;
  return weights.map((weight, index) => {
    passed += weight;
    const last = index === count - 1;
    const cumulative = last ? total : wholeLots(rules, (total * passed) / whole);
    const shares = quantity(Math.max(0, cumulative - before));
    before = cumulative;
    const late = (length / count) * spread(params.timeJitter) * random();
    return { due: timeAfter(stretches, Math.floor((length * index) / count + late)), shares, cumulative };
  });
}

/** Each stretch between two edges weighs what the curve says of it, all the same where it says nothing of any of them. */
function weightsOf(edges: readonly TimeOfDay[], curve: VolumeCurve | null): readonly number[] {
  const until = edges.map((edge, index) => (curve === null ? index : volumeUntil(curve, edge)));
  const weights = until.slice(1).map((volume, index) => volume - (until[index] ?? 0));
  return weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
}

function spread(jitter: number): number {
  return jitter / RATE_ONE;
}

/** Rounded down to the buying step; the sliver keeps a whole number that float division missed by a hair. */
function wholeLots(rules: TradingRules, shares: number): Quantity {
  const { buyStep } = rules.lot.value;
  return quantity(Math.floor(shares / buyStep + 1e-9) * buyStep);
}

/** The slice whose time has come last; undefined before the first. */
export function sliceAt(slices: readonly Slice[], time: TimeOfDay): Slice | undefined {
  return slices.findLast((slice) => slice.due <= time);
}
