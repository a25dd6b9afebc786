import { type Money, RATE_ONE, type Rate, applyRate, turnoverOf } from '../../kernel/units.ts';
import { type GateContext } from '../context.ts';
import { exposurePrice } from '../exposure-limit.ts';
import { type TailLoss } from '../measures/loss-book.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';
import { type Verdict } from '../verdict.ts';

/**
 * Most that a bad day may cost, as shares of what the account was worth when the day opened: the one-day value at risk
 * (historical, over the window of the account's return history) and the mean loss of the days beyond it.
 */
export interface ValueAtRiskSetting {
  /** Share of the days that are not so bad: 0.95 asks what the worst day in twenty costs. */
  readonly confidence: Rate;
  readonly most: Rate;
  readonly mostShortfall: Rate;
  readonly severity: Severity;
}

/** What the account would lose on a bad day, once everything on order and the order are filled, is within its budget. */
export const valueAtRisk = gateRule({ name: 'valueAtRisk', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, policy, exposure } = context;
  const setting = policy.rules.valueAtRisk;
  if (setting === null || order.side === 'sell') return pass;
  const unknown = exposure.unknownReturns(order.instrument);
  if (unknown !== null) {
    return breach(context, setting.severity, { rule: 'valueAtRisk', code: 'valueAtRisk.noHistory', params: { instrument: unknown } });
  }
  const value = turnoverOf(exposurePrice(context), order.quantity);
  const tail = exposure.tailLoss(order.instrument, value, setting.confidence / RATE_ONE);
  return tail === null ? pass : judge(context, setting, tail, pass);
});

function judge(context: GateContext, setting: ValueAtRiskSetting, { var: atRisk, cvar }: TailLoss, pass: Verdict): Verdict {
  const { confidence, most, mostShortfall, severity } = setting;
  const exceeded = (code: string, loss: number, share: Rate): Verdict | null => {
    const budget = applyRate(context.exposure.openingEquity, share, 'floor');
    const after = Math.ceil(loss) as Money;
    return after <= budget ? null : breach(context, severity, { rule: 'valueAtRisk', code, params: { after, most: budget, share, confidence } });
  };
  return exceeded('valueAtRisk.exceeded', -atRisk, most) ?? exceeded('valueAtRisk.shortfall', -cvar, mostShortfall) ?? pass;
}
