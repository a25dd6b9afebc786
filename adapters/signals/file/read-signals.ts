import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { csvRows } from '../../files/csv.ts';
import { type InputProblem } from '../../files/input-problem.ts';
import { type TextSource, sourceName } from '../../files/text-source.ts';
import { SignalCollector, type SignalsReading, wrongFile } from './collector.ts';
import { jsonRows } from './json-rows.ts';
import { SIGNAL_COLUMNS, type SignalColumn, type SignalContext } from './signal-row.ts';

export type { SignalsReading } from './collector.ts';
export type { SignalContext } from './signal-row.ts';

/**
 * Reads a strategy's signals for one session, from CSV or (by its name) JSON, for the command line and for the window
 * alike. All that is wrong is gathered, and nothing is dropped in silence: whoever asks decides with `acceptSignals`.
 */
export async function readSignals(source: TextSource, context: SignalContext): Promise<SignalsReading> {
  const collector = new SignalCollector(sourceName(source), context);
  if (/\.json(?:\.gz)?$/i.test(sourceName(source))) {
    const rows = await jsonRows(source);
    if (!rows.ok) return wrongFile(rows.error);
    for (const row of rows.value) {
      if (!collector.add(row)) break;
    }
    return collector.finish();
  }
  for await (const row of csvRows(source, { columns: SIGNAL_COLUMNS, missing: missingColumns })) {
    if (!row.ok) return wrongFile(row.error);
    if (!collector.add(row.value)) break;
  }
  return collector.finish();
}

/** The signals, when every row is in order or the bad ones are to be left out; else the first thing that is wrong. */
export function acceptSignals(reading: SignalsReading, skipBadRows: boolean): Result<readonly Signal[], InputProblem> {
  const { signals, problems } = reading;
  const [problem] = problems;
  if (problem === undefined) return ok(signals);
  if (signals.length > 0 && skipBadRows) return ok(signals);
  return err(skipBadRows ? (problems.at(-1) ?? problem) : problem);
}

function missingColumns(present: ReadonlySet<SignalColumn>): readonly SignalColumn[] {
  const missing: SignalColumn[] = (['date', 'instrument'] as const).filter((column) => !present.has(column));
  const asks = present.has('position') || present.has('quantity') || present.has('amount');
  return asks ? missing : [...missing, 'position'];
}
