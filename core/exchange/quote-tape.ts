import { type EpochMs } from '../kernel/time.ts';
import { type Price, type Quantity, UNITS_PER_YUAN, mulDiv } from '../kernel/units.ts';
import { type Quote } from '../market/quote.ts';
import { type Side } from '../orders/order.ts';

/**
 * What a feed tells of the trades between two snapshots: how many shares for how much, and the last price. Where and in
 * which order they traded nobody says; the functions here draw the cautious conclusion.
 */
export interface Tape {
  readonly volume: Quantity;
  /** 1/10000 yuan. */
  readonly amount: number;
  readonly last: Price;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** The best prices shown before and after. */
  readonly before: Quote;
  readonly after: Quote;
}

/** Feeds round turnover to the yuan at worst: a difference within this proves nothing. */
const TURNOVER_ROUNDING = UNITS_PER_YUAN;

/** The tape from `before` to `after`; trades before `opened`, the start of continuous trading, took no time. */
export function tapeBetween(before: Quote, after: Quote, opened: EpochMs): Tape {
  const volume = (after.volume - before.volume) as Quantity;
  const amount = after.turnover - before.turnover;
  const from = Math.max(before.time, opened) as EpochMs;
  const plausible = amount + TURNOVER_ROUNDING >= after.low * volume && amount - TURNOVER_ROUNDING <= after.high * volume;
  return {
    volume,
    amount: plausible ? amount : after.last * volume,
    last: after.last,
    from,
    to: after.time,
    before,
    after,
  };
}

/**
 * Whether some trade was surely worse for us than our limit, so that we, first in price, would have had it: the last
 * price or the average lies beyond the limit.
 */
export function tradedThrough(tape: Tape, side: Side, limit: Price): boolean {
  if (tape.volume === 0) return false;
  const atLimit = limit * tape.volume;
  return side === 'buy'
    ? tape.last < limit || tape.amount + TURNOVER_ROUNDING < atLimit
    : tape.last > limit || tape.amount - TURNOVER_ROUNDING > atLimit;
}

/**
 * How many shares traded at `limit` when none traded beyond it. The rest is taken to have traded at the nearest price
 * on the market's side of the limit that was a best price before or after, one tick away where there was none: the
 * average then tells the shares, rather too few than too many.
 */
export function tradedAt(tape: Tape, side: Side, limit: Price, tick: Price): number {
  if (tape.volume === 0) return 0;
  const away = side === 'buy' ? tape.amount - limit * tape.volume : limit * tape.volume - tape.amount;
  if (away <= 0) return tape.volume;
  const gap = Math.abs(nearestBest(tape, side, limit, tick) - limit);
  return Math.max(0, Math.floor(tape.volume - away / gap));
}

function nearestBest(tape: Tape, side: Side, limit: Price, tick: Price): number {
  let nearest = side === 'buy' ? Infinity : -Infinity;
  for (const { bids, asks } of [tape.before, tape.after]) {
    for (const best of [bids[0]?.price, asks[0]?.price]) {
      if (best === undefined) continue;
      if (side === 'buy' && best > limit) nearest = Math.min(nearest, best);
      if (side === 'sell' && best < limit) nearest = Math.max(nearest, best);
    }
  }
  if (Number.isFinite(nearest)) return nearest;
  return side === 'buy' ? limit + tick : limit - tick;
}

/** Of `shares` on the tape, those after `placed`, as if they had traded evenly; rounded down. */
export function sharesSince(tape: Tape, placed: EpochMs, shares: number): number {
  if (placed <= tape.from) return shares;
  return placed >= tape.to ? 0 : mulDiv(shares, tape.to - placed, tape.to - tape.from, 'floor');
}
