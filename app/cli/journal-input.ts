import { resolve } from 'node:path';
import { type JournalSource, openJournalSource } from '../../adapters/sqlite/journal-source.ts';
import { UsageError } from './failure.ts';
import { type CliIo } from './io.ts';

/** The journal that a command names. @throws UsageError when it cannot be opened. */
export function openJournalFile(file: string, io: CliIo): JournalSource {
  const source = openJournalSource(resolve(io.cwd, file));
  if (source.ok) return source.value;
  const { code, params } = source.error;
  const why = code === 'database.notKaipan' ? 'is not a journal' : `cannot be read (${params['reason'] ?? code})`;
  throw new UsageError(`${file}: ${why}`);
}
