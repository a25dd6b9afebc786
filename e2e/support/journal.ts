import { globSync } from 'node:fs';
import path from 'node:path';
import { openJournalSource, recordsOf } from '../../adapters/sqlite/journal-source.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type Kaipan } from './kaipan.ts';

/** What the journal of an account says has happened of one kind, read from the disk beside the running app. */
export async function journalled<Type extends OmsEvent['type']>({ dataDir }: Kaipan, type: Type, account = 'demo'): Promise<readonly Extract<OmsEvent, { type: Type }>[]> {
  const [file = `${account}.paper.db`] = globSync(`${account}*.paper.db`, { cwd: dataDir });
  const source = openJournalSource(path.join(dataDir, file));
  if (!source.ok) throw new Error(`${source.error.code}: ${JSON.stringify(source.error.params)}`);
  const found: Extract<OmsEvent, { type: Type }>[] = [];
  for await (const { event } of recordsOf(source.value)) {
    if (event.type === type) found.push(event as Extract<OmsEvent, { type: Type }>);
  }
  return found;
}
