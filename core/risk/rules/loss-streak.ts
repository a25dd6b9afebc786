import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface LossStreakSetting {
  /** So many sales with a loss, one after the other, and nothing more is bought. */
  readonly most: number;
  readonly severity: Severity;
}

/** After a run of losses somebody should look before more is bought. */
export const lossStreak = gateRule({ name: 'lossStreak', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, traffic, policy } = context;
  const setting = policy.rules.lossStreak;
  if (setting === null || order.side === 'sell' || traffic.lossStreak < setting.most) return pass;
  const params = { streak: traffic.lossStreak, most: setting.most };
  return breach(context, setting.severity, { rule: 'lossStreak', code: 'lossStreak.reached', params });
});
