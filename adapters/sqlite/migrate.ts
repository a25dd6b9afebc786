import type Database from 'better-sqlite3';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { JOURNAL_MIGRATION } from './migrations/0010-journal.ts';
import { PROJECTIONS_MIGRATION } from './migrations/0020-projections.ts';
import { POLICIES_MIGRATION } from './migrations/0030-policies.ts';
import { DAY_ENDS_MIGRATION } from './migrations/0040-day-ends.ts';
import { DAY_NOTES_MIGRATION } from './migrations/0050-day-notes.ts';
import { TRANSFERS_MIGRATION } from './migrations/0060-transfers.ts';
import { CORPORATE_ACTIONS_MIGRATION } from './migrations/0070-corporate-actions.ts';
import { NOTES_MIGRATION } from './migrations/0080-notes.ts';

export interface Migration {
  /** In tens, so that two branches can be put in order. Kept as `user_version`. */
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 10, sql: JOURNAL_MIGRATION },
  { version: 20, sql: PROJECTIONS_MIGRATION },
  { version: 30, sql: POLICIES_MIGRATION },
  { version: 40, sql: DAY_ENDS_MIGRATION },
  { version: 50, sql: DAY_NOTES_MIGRATION },
  { version: 60, sql: TRANSFERS_MIGRATION },
  { version: 70, sql: CORPORATE_ACTIONS_MIGRATION },
  { version: 80, sql: NOTES_MIGRATION },
];

/** A kind of database: what marks a file as one of it, and its steps from nothing to now. */
export interface Schema {
  readonly applicationId: number;
  readonly steps: readonly Migration[];
}

/** An account's database: "KaiP". */
const ACCOUNT: Schema = { applicationId: 0x4b_61_69_50, steps: MIGRATIONS };

/**
 * Brings a database from any earlier version to `target` (null: the latest), all steps in one transaction or none. A database of a version
 * that this program does not know is left as it is.
 */
export function migrate(
  database: Database.Database,
  target: number | null = null,
  { applicationId, steps }: Schema = ACCOUNT,
): Result<void, Refusal<'database.newer' | 'database.notKaipan'>> {
  const supported = target ?? steps.at(-1)?.version ?? 0;
  const version = Number(database.pragma('user_version', { simple: true }));
  const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  const owner = Number(database.pragma('application_id', { simple: true }));
  if (owner !== applicationId && (tables > 0 || version > 0)) return refuse('database.notKaipan', { path: database.name });
  if (version > supported || (version > 0 && !steps.some((step) => step.version === version))) {
    return refuse('database.newer', { path: database.name, version, supported });
  }
  const pending = steps.filter((step) => step.version > version && step.version <= supported);
  if (pending.length > 0) database.transaction(() => pending.forEach((step) => run(database, step, applicationId))).immediate();
  return ok(undefined);
}

/** Whether an account's database is of an earlier version, so that {@link migrate} would change it. */
export function isBehind(database: Database.Database): boolean {
  const version = Number(database.pragma('user_version', { simple: true }));
  return version > 0 && ACCOUNT.steps.some((step) => step.version === version) && version < (ACCOUNT.steps.at(-1)?.version ?? 0);
}

function run(database: Database.Database, step: Migration, applicationId: number): void {
  database.pragma(`application_id = ${applicationId}`);
  database.exec(step.sql);
  database.pragma(`user_version = ${step.version}`);
}
