import { type Quantity, RATE_ONE, type Rate, ZERO_QUANTITY, mulDiv, quantity } from '../kernel/units.ts';
import { minuteOf } from '../market/minute-tape.ts';
import { isFinal } from '../orders/order.ts';
import { type StyleContext } from './style.ts';

/**
 * How many shares may still be sent in this minute so that the line has at most `cap` of what the market has traded in
 * it so far. What may still fill counts as filled, and whatever changed in this minute counts wholly to it. Without a
 * quote of this minute nothing is known, so nothing may be sent.
 */
export function participationLeft(cap: Rate, context: StyleContext): Quantity {
  const { minute, quote, now, orders } = context;
  if (minute === undefined || quote === undefined || minute.from !== minuteOf(now)) return ZERO_QUANTITY;
  let ours = 0;
  for (const order of orders) {
    if (order.updated >= minute.from) ours += isFinal(order.state) ? order.filled : order.quantity;
  }
  const most = mulDiv(Math.max(0, quote.volume - minute.volume), cap, RATE_ONE, 'floor');
  return quantity(Math.max(0, most - ours));
}
