import { type Price, price } from '../kernel/units.ts';
import { cageBand } from '../market/price-cage.ts';
import { type Side } from '../orders/order.ts';
import { type PeggedStyle } from '../plan/line.ts';
import { boundedPrice, isBeyond, withinLimits } from './price.ts';
import { type Style, type StyleContext, type StyleMove, wait } from './style.ts';
import { withdraw } from './withdraw.ts';

/**
 * A limit order at a best price, a number of ticks off it, never beyond the bound. Where it follows the market, an order
 * that the best has left behind is cancelled, its outcome awaited, and the rest sent at the new price.
 */
export const pegged: Style<PeggedStyle> = (params, context) => {
  if (context.phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  const target = targetPrice(params, context);
  const [open] = context.openOrders;
  if (open !== undefined) return follow(params, open, target, context);
  if (target === null) return wait(params.to === 'own' ? 'style.noOwnSide' : 'style.noOpposite');
  return { kind: 'send', type: 'limit', price: target, quantity: context.remaining };
};

/** The market has left the order behind when the price we would ask now is better for the other side. */
function follow(params: PeggedStyle, open: StyleContext['orders'][number], target: Price | null, context: StyleContext): StyleMove {
  const { line, now } = context;
  const left = target !== null && isBeyond(line.side, target, open.price);
  if (params.repriceMs === null || !left || now - open.updated < params.repriceMs) return wait('style.orderWorking');
  return withdraw(open, { code: 'style.repriced', params: { from: open.price, to: target } }, context);
}

function targetPrice(params: PeggedStyle, context: StyleContext): Price | null {
  const { line, rules, quote, reference } = context;
  const best = (line.side === 'buy') === (params.to === 'own') ? quote?.bids[0] : quote?.asks[0];
  if (best === undefined || quote === undefined) return null;
  const tick = rules.tick.value;
  const towards = line.side === 'buy' ? tick : -tick;
  const asked = withinLimits(price(Math.max(tick, best.price + params.ticks * towards)), reference);
  const bound = boundedPrice(line.side, line.refPrice, params.bound, tick, reference);
  return milder(line.side, milder(line.side, asked, bound), cageBand(rules, quote, line.side));
}

/** The price that gives less away; `limit` null: there is none. */
function milder(side: Side, asked: Price, limit: Price | null): Price {
  return limit !== null && isBeyond(side, asked, limit) ? limit : asked;
}
