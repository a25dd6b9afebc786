import { timeOfDayOf } from '../kernel/time.ts';
import { type ClosingAuctionStyle } from '../plan/line.ts';
import { auctionPrice } from './auction-price.ts';
import { bestFive } from './best-five.ts';
import { limit } from './limit.ts';
import { type Style, type StyleContext, type StyleMove, finish, wait } from './style.ts';
import { closingCall } from './trading-time.ts';

/** One limit order into the closing call auction, which takes no cancels: what it leaves expires with the day. */
export const closingAuction: Style<ClosingAuctionStyle> = (params, context) => {
  const call = closingCall(context.rules);
  if (call === undefined) return finish('style.noClosingAuction');
  if (timeOfDayOf(context.now) >= call.until) return finish('style.auctionOver');
  if (context.phase.name !== 'closingCall') return context.forced ? atOnce(params, context) : wait('style.awaitsAuction');
  if (context.remaining === 0 || context.openOrders.length > 0) return wait('style.orderWorking');
  const price = auctionPrice(params, context);
  if (price === null) return wait('style.noLimitToday');
  return { kind: 'send', type: 'limit', price, quantity: context.remaining };
};

/** Forced before the auction: what the market offers, no worse than the auction order would have been. */
function atOnce({ price, offset }: ClosingAuctionStyle, context: StyleContext): StyleMove {
  if (price === null) return bestFive({ style: 'bestFive', rest: 'cancel', bound: offset }, context);
  return limit({ style: 'limit', price }, context);
}
