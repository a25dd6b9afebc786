import { type TimeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type StyleContext } from './style.ts';
import { type Stretch, continuousEnd, continuousStretches } from './trading-time.ts';

/** What a planned part of a line is: an order into an auction, a part of a schedule, or whatever the market gives. */
export const PLANNED_KINDS = ['openingAuction', 'closingAuction', 'afterHours', 'resting', 'taking', 'shown', 'slice', 'carryOn'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

/** What a style would send, as far as that can be said before the market has its say. */
export interface PlannedSlice {
  readonly kind: PlannedKind;
  /** The stretch of the day in which it may be sent; `until` is no longer in it. */
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
  /** Most shares of it. */
  readonly quantity: Quantity;
  /** Most shares of one order of it. */
  readonly orderQuantity: Quantity;
  /** The worst price that its orders may carry; null: the market's best when they are sent. */
  readonly bound: Price | null;
  /** Whether it sends only what those before it leave. */
  readonly rest: boolean;
}

/** The stretch from now to the end of the continuous session, from its next beginning on; null when it is over. */
export function continuousRest({ rules, now }: Pick<StyleContext, 'rules' | 'now'>): Stretch | null {
  const until = continuousEnd(rules);
  const [first] = continuousStretches(rules, { from: timeOfDayOf(now), until });
  return first === undefined ? null : { from: first.from, until };
}
