import { cageBand } from '../../market/price-cage.ts';
import { ALWAYS, deny, gateRule } from '../rule.ts';

/** Limit orders of the continuous session stay within the exchange's price cage; it would refuse them. */
export const priceCage = gateRule({ name: 'priceCage', scope: 'order', severities: ALWAYS }, ({ rules, phase, quote, order }, pass) => {
  if (rules === undefined || quote === undefined || phase?.matching !== 'continuous' || order.type !== 'limit') return pass;
  const band = cageBand(rules, quote, order.side);
  if (band === null) return pass;
  const outside = order.side === 'buy' ? order.price > band : order.price < band;
  return outside ? deny('priceCage', 'priceCage.outside', { price: order.price, bound: band }) : pass;
});
