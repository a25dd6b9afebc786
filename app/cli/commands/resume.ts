import { resolve } from 'node:path';
import { type Command } from 'commander';
import { existsSync } from 'node:fs';
import { DayFolder, type DayManifest, type InputFile, fingerprint } from '../../terminal/day-folder.ts';
import { runDayFolder } from '../../terminal/day-run.ts';
import { printReport, problemError } from '../day-report.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

interface ResumeOptions {
  readonly out: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('resume')
    .description('goes on with a `day` that was killed, from its journal, and ends with the same files')
    .requiredOption('--out <dir>', 'the folder that the day was told to write to')
    .option('--json', 'report.json on stdout and nothing else')
    .action(async (options: ResumeOptions) => {
      await resumeCommand(options, io);
    });
}

async function resumeCommand(options: ResumeOptions, io: CliIo): Promise<void> {
  const folder = new DayFolder(resolve(io.cwd, options.out));
  if (!folder.unfinished) {
    if (!existsSync(folder.file('report.json'))) throw new UsageError(`--out: ${options.out} holds no day that was begun`);
    printReport(folder.finishedReport(), options.json === true, io);
    return;
  }
  const manifest = folder.manifest();
  if (!manifest.ok) throw new UsageError(`--out: ${options.out} cannot be resumed: its manifest is damaged`);
  for (const file of inputsOf(manifest.value)) await checkUnchanged(file);
  const report = await runDayFolder(folder, manifest.value, (line) => io.stderr(`${line}\n`));
  if (!report.ok) throw problemError(report.error, io.cwd);
  printReport(report.value, options.json === true, io);
}

function inputsOf({ quotes, signals, account, instruments, config, approvals, daily, scripts }: DayManifest): readonly InputFile[] {
  return [...quotes, signals, account, instruments, config, approvals, ...daily, ...scripts].filter((file) => file !== null);
}

/** A day that goes on with other inputs would be another day. */
async function checkUnchanged(file: InputFile): Promise<void> {
  let now: InputFile;
  try {
    now = await fingerprint(file.path);
  } catch (error) {
    throw new UsageError(`${file.path}: is needed to go on and cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (now.sha256 !== file.sha256) throw new UsageError(`${file.path}: has changed since the day began`);
}
