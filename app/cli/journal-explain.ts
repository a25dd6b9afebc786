import { type FillExplanation, explainFill } from '../../core/analytics/explain.ts';
import { type FillId } from '../../core/kernel/ids.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { recordsOf } from '../../adapters/sqlite/journal-source.ts';
import { UsageError } from './failure.ts';
import { explanationDocument } from './journal-explain-json.ts';
import { explanationText } from './journal-explain-text.ts';
import { type CliIo } from './io.ts';
import { openJournalFile } from './journal-input.ts';

/** @throws UsageError when the file is no journal or holds no such fill. */
export async function journalExplain(
  file: string,
  options: { readonly fill: string; readonly json?: boolean },
  io: CliIo,
): Promise<void> {
  const records: Recorded[] = [];
  for await (const record of recordsOf(openJournalFile(file, io))) records.push(record);
  if (records.length === 0) throw new UsageError(`${file}: is not a journal`);
  const explanation: FillExplanation | undefined = explainFill(records, options.fill as FillId);
  if (explanation === undefined) throw new UsageError(`--fill: ${file} holds no fill ${options.fill}`);
  const text = options.json === true ? JSON.stringify(explanationDocument(explanation), null, 2) : explanationText(explanation);
  io.stdout(`${text}\n`);
}
