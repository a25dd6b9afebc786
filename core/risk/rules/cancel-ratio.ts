import { RATE_ONE, type Rate, ratioOf } from '../../kernel/units.ts';
import { REFUSING, type Severity, gateRule, softBreach } from '../rule.ts';

export interface CancelRatioSetting {
  /** Most cancels of the day per order of the day. */
  readonly most: Rate;
  /** Asked from this many orders of the day on; fewer say nothing. */
  readonly from: number;
  readonly severity: Severity;
}

/** Orders that are mostly cancelled look like no orders at all: exchanges watch it from a half on. */
export const cancelRatio = gateRule({ name: 'cancelRatio', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { traffic: { orders, cancels }, policy } = context;
  const setting = policy.rules.cancelRatio;
  if (setting === null || orders < setting.from || cancels * RATE_ONE <= orders * setting.most) return pass;
  return softBreach(context, setting.severity, {
    rule: 'cancelRatio',
    code: 'cancelRatio.tooHigh',
    params: { cancels, orders, ratio: ratioOf(cancels, orders), most: setting.most },
  });
});
