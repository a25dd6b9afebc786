import { cageBand } from '../../market/price-cage.ts';
import { deny, gateRule } from '../rule.ts';

/** A whole number of ticks, above zero. */
export const priceTick = gateRule('priceTick', ({ rules, order }, pass) => {
  if (order.price <= 0) return deny('priceTick', 'priceTick.notPositive', { price: order.price });
  if (rules === undefined || order.price % rules.tick.value === 0) return pass;
  return deny('priceTick', 'priceTick.offTick', { price: order.price, tick: rules.tick.value });
});

/** Within the day's limit-up and limit-down. */
export const priceLimit = gateRule('priceLimit', ({ reference, order }, pass) => {
  if (reference === undefined) return pass;
  const { limitUp, limitDown } = reference;
  if (limitUp > 0 && order.price > limitUp) return deny('priceLimit', 'priceLimit.aboveUp', { price: order.price, limitUp });
  return limitDown > 0 && order.price < limitDown
    ? deny('priceLimit', 'priceLimit.belowDown', { price: order.price, limitDown })
    : pass;
});

/** Limit orders of the continuous session stay within the exchange's price cage; it would refuse them. */
export const priceCage = gateRule('priceCage', ({ rules, phase, quote, order }, pass) => {
  if (rules === undefined || quote === undefined || phase?.matching !== 'continuous' || order.type !== 'limit') return pass;
  const band = cageBand(rules, quote, order.side);
  if (band === null) return pass;
  const outside = order.side === 'buy' ? order.price > band : order.price < band;
  return outside ? deny('priceCage', 'priceCage.outside', { price: order.price, bound: band }) : pass;
});
