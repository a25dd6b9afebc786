import { NO_PRICE, type Price, type Rate } from '../kernel/units.ts';
import { type AuctionBase } from '../plan/line.ts';
import { boundedPrice, withinLimits } from './price.ts';
import { type StyleContext } from './style.ts';

export interface AuctionPricing {
  readonly from: AuctionBase;
  readonly offset: Rate;
  /** A limit of its own; null: from the base. */
  readonly price: Price | null;
}

/** The limit of an order into a call auction; null when its base is a price limit and the day has none. */
export function auctionPrice({ from, offset, price }: AuctionPricing, context: StyleContext): Price | null {
  const { line, rules, reference } = context;
  if (price !== null) return withinLimits(price, reference);
  if (from === 'limitUp' || from === 'limitDown') return reference[from] === NO_PRICE ? null : reference[from];
  return boundedPrice(line.side, baseOf(from, context), offset, rules.tick.value, reference);
}

function baseOf(from: 'reference' | 'prevClose' | 'last', { line, reference, quote }: StyleContext): Price {
  if (from === 'reference') return line.refPrice;
  const last = quote?.last ?? NO_PRICE;
  return from === 'last' && last > NO_PRICE ? last : reference.prevClose;
}
