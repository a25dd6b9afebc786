import { ALWAYS, deny, gateRule, warn } from '../rule.ts';

/**
 * A quote from the future: our clock or the feed's is wrong, and with it every age, phase and window that the other
 * rules measure. Nothing is bought on it.
 */
export const clockSkew = gateRule({ name: 'clockSkew', scope: 'account', severities: ALWAYS }, ({ quote, now, policy, order }, pass) => {
  if (quote === undefined || quote.time - now <= policy.maxClockSkewMs) return pass;
  const params = { aheadMs: quote.time - now, maxAheadMs: policy.maxClockSkewMs };
  return order.side === 'buy' ? deny('clockSkew', 'clockSkew.ahead', params) : warn('clockSkew', 'clockSkew.ahead', params);
});
