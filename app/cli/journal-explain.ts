import { explainFill, explainLine, explainOrder } from '../../core/analytics/explain.ts';
import { type FillId, type LineId, type OrderId } from '../../core/kernel/ids.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { recordsOf } from '../../adapters/sqlite/journal-source.ts';
import { UsageError } from './failure.ts';
import { explanationDocument, lineExplanationDocument, orderExplanationDocument } from './journal-explain-json.ts';
import { explanationText, lineExplanationText, orderExplanationText } from './journal-explain-text.ts';
import { type CliIo } from './io.ts';
import { openJournalFile } from './journal-input.ts';

export interface ExplainOptions {
  readonly fill?: string;
  readonly order?: string;
  readonly line?: string;
  readonly json?: boolean;
}

/** @throws UsageError when the file is no journal, or holds no such fill, order or line. */
export async function journalExplain(file: string, options: ExplainOptions, io: CliIo): Promise<void> {
  const asked = ([['fill', options.fill], ['order', options.order], ['line', options.line]] as const).filter(([, id]) => id !== undefined);
  const [[kind, id] = ['fill', undefined]] = asked;
  if (id === undefined || asked.length > 1) throw new UsageError('--fill, --order, --line: say one of them');
  const records: Recorded[] = [];
  for await (const record of recordsOf(openJournalFile(file, io))) records.push(record);
  if (records.length === 0) throw new UsageError(`${file}: is not a journal`);
  const told = explained(records, kind, id);
  if (told === undefined) throw new UsageError(`--${kind}: ${file} holds no ${kind} ${id}`);
  io.stdout(`${options.json === true ? JSON.stringify(told.document, null, 2) : told.text}\n`);
}

interface Told {
  readonly text: string;
  readonly document: unknown;
}

function explained(records: readonly Recorded[], kind: 'fill' | 'order' | 'line', id: string): Told | undefined {
  switch (kind) {
    case 'fill': {
      const why = explainFill(records, id as FillId);
      return why && { text: explanationText(why), document: explanationDocument(why) };
    }
    case 'order': {
      const why = explainOrder(records, id as OrderId);
      return why && { text: orderExplanationText(why), document: orderExplanationDocument(why) };
    }
    case 'line': {
      const why = explainLine(records, id as LineId);
      return why && { text: lineExplanationText(why), document: lineExplanationDocument(why) };
    }
  }
}
