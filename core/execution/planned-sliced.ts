import { type EpochMs, type TimeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Quantity, addQuantity, quantity, subtractQuantity } from '../kernel/units.ts';
import { type VolumeCurve } from '../market/volume-curve.ts';
import { type SlicedStyle } from '../plan/line.ts';
import { leaves } from '../orders/order.ts';
import { type PlannedSlice } from './planned-slice.ts';
import { boundedPrice } from './price.ts';
import { filledSince, legalSlice, quota, scheduleFrom } from './sliced.ts';
import { sliceAt } from './slices.ts';
import { type StyleContext } from './style.ts';
import { continuousEnd } from './trading-time.ts';

/**
 * The slices of a schedule that are still to come, each as it would be sent if all before it were filled in their time:
 * the very schedule that {@link sliced} works, in the quantities that the exchange takes.
 */
export function plannedSchedule(params: SlicedStyle, curve: VolumeCurve | null, context: StyleContext): readonly PlannedSlice[] {
  const { now, rules, line, reference } = context;
  const started = context.started ?? ((now + Math.max(0, (params.start ?? 0) - timeOfDayOf(now))) as EpochMs);
  const slices = scheduleFrom(params, curve, context, started);
  const clock = timeOfDayOf(now);
  const last = Math.min(params.end, continuousEnd(rules)) as TimeOfDay;
  const bound = boundedPrice(line.side, line.refPrice, params.bound, rules.tick.value, reference);
  const planned: PlannedSlice[] = [];
  let { remaining } = context;
  let done = addQuantity(quantity(filledSince(context, started)), openShares(context));
  slices.forEach((slice, index) => {
    const until = slices[index + 1]?.due ?? last;
    if (until <= clock) return;
    const inSlice = slice === sliceAt(slices, clock) ? sentSince(context, slice.due) : 0;
    const wanted = legalSlice(quota(params, slice, slices, context, done, inSlice), { remaining, rules, line });
    if (wanted === 0) return;
    const from = Math.max(slice.due, clock) as TimeOfDay;
    planned.push({ kind: 'slice', from, until, quantity: wanted, orderQuantity: wanted, bound, rest: false });
    done = addQuantity(done, wanted);
    remaining = subtractQuantity(remaining, wanted);
  });
  return planned;
}

function openShares({ openOrders }: StyleContext): Quantity {
  return quantity(openOrders.reduce((sum, order) => sum + leaves(order), 0));
}

function sentSince(context: StyleContext, due: TimeOfDay): number {
  const dueAt = (context.now - timeOfDayOf(context.now) + due) as EpochMs;
  return filledSince(context, dueAt) + openShares(context);
}
