import { type FillRow, type LineRow, type OrderRow, type TimelineRow } from '../../../preload/contract.ts';
import { SLOTS, type Slot, slotOf, slotOfTime, slotsOf } from '../../charts/slots.ts';

/** A line against its market, on the places of a day's chart; null where there is nothing. */
export interface Timeline {
  readonly market: readonly (Slot | null)[];
  /** Shares that were to be, and that are, filled up to the end of each place. */
  readonly planned: readonly (number | null)[];
  readonly filled: readonly (number | null)[];
  /** Shares that were sent up to the end of each place and are filled or may still be. */
  readonly sent: readonly (number | null)[];
  /** Shares that were filled in it. */
  readonly ours: readonly number[];
  /** Ours as a share of the market's, from 0 to 1. */
  readonly participation: readonly (number | null)[];
}

/** @param orders and fills are the line's own. */
export function timelineOf(line: LineRow, row: TimelineRow, orders: readonly OrderRow[], fills: readonly FillRow[]): Timeline {
  const market = slotsOf(row.points);
  const ours = sumsBySlot(fills.map(({ time, quantity }) => [time, quantity]));
  const last = Math.max(market.findLastIndex((slot) => slot !== null), ours.findLastIndex((shares) => shares > 0));
  return {
    market,
    ours,
    planned: plannedSteps(line, row),
    sent: stepsUntil(last, sumsBySlot(orders.flatMap(sending))),
    filled: stepsUntil(last, ours),
    participation: ours.map((shares, at) => shareOf(shares, market[at])),
  };
}

/** An order's shares when it was sent; what it leaves is taken back when it ends. */
function sending({ created, updated, quantity, filled, final }: OrderRow): readonly (readonly [number, number])[] {
  return final ? [[created, quantity], [updated, filled - quantity]] : [[created, quantity]];
}

function sumsBySlot(changes: readonly (readonly [moment: number, shares: number])[]): readonly number[] {
  const sums = Array.from({ length: SLOTS }, () => 0);
  for (const [moment, shares] of changes) {
    const slot = slotOf(moment);
    if (slot !== null) sums[slot] = (sums[slot] ?? 0) + shares;
  }
  return sums;
}

/** The schedule that has begun; before that, what the line would send. */
function plannedSteps(line: LineRow, { schedule, slices }: TimelineRow): readonly (number | null)[] {
  const known = line.plannedQuantity - (schedule.at(-1)?.cumulative ?? 0);
  let sum = line.filled;
  const steps = schedule.length > 0
    ? schedule.map(({ due, cumulative }) => ({ due, until: known + cumulative }))
    : slices.filter(({ rest }) => !rest).map(({ from, quantity }) => ({ due: from, until: (sum += quantity) }));
  const planned: (number | null)[] = Array.from({ length: SLOTS }, () => null);
  for (const { due, until } of steps) {
    const slot = slotOfTime(due);
    if (slot !== null) planned[slot] = until;
  }
  return carriedOn(planned);
}

/** The running sum from its first share up to the market's last minute. */
function stepsUntil(last: number, changes: readonly number[]): readonly (number | null)[] {
  let sum = 0;
  let begun = false;
  return changes.map((shares, at) => {
    sum += shares;
    begun ||= shares !== 0;
    return at > last || !begun ? null : sum;
  });
}

function carriedOn(steps: readonly (number | null)[]): readonly (number | null)[] {
  let held: number | null = null;
  return steps.map((step) => {
    held = step ?? held;
    return held;
  });
}

function shareOf(shares: number, slot: Slot | null | undefined): number | null {
  return shares === 0 || slot == null || slot.volume === 0 ? null : shares / slot.volume;
}
