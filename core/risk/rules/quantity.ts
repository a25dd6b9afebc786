import { checkQuantity } from '../../market/lots.ts';
import { minQuantity } from '../../kernel/units.ts';
import { deny, gateRule, shrink } from '../rule.ts';

/** Lots, least and most quantity of one order; an odd lot only when it is sold whole. */
export const lotSize = gateRule('lotSize', ({ rules, order, account }, pass) => {
  if (rules === undefined) return pass;
  const problem = checkQuantity(rules, order.side, order.type, order.quantity, account.sellable);
  return problem === null ? pass : deny('lotSize', problem.code, problem.params);
});

/** Never sells what is not there, is set aside for another order, or was bought today under T+1. */
export const sellable = gateRule('sellable', ({ order, account }, pass) => {
  if (order.side === 'buy' || order.quantity <= account.sellable) return pass;
  return shrink('sellable', 'sellable.short', account.sellable, { wanted: order.quantity, held: account.held });
});

/** The orders of a line never add up to more than the line. */
export const parent = gateRule('parent', ({ order, parentRemaining }, pass) => {
  if (parentRemaining === null || order.quantity <= parentRemaining) return pass;
  return shrink('parent', 'parent.exceeded', minQuantity(order.quantity, parentRemaining), { wanted: order.quantity });
});
