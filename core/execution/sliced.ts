import { type EpochMs, timeOfDayOf, formatTimeOfDay } from '../kernel/time.ts';
import { type Quantity, ZERO_QUANTITY, minQuantity, quantity } from '../kernel/units.ts';
import { type VolumeCurve } from '../market/volume-curve.ts';
import { type SliceParams, type SlicedStyle } from '../plan/line.ts';
import { bestFive } from './best-five.ts';
import { closingAuction } from './closing-auction.ts';
import { participationLeft } from './participation.ts';
import { type Slice, planSlices, sliceAt } from './slices.ts';
import { type StyleContext, type StyleMove, finish, wait } from './style.ts';
import { continuousEnd } from './trading-time.ts';
import { withdraw } from './withdraw.ts';

/**
 * Works a line slice by slice along `curve`, each slice as a best-five order within the bound and the cap.
 *
 * The schedule is drawn anew each time from when the line began (journalled) and what its orders have done: a restart, a
 * pause, a halt or a changed quantity finds the slices that are left, and none is sent twice.
 */
export function sliced(params: SlicedStyle, curve: VolumeCurve | null, context: StyleContext): StyleMove {
  const clock = timeOfDayOf(context.now);
  const over = clock >= params.end || clock >= continuousEnd(context.rules);
  const [open] = context.openOrders;
  if (open !== undefined) return awaitOrder(open, context);
  if (over) return afterWindow(params, context);
  if (params.start !== null && clock < params.start && !context.forced) return wait('style.awaitsStart', { start: formatTimeOfDay(params.start) });
  if (context.phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  if (context.started !== null && context.forced) return within(params, context.remaining, context);
  if (context.started !== null) return workSlice(params, curve, context, context.started);
  return context.quote === undefined ? wait('style.noOpposite') : { kind: 'start' };
}

/** What an order leaves on the book, where the exchange has no best-five order, is not left beside the next slice. */
function awaitOrder(order: StyleContext['orders'][number], context: StyleContext): StyleMove {
  if (order.type !== 'limit' || context.now - order.updated < context.retryIntervalMs) return wait('style.orderWorking');
  return withdraw(order, { code: 'style.sliceOver', params: {} }, context);
}

/** The whole schedule of a line that begins it at `started`, over what was not filled before. */
export function scheduleFrom(params: SlicedStyle, curve: VolumeCurve | null, context: StyleContext, started: EpochMs): readonly Slice[] {
  const { line, rules } = context;
  const before = filledSince(context, 0 as EpochMs) - filledSince(context, started);
  return planSlices({
    params,
    begin: timeOfDayOf(started),
    total: quantity(Math.max(0, line.plannedQuantity - before)),
    curve,
    rules,
    seed: line.id,
  });
}

function workSlice(params: SlicedStyle, curve: VolumeCurve | null, context: StyleContext, started: EpochMs): StyleMove {
  const { now } = context;
  const slices = scheduleFrom(params, curve, context, started);
  const slice = sliceAt(slices, timeOfDayOf(now));
  if (slice === undefined) return wait('style.awaitsSlice');
  const dueAt = (now - timeOfDayOf(now) + slice.due) as EpochMs;
  const wanted = legalSlice(quota(params, slice, slices, context, filledSince(context, started), filledSince(context, dueAt)), context);
  return wanted === 0 ? wait('style.awaitsSlice') : within(params, wanted, context);
}

/** Filled over the orders that were made at `since` or later. */
export function filledSince(context: StyleContext, since: EpochMs): number {
  return context.orders.reduce((sum, order) => (order.created >= since ? sum + order.filled : sum), 0);
}

/** What the slice may still send: its own shares, and as much of what earlier ones missed as the policy says. */
export function quota(
  { catchUp }: Pick<SliceParams, 'catchUp'>,
  slice: Slice,
  slices: readonly Slice[],
  context: Pick<StyleContext, 'rules'>,
  done: number,
  inSlice: number,
): number {
  const behind = slice.cumulative - done;
  if (catchUp === 'atOnce') return behind;
  if (catchUp === 'skip') return Math.min(behind, slice.shares - inSlice);
  const { buyStep } = context.rules.lot.value;
  const usual = Math.ceil((slices.at(-1)?.cumulative ?? 0) / slices.length / buyStep) * buyStep;
  return Math.min(behind, 2 * Math.max(slice.shares, usual) - inSlice);
}

/** No more than is left, and never so much that what stays would be too little for an order of its own. */
export function legalSlice(wanted: number, { remaining, rules, line }: Pick<StyleContext, 'remaining' | 'rules' | 'line'>): Quantity {
  const { buyMin, sellMin } = rules.lot.value;
  const least = line.side === 'buy' ? buyMin : sellMin;
  if (wanted <= 0) return ZERO_QUANTITY;
  if (wanted >= remaining) return remaining;
  const shares = remaining - wanted < least ? remaining - least : wanted;
  return shares < least ? ZERO_QUANTITY : quantity(shares);
}

function within(params: SliceParams, wanted: Quantity, context: StyleContext): StyleMove {
  const allowed = params.cap === null ? wanted : participationLeft(params.cap, context);
  const shares = minQuantity(wanted, legalSlice(Math.min(wanted, allowed), context));
  if (shares === 0) return wait('style.capReached', { wanted, allowed });
  return bestFive({ style: 'bestFive', rest: 'cancel', bound: params.bound }, { ...context, remaining: shares });
}

function afterWindow(params: SliceParams, context: StyleContext): StyleMove {
  const { line, remaining, phase, rules, now } = context;
  if (params.rest === 'closingAuction') {
    return closingAuction({ style: 'closingAuction', from: 'reference', offset: params.bound, price: null }, context);
  }
  if (params.rest === 'cancel' || timeOfDayOf(now) >= continuousEnd(rules)) {
    return finish('style.windowOver', { remaining, planned: line.plannedQuantity });
  }
  return phase.matching === 'continuous' ? within(params, remaining, context) : wait('style.awaitsContinuous');
}
