import { type EpochMs } from '../../kernel/time.ts';
import { REFUSING, type Severity, gateRule, softBreach } from '../rule.ts';

export interface DuplicateSetting {
  /** How far back is looked, in milliseconds. */
  readonly windowMs: number;
  /** Most equal orders within it, this one not counted. */
  readonly most: number;
  readonly severity: Severity;
}

/**
 * The same order again: same instrument, side, type, price and quantity. Orders of one plan line are not counted against
 * each other, for the line bounds their sum.
 */
export const duplicate = gateRule({ name: 'duplicate', scope: 'order', severities: REFUSING }, (context, pass) => {
  const { order, now, traffic, policy } = context;
  const setting = policy.rules.duplicate;
  if (setting === null) return pass;
  const equal = traffic.equalOrders(order, (now - setting.windowMs) as EpochMs);
  if (equal < setting.most) return pass;
  const params = { equal, most: setting.most, windowMs: setting.windowMs };
  return softBreach(context, setting.severity, { rule: 'duplicate', code: 'duplicate.repeated', params });
});
