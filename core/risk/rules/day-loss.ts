import { type Rate, applyRate } from '../../kernel/units.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface DayLossSetting {
  /** The day's budget for losses, as a share of what the account was worth when the day opened. */
  readonly most: Rate;
  readonly severity: Severity;
}

/** When the day has lost its budget, nothing more is bought. */
export const dayLoss = gateRule({ name: 'dayLoss', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, exposure, policy } = context;
  const setting = policy.rules.dayLoss;
  if (setting === null || order.side === 'sell') return pass;
  const loss = exposure.openingEquity - exposure.equity;
  const most = applyRate(exposure.openingEquity, setting.most, 'floor');
  if (loss < most) return pass;
  return breach(context, setting.severity, { rule: 'dayLoss', code: 'dayLoss.spent', params: { loss, most, share: setting.most } });
});
