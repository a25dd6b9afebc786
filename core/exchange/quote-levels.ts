import { type Price, type Quantity } from '../kernel/units.ts';
import { type Level, type Quote } from '../market/quote.ts';
import { type Side } from '../orders/order.ts';
import { oppositeLevels, reaches } from './quote-order.ts';

interface Taken {
  /** The side of the orders that took. */
  readonly side: Side;
  readonly price: Price;
  /** What the level showed when it was first taken from. */
  readonly shown: Quantity;
  shares: number;
}

/**
 * What our own orders have taken from the displayed levels, so that the same shares are never sold to us twice.
 *
 * The market's record knows nothing of our trades: it goes on showing what we took. A level stays taken as long as
 * snapshots show it unchanged with no trade in between; anything else is new supply.
 */
export class TakenLevels {
  private taken: Taken[] = [];

  get isEmpty(): boolean {
    return this.taken.length === 0;
  }

  /** What is left for an order of `side` in a displayed level of the other side. */
  left(side: Side, level: Level): Quantity {
    const taken = this.find(side, level.price);
    return taken === undefined ? level.volume : (Math.max(0, level.volume - taken.shares) as Quantity);
  }

  take(side: Side, level: Level, shares: Quantity): void {
    const taken = this.find(side, level.price);
    if (taken !== undefined) taken.shares += shares;
    else this.taken.push({ side, price: level.price, shown: level.volume, shares });
  }

  /** Takes up to `wanted` shares from the levels that `limit` reaches, best first; returns how many there were. */
  takeDownTo(quote: Quote, side: Side, limit: Price, wanted: Quantity): Quantity {
    let open: number = wanted;
    for (const level of oppositeLevels(quote, side)) {
      if (open === 0 || !reaches(side, limit, level.price)) break;
      const part = Math.min(open, this.left(side, level)) as Quantity;
      if (part > 0) this.take(side, level, part);
      open -= part;
    }
    return (wanted - open) as Quantity;
  }

  /** A new snapshot: forgets what no longer stands. */
  turnTo(quote: Quote, traded: boolean): void {
    this.taken = traded ? [] : this.taken.filter((taken) => isUnchanged(taken, quote));
  }

  private find(side: Side, price: Price): Taken | undefined {
    return this.taken.find((taken) => taken.side === side && taken.price === price);
  }
}

function isUnchanged(taken: Taken, quote: Quote): boolean {
  return oppositeLevels(quote, taken.side).some((level) => level.price === taken.price && level.volume === taken.shown);
}
