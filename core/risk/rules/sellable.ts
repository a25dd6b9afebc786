import { gateRule, shrink } from '../rule.ts';

/** Never sells what is not there, is set aside for another order, or was bought today under T+1. */
export const sellable = gateRule({ name: 'sellable', scope: 'instrument', severities: ['shrink'] }, ({ order, account }, pass) => {
  if (order.side === 'buy' || order.quantity <= account.sellable) return pass;
  return shrink('sellable', 'sellable.short', account.sellable, { wanted: order.quantity, held: account.held });
});
