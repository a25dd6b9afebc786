import { unreachable } from '../kernel/invariant.ts';
import { timeOfDayOf } from '../kernel/time.ts';
import { type Price, type Quantity, minQuantity, subtractQuantity } from '../kernel/units.ts';
import { type OrderType, type Phase, isMarketType } from '../market/rules.ts';
import { type AfterHoursStyle, type ExecutionStyle, type SlicedStyle } from '../plan/line.ts';
import { type AuctionPricing, auctionPrice } from './auction-price.ts';
import { supportedType } from './best-five.ts';
import { openingCall } from './call-auction.ts';
import { type PlannedKind, type PlannedSlice, continuousRest } from './planned-slice.ts';
import { plannedSchedule } from './planned-sliced.ts';
import { boundedPrice } from './price.ts';
import { scheduleFrom } from './sliced.ts';
import { type Slice } from './slices.ts';
import { type StyleContext } from './style.ts';
import { type Stretch, closingCall, continuousEnd, fixedPriceSession } from './trading-time.ts';

/**
 * The dry run of a style: what it would send from now on, in order, if nothing but the clock and the exchange's hours
 * stood in its way. Empty when it would send nothing any more. Pure, like the style itself.
 */
export function plannedSlices(style: ExecutionStyle, context: StyleContext): readonly PlannedSlice[] {
  if (context.remaining === 0) return [];
  switch (style.style) {
    case 'callAuction':
      return openingThen(style, context);
    case 'afterHours':
      return afterHoursSlice(style, context);
    case 'closingAuction':
      return auctionSlice('closingAuction', closingCall(context.rules), style, context);
    case 'limit':
      return limitSlice(style.price, context);
    case 'pegged':
      return continuousSlice('resting', 'limit', boundOf(style.bound, context), context);
    case 'iceberg':
      return icebergSlice(style, context);
    case 'bestFive':
      return continuousSlice('taking', supportedType(style.rest, context), boundOf(style.bound, context), context);
    case 'twap':
      return slicedThen(style, plannedSchedule(style, null, context), context);
    case 'vwap':
      return slicedThen(style, plannedSchedule(style, context.volumeCurve, context), context);
    case 'script':
      // Only the script knows, and it is asked when the time has come.
      return [];
    default:
      return unreachable(style);
  }
}

/** The schedule that a line has begun, past slices included; empty before, and for styles that have none. */
export function begunSchedule(style: ExecutionStyle, context: StyleContext): readonly Slice[] {
  if (style.style === 'callAuction') return style.then === null ? [] : begunSchedule(style.then, context);
  if (context.started === null || (style.style !== 'twap' && style.style !== 'vwap')) return [];
  return scheduleFrom(style, style.style === 'twap' ? null : context.volumeCurve, context, context.started);
}

function boundOf(bound: SlicedStyle['bound'], { line, rules, reference }: StyleContext): Price {
  return boundedPrice(line.side, line.refPrice, bound, rules.tick.value, reference);
}

function orderCap(type: OrderType, { rules }: StyleContext): Quantity {
  const { limit, market } = rules.maxQuantity.value;
  return isMarketType(type) ? market : limit;
}

/** One order over all that is left, somewhere in the stretch. */
function wholeSlice(kind: PlannedKind, { from, until }: Stretch, type: OrderType, bound: Price | null, context: StyleContext): PlannedSlice {
  const { remaining } = context;
  return { kind, from, until, quantity: remaining, orderQuantity: minQuantity(remaining, orderCap(type, context)), bound, rest: false };
}

function continuousSlice(kind: PlannedKind, type: OrderType, bound: Price | null, context: StyleContext): readonly PlannedSlice[] {
  const stretch = continuousRest(context);
  return stretch === null ? [] : [wholeSlice(kind, stretch, type, bound, context)];
}

/** A limit of its own is sent as soon as the exchange takes orders; the market's best is known in continuous trading only. */
function limitSlice(fixed: Price | null, context: StyleContext): readonly PlannedSlice[] {
  if (fixed === null) return continuousSlice('resting', 'limit', null, context);
  const clock = timeOfDayOf(context.now);
  const open = context.rules.phases.value.filter((phase) => phase.entry && phase.until > clock);
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [wholeSlice('resting', { from: laterOf(first, clock), until: last.until }, 'limit', fixed, context)];
}

function icebergSlice(style: Extract<ExecutionStyle, { style: 'iceberg' }>, context: StyleContext): readonly PlannedSlice[] {
  const slices = continuousSlice('shown', 'limit', style.price ?? boundOf(style.bound, context), context);
  return slices.map((slice) => ({ ...slice, orderQuantity: minQuantity(slice.orderQuantity, style.shown) }));
}

function auctionSlice(
  kind: 'openingAuction' | 'closingAuction',
  call: Stretch | undefined,
  pricing: AuctionPricing,
  context: StyleContext,
): readonly PlannedSlice[] {
  const clock = timeOfDayOf(context.now);
  const price = auctionPrice(pricing, context);
  if (call === undefined || clock >= call.until || price === null) return [];
  return [wholeSlice(kind, { from: laterOf(call, clock), until: call.until }, 'limit', price, context)];
}

function laterOf({ from }: Stretch | Phase, clock: Stretch['from']): Stretch['from'] {
  return clock > from ? clock : from;
}

function openingThen(style: Extract<ExecutionStyle, { style: 'callAuction' }>, context: StyleContext): readonly PlannedSlice[] {
  const { offset, from = 'reference', price = null, then } = style;
  const opening = auctionSlice('openingAuction', openingCall(context.rules), { offset, from, price }, context);
  if (then === null) return opening;
  return [...opening, ...asRest(plannedSlices(then, context), opening.length > 0)];
}

/** What follows the window sends what the schedule leaves to it, such as less than a lot; else only what was missed. */
function slicedThen(style: SlicedStyle, slices: readonly PlannedSlice[], context: StyleContext): readonly PlannedSlice[] {
  const left = slices.reduce((shares, slice) => subtractQuantity(shares, slice.quantity), context.remaining);
  if (left === 0) return [...slices, ...asRest(afterWindow(style, context), true)];
  return [...slices, ...afterWindow(style, { ...context, remaining: left })];
}

function afterWindow(style: SlicedStyle, context: StyleContext): readonly PlannedSlice[] {
  const bound = boundOf(style.bound, context);
  if (style.rest === 'cancel') return [];
  if (style.rest === 'closingAuction') {
    return auctionSlice('closingAuction', closingCall(context.rules), { from: 'reference', offset: style.bound, price: null }, context);
  }
  const until = continuousEnd(context.rules);
  const stretch = continuousRest(context);
  if (stretch === null || style.end >= until) return [];
  const from = laterOf({ from: style.end, until }, stretch.from);
  return [wholeSlice('carryOn', { from, until }, supportedType('cancel', context), bound, context)];
}

function afterHoursSlice({ bound }: AfterHoursStyle, context: StyleContext): readonly PlannedSlice[] {
  const session = fixedPriceSession(context.rules);
  const clock = timeOfDayOf(context.now);
  if (session === undefined || clock >= session.until) return [];
  return [wholeSlice('afterHours', { from: laterOf(session, clock), until: session.until }, 'limit', boundOf(bound, context), context)];
}

function asRest(slices: readonly PlannedSlice[], rest: boolean): readonly PlannedSlice[] {
  return rest ? slices.map((slice) => ({ ...slice, rest: true })) : slices;
}
