import { ALWAYS, deny, gateRule, warn } from '../rule.ts';

/** Without a previous close nothing tells a good price from a bad one: nothing is bought. */
export const referenceData = gateRule({ name: 'referenceData', scope: 'instrument', severities: ALWAYS }, ({ reference, order }, pass) => {
  if (reference === undefined || reference.prevClose > 0) return pass;
  const params = { instrument: order.instrument };
  return order.side === 'buy' ? deny('referenceData', 'referenceData.noPrevClose', params) : warn('referenceData', 'referenceData.noPrevClose', params);
});
