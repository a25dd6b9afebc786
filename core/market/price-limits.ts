import { type Price, NO_PRICE, RATE_ONE, UNITS_PER_YUAN, mulDiv } from '../kernel/units.ts';
import { type TradingRules } from './rules.ts';

/** The day's limit-up and limit-down. */
export interface PriceLimits {
  readonly up: Price;
  readonly down: Price;
}

/** What feeds send where there is no limit: 0, 99999.99, or anything from here on; no Chinese share costs so much. */
const SENTINEL_FROM = 10_000 * UNITS_PER_YUAN;

/**
 * The limits that the rules give: previous close times one plus or minus the limit, rounded half up to the tick, at
 * least one tick away from the previous close and never under one tick.
 *
 * Null when the day has no limit, and when there is no previous close to reckon from. On ex-dates and on the first day
 * `prevClose` is what the exchange publishes as such: the ex-rights reference or the issue price.
 */
export function priceLimits(rules: TradingRules, prevClose: Price): PriceLimits | null {
  const limit = rules.priceLimit.value;
  if (limit === null || prevClose <= 0) return null;
  const tick = rules.tick.value;
  const up = roundToTick(prevClose, RATE_ONE + limit.up, tick);
  const down = roundToTick(prevClose, RATE_ONE - limit.down, tick);
  return {
    up: Math.max(up, prevClose + tick) as Price,
    down: Math.max(Math.min(down, prevClose - tick), tick) as Price,
  };
}

/** `price` times `factor` (in steps of 1e-8), rounded half up to a whole number of ticks. */
export function roundToTick(price: Price, factor: number, tick: Price): Price {
  return (mulDiv(price, factor, RATE_ONE * tick, 'halfUp') * tick) as Price;
}

/** Whether a feed's limit price means "no limit" (see `SENTINEL_FROM`). */
export function isNoLimitSentinel(price: Price): boolean {
  return price <= 0 || price >= SENTINEL_FROM;
}

/** The limits that hold, whose word that is, and both words where they differ. */
export interface EffectiveLimits {
  /** Null: no limit today. */
  readonly limits: PriceLimits | null;
  readonly from: 'feed' | 'rules';
  readonly disagreement: LimitDisagreement | null;
}

export interface LimitDisagreement {
  readonly feed: PriceLimits | null;
  readonly computed: PriceLimits | null;
}

/**
 * The limits to trade by. The feed wins; where the rules say otherwise, that is reported. A feed that sends 0 for both
 * says nothing, so the rules hold: it cannot take a limit away by leaving it out.
 */
export function effectiveLimits(feedUp: Price, feedDown: Price, computed: PriceLimits | null): EffectiveLimits {
  if (feedUp <= 0 && feedDown <= 0) return { limits: computed, from: 'rules', disagreement: null };
  const feed = isNoLimitSentinel(feedUp)
    ? null
    : { up: feedUp, down: feedDown > 0 ? feedDown : (computed?.down ?? NO_PRICE) };
  const agreed = feed?.up === computed?.up && feed?.down === computed?.down;
  return { limits: feed, from: 'feed', disagreement: agreed ? null : { feed, computed } };
}
