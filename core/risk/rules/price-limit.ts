import { ALWAYS, deny, gateRule } from '../rule.ts';

/** Within the day's limit-up and limit-down. */
export const priceLimit = gateRule({ name: 'priceLimit', scope: 'order', severities: ALWAYS }, ({ reference, order }, pass) => {
  if (reference === undefined) return pass;
  const { limitUp, limitDown } = reference;
  if (limitUp > 0 && order.price > limitUp) return deny('priceLimit', 'priceLimit.aboveUp', { price: order.price, limitUp });
  return limitDown > 0 && order.price < limitDown
    ? deny('priceLimit', 'priceLimit.belowDown', { price: order.price, limitDown })
    : pass;
});
