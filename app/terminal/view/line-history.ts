import { canonicalCondition } from '../../../core/conditions/canonical-condition.ts';
import { type LineId } from '../../../core/kernel/ids.ts';
import { type EditLine } from '../../../core/oms/command.ts';
import { type Intervention } from '../../../core/oms/intervention.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type InterventionRow, type LineDifference } from '../../preload/hand-rows.ts';

/** What people did to a line, oldest first: who, when, what was before, what after, and why. */
export function lineHistory(interventions: readonly Intervention[], id: LineId): readonly InterventionRow[] {
  return interventions.flatMap((one, index) => {
    const before = one.lines.find((line) => line.id === id);
    return before === undefined ? [] : [{ number: index + 1, ...interventionRow(one, before) }];
  });
}

function interventionRow({ at, by, command, undoneAt }: Intervention, before: PlanLine): Omit<InterventionRow, 'number'> {
  const reason = 'reason' in command ? (command.reason ?? null) : null;
  return { at, by, deed: command.type, changes: differences(command, before), reason, undoneAt };
}

/** What the command was to make of the line as it found it; what waits for orders to end is said as it was asked. */
function differences(command: Intervention['command'], before: PlanLine): readonly LineDifference[] {
  const { state, paused } = before;
  switch (command.type) {
    case 'approveLines':
      return [{ what: 'state', before: state, after: 'approved' }];
    case 'skipLine':
      return [{ what: 'state', before: state, after: 'skipped' }];
    case 'finishLine':
      return [{ what: 'state', before: state, after: 'done' }];
    case 'pauseLine':
    case 'resumeLine':
      return [{ what: 'paused', before: paused, after: command.type === 'pauseLine' }];
    case 'editLine':
      return editDifferences(command, before);
    default:
      return [];
  }
}

function editDifferences({ plannedQuantity, style, condition }: EditLine, before: PlanLine): readonly LineDifference[] {
  const after = condition === undefined ? before.condition : canonical(condition);
  const all: readonly LineDifference[] = [
    { what: 'quantity', before: before.plannedQuantity, after: plannedQuantity },
    { what: 'style', before: before.style, after: style },
    { what: 'condition', before: before.condition, after },
  ];
  return all.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function canonical(condition: string | null): string | null {
  if (condition === null) return null;
  const text = canonicalCondition(condition);
  return text.ok ? text.value : condition;
}
