import { ALWAYS, deny, gateRule } from '../rule.ts';

/** A whole number of ticks, above zero. */
export const priceTick = gateRule({ name: 'priceTick', scope: 'order', severities: ALWAYS }, ({ rules, order }, pass) => {
  if (order.price <= 0) return deny('priceTick', 'priceTick.notPositive', { price: order.price });
  if (rules === undefined || order.price % rules.tick.value === 0) return pass;
  return deny('priceTick', 'priceTick.offTick', { price: order.price, tick: rules.tick.value });
});
