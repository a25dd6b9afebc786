import { type EpochMs } from '../../../core/kernel/time.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { newsOf } from './alert-rules.ts';
import { type Finding } from './finding.ts';

/** A finding of a day that is over, with the record that gave rise to it. */
export interface PastAlert {
  readonly seq: number;
  readonly at: EpochMs;
  readonly finding: Finding;
}

/**
 * What a day's journal gave reason to tell, oldest first. What only the machine knew (late quotes, a full disk) is not in
 * the journal.
 * @param state As the day ended.
 */
export function pastAlerts(records: readonly Recorded[], state: OmsState): readonly PastAlert[] {
  return records.flatMap(({ seq, at, event }) => {
    const finding = newsOf(event, { state }) ?? begunBy(event);
    return finding === null ? [] : [{ seq, at, finding }];
  });
}

/** What stands from this event on; null: nothing. */
function begunBy(event: OmsEvent): Finding | null {
  switch (event.type) {
    case 'accountHalted':
      return { rule: 'halted', subject: '', level: 'critical', facts: { code: event.reason.code } };
    case 'scriptStopped':
      return { rule: 'scriptStopped', subject: event.script, level: 'warn', facts: { script: event.script, code: event.reason.code } };
    case 'daySettled':
      return differences(event.result.differences.length);
    default:
      return null;
  }
}

function differences(count: number): Finding | null {
  return count === 0 ? null : { rule: 'unreconciled', subject: '', level: 'critical', facts: { differences: String(count) } };
}
