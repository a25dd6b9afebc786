import {
  type Quantity,
  RATE_ONE,
  ZERO_QUANTITY,
  addMoney,
  applyRate,
  mulDiv,
  quantity,
  subtractQuantity,
  turnoverOf,
} from '../../kernel/units.ts';
import { roundBuyQuantity } from '../../market/lots.ts';
import { type GateContext, deny, gateRule, shrink } from '../rule.ts';

/** What the buy may cost at its worst price, fees included, is there. */
export const cash = gateRule('cash', (context, pass) => {
  const { order, account } = context;
  if (order.side === 'sell') return pass;
  const need = addMoney(turnoverOf(order.price, order.quantity), context.feesFor(order.quantity));
  if (need <= account.available) return pass;
  return shrink('cash', 'cash.short', affordable(context), { need, available: account.available });
});

/** The most shares, in lots, that the available cash pays for. */
function affordable(context: GateContext): Quantity {
  const { order, account, rules } = context;
  if (rules === undefined || account.available <= 0) return ZERO_QUANTITY;
  let shares = roundBuyQuantity(rules, quantity(mulDiv(account.available, 1, order.price, 'floor')));
  const step = rules.lot.value.buyStep;
  while (shares > 0 && turnoverOf(order.price, shares) + context.feesFor(shares) > account.available) {
    shares = shares > step ? roundBuyQuantity(rules, subtractQuantity(shares, step)) : ZERO_QUANTITY;
  }
  return shares;
}

/** One order is worth at most a share of the account. */
export const orderValue = gateRule('orderValue', ({ order, account, limits }, pass) => {
  if (order.side === 'sell' || limits.maxOrderShare >= RATE_ONE) return pass;
  const value = turnoverOf(order.price, order.quantity);
  const most = applyRate(account.equity(), limits.maxOrderShare, 'floor');
  return value <= most ? pass : deny('orderValue', 'orderValue.tooLarge', { value, most });
});
