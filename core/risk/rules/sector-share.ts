import { checkExposure } from '../exposure-limit.ts';
import { SHRINKING, deny, gateRule } from '../rule.ts';

/**
 * One industry is at most a share of the account. A share of which nobody knows the industry cannot be held against it
 * and is not bought; funds and bonds have none.
 */
export const sectorShare = gateRule({ name: 'sectorShare', scope: 'sector', severities: SHRINKING }, (context, pass) => {
  const { order, policy, reference } = context;
  const setting = policy.rules.sectorShare;
  if (setting === null || order.side === 'sell' || reference === undefined) return pass;
  const { industry, board } = reference.instrument;
  if (industry === null) {
    if (board === 'etf' || board === 'bond' || setting.severity === 'warn') return pass;
    return deny('sectorShare', 'sectorShare.unknownIndustry', { instrument: order.instrument });
  }
  const before = context.exposure.ofSector(industry);
  return checkExposure(context, pass, { rule: 'sectorShare', code: 'sectorShare.exceeded', setting, before });
});
