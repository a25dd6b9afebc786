import { InvariantError } from '../kernel/invariant.ts';
import { type TimeOfDay } from '../kernel/time.ts';
import { type Phase, type TradingRules } from './rules.ts';

/** The phase that the day of `rules` is in at `time`. */
export function phaseAt(rules: TradingRules, time: TimeOfDay): Phase {
  for (const phase of rules.phases.value) {
    if (time < phase.until) return phase;
  }
  throw new InvariantError(`no phase at ${time}`);
}

/** The phase after the one at `time`, for a countdown; null in the day's last. */
export function phaseAfter(rules: TradingRules, time: TimeOfDay): Phase | null {
  const current = phaseAt(rules, time);
  return rules.phases.value.find((phase) => phase.from === current.until) ?? null;
}
