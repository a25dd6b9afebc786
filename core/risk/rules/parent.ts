import { minQuantity } from '../../kernel/units.ts';
import { gateRule, shrink } from '../rule.ts';

/** The orders of a line never add up to more than the line. */
export const parent = gateRule({ name: 'parent', scope: 'order', severities: ['shrink'] }, ({ order, parentRemaining }, pass) => {
  if (parentRemaining === null || order.quantity <= parentRemaining) return pass;
  return shrink('parent', 'parent.exceeded', minQuantity(order.quantity, parentRemaining), { wanted: order.quantity });
});
