import { type Quantity, ZERO_QUANTITY, addMoney, mulDiv, quantity, subtractQuantity, turnoverOf } from '../../kernel/units.ts';
import { roundBuyQuantity } from '../../market/lots.ts';
import { type GateContext } from '../context.ts';
import { gateRule, shrink } from '../rule.ts';

/** What the buy may cost at its worst price, fees included, is there. */
export const cash = gateRule({ name: 'cash', scope: 'account', severities: ['shrink'] }, (context, pass) => {
  const { order, account } = context;
  if (order.side === 'sell') return pass;
  const need = addMoney(turnoverOf(order.price, order.quantity), context.feesFor(order.quantity));
  if (need <= account.available) return pass;
  return shrink('cash', 'cash.short', affordable(context), { need, available: account.available });
});

/** The most shares, in lots, that the available cash pays for. */
function affordable(context: GateContext): Quantity {
  const { order, account, rules } = context;
  if (rules === undefined || account.available <= 0 || order.price <= 0) return ZERO_QUANTITY;
  let shares = roundBuyQuantity(rules, quantity(mulDiv(account.available, 1, order.price, 'floor')));
  const step = rules.lot.value.buyStep;
  while (shares > 0 && turnoverOf(order.price, shares) + context.feesFor(shares) > account.available) {
    shares = shares > step ? roundBuyQuantity(rules, subtractQuantity(shares, step)) : ZERO_QUANTITY;
  }
  return shares;
}
