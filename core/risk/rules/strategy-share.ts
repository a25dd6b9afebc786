import { checkExposure } from '../exposure-limit.ts';
import { SHRINKING, gateRule } from '../rule.ts';

/** What one strategy holds and has on order is at most a share of the account. */
export const strategyShare = gateRule({ name: 'strategyShare', scope: 'strategy', severities: SHRINKING }, (context, pass) => {
  const { order, policy } = context;
  const setting = policy.rules.strategyShare;
  if (setting === null || order.side === 'sell') return pass;
  const before = context.exposure.ofStrategy(order.strategyId);
  return checkExposure(context, pass, { rule: 'strategyShare', code: 'strategyShare.exceeded', setting, before });
});
