import { checkExposure } from '../exposure-limit.ts';
import { SHRINKING, gateRule } from '../rule.ts';

/** One instrument is at most a share of the account, open buys counted. */
export const instrumentShare = gateRule({ name: 'instrumentShare', scope: 'instrument', severities: SHRINKING }, (context, pass) => {
  const { order, policy } = context;
  const setting = policy.rules.instrumentShare;
  if (setting === null || order.side === 'sell') return pass;
  const before = context.exposure.ofInstrument(order.instrument);
  return checkExposure(context, pass, { rule: 'instrumentShare', code: 'instrumentShare.exceeded', setting, before });
});
