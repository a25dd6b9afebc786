import { type LineId, type StrategyId } from '../../core/kernel/ids.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Command } from '../../core/oms/command.ts';
import { type PlanLine } from '../../core/plan/line.ts';
import { type CsvRow, type ReadField, csvRows, readFields } from './csv.ts';
import { type InputProblem, type Place, inputProblem } from './input-problem.ts';
import { type TextSource, sourceName } from './text-source.ts';
import { instrumentValue, nameValue, wordValue } from './values.ts';

const COLUMNS = ['line_id', 'instrument', 'strategy_id', 'decision'] as const;
type Column = (typeof COLUMNS)[number];

/** What somebody decided of a line, or of all lines of an instrument. */
export interface ApprovalRow {
  readonly decision: 'approve' | 'skip';
  /** Either this or an instrument is there, or both. */
  readonly lineId: LineId | null;
  readonly instrument: InstrumentId | null;
  /** Narrows an instrument down to one strategy's line. */
  readonly strategyId: StrategyId | null;
  readonly place: Place;
}

/**
 * Reads an approvals file: CSV with `line_id` (as in `plan.csv`) or `instrument`, optionally `strategy_id`, and optionally
 * `decision`: `approve` (which an empty one means too) or `skip`. Lines that it does not name wait on.
 */
export async function readApprovals(source: TextSource): Promise<Result<readonly ApprovalRow[], InputProblem>> {
  const file = sourceName(source);
  const approvals: ApprovalRow[] = [];
  for await (const row of csvRows(source, { columns: COLUMNS, missing: missingColumns })) {
    if (!row.ok) return row;
    const approval = readFields(file, row.value, (read) => approvalOf(file, row.value, read));
    if (!approval.ok) return approval;
    const { lineId, instrument, place } = approval.value;
    if (lineId === null && instrument === null) return err(inputProblem('approvals.noSelector', place));
    approvals.push(approval.value);
  }
  return ok(approvals);
}

function missingColumns(present: ReadonlySet<Column>): readonly Column[] {
  return present.has('instrument') || present.has('line_id') ? [] : ['line_id'];
}

function approvalOf(file: string, row: CsvRow<Column>, read: ReadField<Column>): ApprovalRow {
  const byLine = row.get('line_id') !== '';
  const byInstrument = row.get('instrument') !== '';
  return {
    decision: row.get('decision') === '' ? 'approve' : read('decision', wordValue(['approve', 'skip'] as const)),
    lineId: byLine ? (read('line_id', nameValue) as LineId) : null,
    instrument: byInstrument ? read('instrument', instrumentValue) : null,
    strategyId: row.get('strategy_id') === '' ? null : (read('strategy_id', nameValue) as StrategyId),
    place: { file, line: row.line, field: byInstrument && !byLine ? 'instrument' : 'line_id' },
  };
}

/**
 * The commands that put the approvals into effect. A row that means no line, a line that was decided by another row, or
 * lines of which none can be decided, is refused: the file was made for another plan.
 */
export function approvalCommands(
  rows: readonly ApprovalRow[],
  lines: Iterable<PlanLine>,
): Result<readonly Command[], InputProblem> {
  const plan = [...lines];
  const decided = new Map<LineId, ApprovalRow>();
  for (const row of rows) {
    const decidable = decidableLines(row, plan);
    if (!decidable.ok) return decidable;
    for (const { id } of decidable.value) {
      const before = decided.get(id);
      if (before !== undefined) {
        return err(inputProblem('value.duplicate', row.place, { key: id, first: before.place.line ?? null }));
      }
      decided.set(id, row);
    }
  }
  const chosen = (decision: ApprovalRow['decision']): readonly LineId[] =>
    plan.map(({ id }) => id).filter((id) => decided.get(id)?.decision === decision);
  const approved = chosen('approve');
  const skipped = chosen('skip').map((lineId) => ({ type: 'skipLine', lineId }) as const);
  return ok(approved.length === 0 ? skipped : [{ type: 'approveLines', lineIds: approved }, ...skipped]);
}

function decidableLines(row: ApprovalRow, plan: readonly PlanLine[]): Result<readonly PlanLine[], InputProblem> {
  const meant = plan.filter((line) => means(row, line));
  const [first] = meant;
  const value = row.lineId ?? row.instrument;
  if (first === undefined) return err(inputProblem('approvals.noSuchLine', row.place, { value }));
  const open = meant.filter(({ state }) => state === 'proposed');
  if (open.length > 0) return ok(open);
  return err(inputProblem('approvals.notOpen', row.place, { value, state: first.reason?.code ?? first.state }));
}

function means({ lineId, instrument, strategyId }: ApprovalRow, line: PlanLine): boolean {
  return (
    (lineId === null || lineId === line.id) &&
    (instrument === null || instrument === line.instrument) &&
    (strategyId === null || strategyId === line.strategyId)
  );
}
