import { type Money, ZERO_MONEY, addMoney, maxMoney, subtractMoney } from '../../kernel/units.ts';
import { type Basket } from '../../plan/basket.ts';
import { type PlanLine } from '../../plan/line.ts';
import { totalFees } from '../../portfolio/fees.ts';
import { ordersOf } from '../decide/decide-order.ts';
import { owedBy, paidBy } from './line-budget.ts';
import { type OmsState } from '../state/state.ts';

/** Where a basket stands in cash, fees included. */
export interface BasketCash {
  /** What its sales have brought. */
  readonly brought: Money;
  /** What its buys have cost. */
  readonly paid: Money;
  /** What its open buys may still cost at their worst price. */
  readonly owed: Money;
}

export function basketCash(state: OmsState, basket: Basket): BasketCash {
  let [brought, paid, owed] = [ZERO_MONEY, ZERO_MONEY, ZERO_MONEY];
  for (const line of linesIn(state, basket)) {
    if (line.side === 'sell') brought = addMoney(brought, broughtBy(state, line));
    else {
      paid = addMoney(paid, paidBy(state, line));
      owed = addMoney(owed, owedBy(state, line));
    }
  }
  return { brought, paid, owed };
}

/** What the basket's buys may still be sent for, so that their cost stays within the tolerance; never below 0. */
export function freedCash(state: OmsState, basket: Basket): Money {
  const { brought, paid, owed } = basketCash(state, basket);
  return maxMoney(ZERO_MONEY, subtractMoney(addMoney(brought, basket.tolerance), addMoney(paid, owed)));
}

export function linesIn({ lines }: Pick<OmsState, 'lines'>, { lineIds }: Basket): readonly PlanLine[] {
  return lineIds.flatMap((id) => lines.get(id) ?? []);
}

function broughtBy(state: OmsState, line: PlanLine): Money {
  const orders = ordersOf(state, line.id);
  return orders.reduce((sum, { turnover, fees }) => addMoney(sum, subtractMoney(turnover, totalFees(fees))), ZERO_MONEY);
}
