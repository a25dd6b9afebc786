import { type Refusal } from '../../kernel/result.ts';

const CONDITION_WAITS: ReadonlySet<string> = new Set(['condition.notMet', 'condition.unknown']);

/** Whether a line that waits for `reason` waits for its own condition. */
export function isConditionWait({ code }: Refusal): boolean {
  return CONDITION_WAITS.has(code);
}
