import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type AccountDatabase, openAccountDatabase } from './account-database.ts';
import { type Batch } from './sample-day.fixture.ts';
import { type SqliteJournal } from './sqlite-journal.ts';

/** For tests: databases in a folder of their own. */
export class ScratchDatabases {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kaipan-sqlite-'));
  #count = 0;

  /** A path that nothing stands at yet. */
  fresh(): string {
    this.#count += 1;
    return join(this.#folder, `${this.#count}.db`);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

export function openedDatabase(path: string): AccountDatabase {
  const database = openAccountDatabase(path, { account: 'demo', mode: 'paper' });
  if (!database.ok) throw new Error(database.error.code);
  return database.value;
}

export function journalOf(database: AccountDatabase, day: TradeDate): SqliteJournal {
  const journal = database.journal(day);
  if (!journal.ok) throw new Error(journal.error.code);
  return journal.value;
}

export function written(database: AccountDatabase, day: TradeDate, batches: readonly Batch[]): SqliteJournal {
  const journal = journalOf(database, day);
  for (const { step, at, events } of batches) journal.append(step, at, events);
  return journal;
}
