import { checkQuantity } from '../../market/lots.ts';
import { ALWAYS, deny, gateRule } from '../rule.ts';

/** Lots, least and most quantity of one order; an odd lot only when it is sold whole. */
export const lotSize = gateRule({ name: 'lotSize', scope: 'order', severities: ALWAYS }, ({ rules, order, account }, pass) => {
  if (rules === undefined) return pass;
  const problem = checkQuantity(rules, order.side, order.type, order.quantity, account.sellable);
  return problem === null ? pass : deny('lotSize', problem.code, problem.params);
});
