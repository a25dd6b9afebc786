import { RATE_ONE, applyRate, turnoverOf } from '../../kernel/units.ts';
import { ALWAYS, deny, gateRule } from '../rule.ts';

/** One buy is worth at most a share (`maxOrderShare`) of the account. */
export const orderValue = gateRule({ name: 'orderValue', scope: 'order', severities: ALWAYS }, ({ order, exposure, policy }, pass) => {
  if (order.side === 'sell' || policy.maxOrderShare >= RATE_ONE) return pass;
  const value = turnoverOf(order.price, order.quantity);
  const most = applyRate(exposure.equity, policy.maxOrderShare, 'floor');
  return value <= most ? pass : deny('orderValue', 'orderValue.tooLarge', { value, most });
});
