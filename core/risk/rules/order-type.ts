import { ALWAYS, deny, gateRule } from '../rule.ts';

/** The exchange knows the order type, in this phase. */
export const orderType = gateRule({ name: 'orderType', scope: 'order', severities: ALWAYS }, ({ rules, phase, order }, pass) => {
  if (rules === undefined || phase === undefined) return pass;
  const types = rules.orderTypes.value;
  const supported = phase.matching === 'continuous' ? types.continuous : types.auction;
  return supported.includes(order.type) ? pass : deny('orderType', 'orderType.unsupported', { type: order.type, phase: phase.name });
});
