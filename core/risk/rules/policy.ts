import { ALWAYS, deny, gateRule, warn } from '../rule.ts';

/** With real money somebody has chosen a policy, or nothing is bought. What is held may be sold all the same. */
export const policy = gateRule({ name: 'policy', scope: 'account', severities: ALWAYS }, ({ live, policy: { template }, order }, pass) => {
  if (!live || template !== 'none') return pass;
  return order.side === 'buy' ? deny('policy', 'policy.missing') : warn('policy', 'policy.missing', {});
});
