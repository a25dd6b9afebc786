import { type Price, RATE_ONE, minQuantity, mulDiv } from '../kernel/units.ts';
import { leaves } from '../orders/order.ts';
import { type IcebergStyle } from '../plan/line.ts';
import { boundedPrice, isBeyond } from './price.ts';
import { type Style, type StyleContext, wait } from './style.ts';
import { withdraw } from './withdraw.ts';

/**
 * Shows a part of the line as a limit order; the next part follows when the last one is filled or, where it is to be
 * refilled sooner, once so little is left of it that it is taken back and shown in full again.
 */
export const iceberg: Style<IcebergStyle> = (params, context) => {
  const { phase, line, openOrders, remaining } = context;
  const [open] = openOrders;
  if (open !== undefined) {
    const low = remaining > 0 && leaves(open) <= mulDiv(params.shown, params.refillAt, RATE_ONE, 'floor');
    return low && open.filled > 0 ? withdraw(open, { code: 'style.refilled', params: { left: leaves(open) } }, context) : wait('style.orderWorking');
  }
  if (phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  const price = params.price ?? ownBest(context);
  if (price === null) return wait('style.noOwnSide');
  const bound = boundedPrice(line.side, line.refPrice, params.bound, context.rules.tick.value, context.reference);
  if (isBeyond(line.side, price, bound)) return wait('style.priceBeyondBound', { price, bound });
  return { kind: 'send', type: 'limit', price, quantity: minQuantity(params.shown, remaining) };
};

function ownBest({ quote, line }: StyleContext): Price | null {
  return (line.side === 'buy' ? quote?.bids[0] : quote?.asks[0])?.price ?? null;
}
