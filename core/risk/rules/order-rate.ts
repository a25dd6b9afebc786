import { type EpochMs } from '../../kernel/time.ts';
import { type Money, type Rate, applyRate } from '../../kernel/units.ts';
import { type GateContext } from '../context.ts';
import { REFUSING, type Severity, gateRule, softBreach, warn } from '../rule.ts';
import { type Verdict } from '../verdict.ts';

/**
 * Most orders and cancels together. The exchanges call an account high-frequency from 300 in a second or 20,000 in a day
 * (SSE, SZSE and BSE rules on programme trading, in force since 2025-07-07).
 */
export interface OrderRateSetting {
  readonly perSecond: number;
  readonly perMinute: number;
  readonly perDay: number;
  /** From this share of a limit on the trader is warned. */
  readonly warnShare: Rate;
  readonly severity: Severity;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Not too many messages. Cancels count, but are never held back, and neither are sales. */
export const orderRate = gateRule({ name: 'orderRate', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { traffic, now, policy } = context;
  const setting = policy.rules.orderRate;
  if (setting === null) return pass;
  const second = traffic.messagesSince((now - SECOND_MS) as EpochMs) + 1;
  const minute = traffic.messagesSince((now - MINUTE_MS) as EpochMs) + 1;
  const day = traffic.orders + traffic.cancels + 1;
  if (second > setting.perSecond) return tooFast(context, setting, 'orderRate.second', second, setting.perSecond);
  if (minute > setting.perMinute) return tooFast(context, setting, 'orderRate.minute', minute, setting.perMinute);
  if (day > setting.perDay) return tooFast(context, setting, 'orderRate.day', day, setting.perDay);
  if (isNear(setting, second, setting.perSecond)) return near(second, setting.perSecond, 'orderRate.nearSecond');
  if (isNear(setting, minute, setting.perMinute)) return near(minute, setting.perMinute, 'orderRate.nearMinute');
  return isNear(setting, day, setting.perDay) ? near(day, setting.perDay, 'orderRate.nearDay') : pass;
});

function tooFast(context: GateContext, { severity }: OrderRateSetting, code: string, count: number, most: number): Verdict {
  return softBreach(context, severity, { rule: 'orderRate', code, params: { count, most } });
}

function isNear({ warnShare }: OrderRateSetting, count: number, most: number): boolean {
  return count > applyRate(most as Money, warnShare, 'floor');
}

function near(count: number, most: number, code: string): Verdict {
  return warn('orderRate', code, { count, most });
}
