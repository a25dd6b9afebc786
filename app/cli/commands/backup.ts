import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Command } from 'commander';
import { backUp, backUpBeside } from '../../../adapters/sqlite/backup.ts';
import { lastGoodCopy, restoreDatabase } from '../../../adapters/sqlite/restore.ts';
import { databaseProblem } from '../../../adapters/sqlite/sqlite-errors.ts';
import { type Refusal } from '../../../core/kernel/result.ts';
import { CheckFailedError, type CliFailure, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

interface BackupOptions {
  readonly to?: string;
}

interface RestoreOptions {
  readonly from?: string;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('backup')
    .description("copies an account's database, also while it is in use, and checks the copy by its hash chain")
    .argument('<database>', 'the database of an account')
    .option('--to <file>', 'where to; left out: into the folder `backups` beside it')
    .action(async (database: string, options: BackupOptions) => {
      await backupCommand(database, options, io);
    });
  program
    .command('restore')
    .description("puts a checked copy in the place of an account's database, which is set aside, never overwritten")
    .argument('<database>', 'the database of an account, damaged or gone')
    .option('--from <copy>', 'a copy; left out: the latest in the folder `backups` beside it that is whole')
    .action(async (database: string, options: RestoreOptions) => {
      await restoreCommand(database, options, io);
    });
}

async function backupCommand(file: string, { to }: BackupOptions, io: CliIo): Promise<void> {
  const source = openSource(file, io);
  try {
    const copied = to === undefined ? await backUpBeside(source) : await backUp(source, resolve(io.cwd, to));
    if (!copied.ok) throw failureOf(file, copied.error);
    io.stdout(`${to ?? ('path' in copied.value ? copied.value.path : '')}: ${copied.value.lastSeq} records, every one as it was written\n`);
  } finally {
    source.close();
  }
}

function openSource(file: string, io: CliIo): Database.Database {
  const path = resolve(io.cwd, file);
  try {
    const source = new Database(path, { readonly: true, fileMustExist: true });
    source.pragma('schema_version');
    return source;
  } catch (error) {
    throw failureOf(file, databaseProblem(path, error));
  }
}

async function restoreCommand(file: string, { from }: RestoreOptions, io: CliIo): Promise<void> {
  const path = resolve(io.cwd, file);
  const copy = from === undefined ? (await lastGoodCopy(path))?.path : resolve(io.cwd, from);
  if (copy === undefined) throw new UsageError(`${file}: there is no whole copy of it in the folder backups beside it`);
  const restored = await restoreDatabase(path, copy, Date.now());
  if (!restored.ok) throw failureOf(file, restored.error);
  const { journal, setAside } = restored.value;
  io.stdout(`${file}: restored from ${copy}, ${journal.lastSeq} records up to ${journal.last}\n`);
  if (setAside !== null) io.stdout(`${setAside}: what stood there before\n`);
}

/** What is wrong with a database or a copy has been found by looking; all else is a name that leads nowhere. */
function failureOf(file: string, { code, params }: Refusal): CliFailure {
  const detail = Object.entries(params).map(([name, value]) => `${name} ${String(value)}`);
  const found = code === 'database.damaged' || code === 'journal.broken' || code === 'backup.short';
  return new (found ? CheckFailedError : UsageError)(`${file}: ${code} (${detail.join(', ')})`);
}
