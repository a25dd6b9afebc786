import { type Quantity, type Rate, RATE_ONE, mulDiv } from '../kernel/units.ts';
import { type TradingRules } from '../market/rules.ts';
import { type InstrumentBook } from './quote-book.ts';
import { type LiveOrder, displayedAt, oppositeLevels, reaches } from './quote-order.ts';
import { type ReportWriter } from './quote-reports.ts';
import { type Tape, sharesSince, tradedAt, tradedThrough } from './quote-tape.ts';

/** What resting orders are matched with: the new snapshot (the book's), the tape that led to it, and how much of it. */
export interface Round {
  readonly tape: Tape;
  readonly rules: TradingRules;
  /** At most this share of the traded volume is ours. */
  readonly volumeCap: Rate;
}

/**
 * Gives the resting orders their part of a new snapshot. They rested first, so they trade at their own prices:
 *
 * - with the levels of the other side that now reach their price, as far as displayed;
 * - where the other side's best reaches the price or a trade went through it: with the volume cap's share of the tape;
 * - where trades happened at the price and not beyond: with what is left of these after the queue ahead, never more
 *   than the cap's share.
 *
 * All our orders of an instrument together get no more than the cap's share of one tape, by price, then time, buys
 * first. What traded before an order was placed is not its own.
 */
export function matchResting(book: InstrumentBook, round: Round, reports: ReportWriter): void {
  const given = { buy: 0, sell: 0 };
  for (const order of book.orders()) {
    const { side } = order.request;
    const share = sharesSince(round.tape, order.placed, round.tape.volume);
    const cap = capOf(round, share) - given.buy - given.sell;
    const passed = hasPassed(order, round.tape);
    const atPrice = passed ? share : sharesAt(order, round);
    const offered = passed ? share : Math.max(0, atPrice - (order.ahead ?? Infinity) - given[side]);
    const traded = Math.max(0, Math.min(offered, cap));
    given[side] += book.fillResting(order, order.limit, traded, round.rules, reports);
    order.ahead = passed ? (0 as Quantity) : queueAfter(order, round.tape, atPrice);
  }
}

function capOf(round: Round, shares: number): number {
  return mulDiv(shares, round.volumeCap, RATE_ONE, 'floor');
}

/** Whether the market has come to our price from the other side, so that nobody is left before us. */
function hasPassed(order: LiveOrder, tape: Tape): boolean {
  const { side } = order.request;
  const best = oppositeLevels(tape.after, side)[0];
  if (best !== undefined && reaches(side, order.limit, best.price)) return true;
  return sharesSince(tape, order.placed, tape.volume) > 0 && tradedThrough(tape, side, order.limit);
}

function sharesAt(order: LiveOrder, { tape, rules }: Round): number {
  return sharesSince(tape, order.placed, tradedAt(tape, order.request.side, order.limit, rules.tick.value));
}

/**
 * The queue after `atPrice` shares traded at our price. It also shrinks by cancels before us; nobody says how many, but
 * it cannot be longer than what is displayed now.
 */
function queueAfter(order: LiveOrder, tape: Tape, atPrice: number): LiveOrder['ahead'] {
  const shown = displayedAt(tape.after, order.request.side, order.limit);
  if (order.ahead === null) return shown;
  const left = Math.max(0, order.ahead - atPrice);
  return (shown === null ? left : Math.min(left, shown)) as Quantity;
}
