import { type Rate, applyRate, maxMoney, subtractMoney } from '../../kernel/units.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface DrawdownSetting {
  /** Most that the account may fall from its highest worth of the day, as a share of that. */
  readonly most: Rate;
  readonly severity: Severity;
}

/** When the account has fallen too far from its high of the day, nothing more is bought. */
export const drawdown = gateRule({ name: 'drawdown', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, exposure, account, policy } = context;
  const setting = policy.rules.drawdown;
  if (setting === null || order.side === 'sell') return pass;
  const high = maxMoney(exposure.openingEquity, account.equityHigh);
  const fall = subtractMoney(high, exposure.equity);
  const most = applyRate(high, setting.most, 'floor');
  if (fall < most) return pass;
  return breach(context, setting.severity, { rule: 'drawdown', code: 'drawdown.reached', params: { high, fall, most, share: setting.most } });
});
