import { type StrategyId } from '../../kernel/ids.ts';
import { type Money, ZERO_MONEY, addMoney, maxMoney, subtractMoney } from '../../kernel/units.ts';
import { type Order } from '../../orders/order.ts';
import { type PlanLine } from '../../plan/line.ts';
import { totalFees } from '../../portfolio/fees.ts';
import { openOrdersOf, ordersOf } from '../decide/decide-order.ts';
import { type OmsState } from '../state/state.ts';

/** What a line is meant to cost in all, fees included: a substitute's own budget, else what sizing reckoned. */
export function budgetOf(line: PlanLine): Money {
  return line.substitution?.budget ?? addMoney(line.estValue, line.estFees);
}

/** What the line's buys have cost so far, fees included; what is open is not in it. */
export function paidBy(state: OmsState, line: PlanLine): Money {
  return ordersOf(state, line.id).reduce((sum, order) => addMoney(sum, paid(order)), ZERO_MONEY);
}

/** What is left of the budget once all is paid; never below 0. */
export function unpaidBudget(state: OmsState, line: PlanLine): Money {
  return maxMoney(ZERO_MONEY, subtractMoney(budgetOf(line), paidBy(state, line)));
}

/** What is left of the budget if all that is open should be filled at its worst price; never below 0. */
export function freeBudget(state: OmsState, line: PlanLine): Money {
  return maxMoney(ZERO_MONEY, subtractMoney(unpaidBudget(state, line), owedBy(state, line)));
}

/** What the line's open buys may still cost at their worst price, fees included. */
export function owedBy(state: OmsState, line: PlanLine): Money {
  return openOrdersOf(state, line.id).reduce((sum, order) => addMoney(sum, owed(order)), ZERO_MONEY);
}

/** What a strategy's open buys may still cost at their worst price, fees included. */
export function owedByStrategy(state: OmsState, strategy: StrategyId): Money {
  const open = [...state.openOrders].flatMap((id) => state.orders.get(id) ?? []);
  return open.filter(({ strategyId, side }) => strategyId === strategy && side === 'buy').reduce((sum, order) => addMoney(sum, owed(order)), ZERO_MONEY);
}

function owed(order: Order): Money {
  return maxMoney(ZERO_MONEY, subtractMoney(order.terms.frozen, paid(order)));
}

function paid(order: Order): Money {
  return addMoney(order.turnover, totalFees(order.fees));
}
