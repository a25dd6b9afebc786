import { isMarketType } from '../../market/rules.ts';
import { type Order, type OrderRequest } from '../../orders/order.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface SelfTradeSetting {
  readonly severity: Severity;
}

/** Never trades with itself (自买自卖): no order meets an open one of the account on the other side, of any strategy. */
export const selfTrade = gateRule({ name: 'selfTrade', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, openOrders, policy } = context;
  const setting = policy.rules.selfTrade;
  if (setting === null) return pass;
  for (const open of openOrders) {
    if (open.side !== order.side && meet(order, open)) {
      const params = { price: order.price, other: open.id, otherPrice: open.price };
      return breach(context, setting.severity, { rule: 'selfTrade', code: 'selfTrade.crosses', params });
    }
  }
  return pass;
});

function meet(order: OrderRequest, open: Order): boolean {
  if (isMarketType(order.type) || isMarketType(open.type)) return true;
  return order.side === 'buy' ? order.price >= open.price : order.price <= open.price;
}
