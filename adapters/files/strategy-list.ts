import { type z } from 'zod';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { formatTimeOfDay, type TimeOfDay } from '../../core/kernel/time.ts';

/** An entry of a list in which each strategy stands at most once, with a window of time where it has one. */
interface StrategyEntry {
  readonly strategyId: StrategyId;
  readonly start?: TimeOfDay | null;
  readonly end?: TimeOfDay;
}

/** Refuses an entry whose strategy stands further up, and one whose window ends before it begins. */
export function eachStrategyOnce(entries: readonly StrategyEntry[], context: z.RefinementCtx): void {
  entries.forEach(({ strategyId, start, end }, index) => {
    const repeated = entries.findIndex((other) => other.strategyId === strategyId) < index;
    if (repeated) refuse(context, [index, 'strategy'], 'config.strategyTwice', strategyId);
    if (end !== undefined && (start ?? 0) >= end) refuse(context, [index, 'end'], 'config.endBeforeStart', formatTimeOfDay(end));
  });
}

function refuse(context: z.RefinementCtx, path: (string | number)[], code: 'config.strategyTwice' | 'config.endBeforeStart', value: string): void {
  context.addIssue({ code: 'custom', path, params: { problem: refusal(code, { value }) } });
}
