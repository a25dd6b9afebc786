import { type Money, type Quantity, minQuantity, mulDiv, quantity, turnoverOf } from '../../kernel/units.ts';
import { roundBuyQuantity } from '../../market/lots.ts';
import { SHRINKING, type Severity, gateRule, softBreach } from '../rule.ts';

/** Most of one order: in shares, and in money. The market's habit is 300,000 shares or 2 million yuan. */
export interface OrderSizeSetting {
  readonly shares: Quantity;
  readonly value: Money;
  readonly severity: Severity;
}

/** One order draws no eyes. With `shrink` a plan line sends the rest as further orders. */
export const orderSize = gateRule({ name: 'orderSize', scope: 'order', severities: SHRINKING }, (context, pass) => {
  const { order, policy, rules } = context;
  const setting = policy.rules.orderSize;
  if (setting === null) return pass;
  const value = turnoverOf(order.price, order.quantity);
  if (order.quantity <= setting.shares && value <= setting.value) return pass;
  const worth = order.price > 0 ? quantity(mulDiv(setting.value, 1, order.price, 'floor')) : setting.shares;
  const allowed = minQuantity(setting.shares, worth);
  return softBreach(context, setting.severity, {
    rule: 'orderSize',
    code: 'orderSize.tooLarge',
    params: { quantity: order.quantity, maxShares: setting.shares, value, maxValue: setting.value },
    allowed: rules === undefined ? allowed : roundBuyQuantity(rules, allowed),
  });
});
