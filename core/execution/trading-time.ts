import { type TimeOfDay } from '../kernel/time.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';

/** A stretch of the day. `until` is no longer in it. */
export interface Stretch {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

/** The continuous session between two times of day: what the lunch break leaves of it, in order. */
export function continuousStretches(rules: TradingRules, { from, until }: Stretch): readonly Stretch[] {
  return rules.phases.value
    .filter((phase) => phase.matching === 'continuous' && phase.until > from && phase.from < until)
    .map((phase) => ({ from: later(phase.from, from), until: earlier(phase.until, until) }));
}

/** How long the stretches are together, in milliseconds. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** The time of day at which `elapsed` ms of the stretches have passed; their end when they are shorter. */
export function timeAfter(stretches: readonly Stretch[], elapsed: number): TimeOfDay {
  let left = elapsed;
  for (const { from, until } of stretches) {
    if (left < until - from) return (from + left) as TimeOfDay;
    left -= until - from;
  }
  return stretches.at(-1)?.until ?? (0 as TimeOfDay);
}

/** The day's closing call auction; undefined where the instrument has none. */
export function closingCall(rules: TradingRules): Phase | undefined {
  return rules.phases.value.find((phase) => phase.name === 'closingCall');
}

/** The day's fixed-price session after hours; undefined where board or date allow none. */
export function fixedPriceSession(rules: TradingRules): Phase | undefined {
  return rules.phases.value.find((phase) => phase.matching === 'fixedPrice');
}

/** When the continuous session of the day is over for good. */
export function continuousEnd(rules: TradingRules): TimeOfDay {
  return rules.phases.value.findLast((phase) => phase.matching === 'continuous')?.until ?? (0 as TimeOfDay);
}

function later(a: TimeOfDay, b: TimeOfDay): TimeOfDay {
  return a > b ? a : b;
}

function earlier(a: TimeOfDay, b: TimeOfDay): TimeOfDay {
  return a < b ? a : b;
}
