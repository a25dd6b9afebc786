import { checkExposure } from '../exposure-limit.ts';
import { SHRINKING, gateRule } from '../rule.ts';

/** All that is held and on order is at most a share of the account. */
export const exposure = gateRule({ name: 'exposure', scope: 'account', severities: SHRINKING }, (context, pass) => {
  const { order, policy } = context;
  const setting = policy.rules.exposure;
  if (setting === null || order.side === 'sell') return pass;
  const before = context.exposure.total;
  return checkExposure(context, pass, { rule: 'exposure', code: 'exposure.exceeded', setting, before });
});
