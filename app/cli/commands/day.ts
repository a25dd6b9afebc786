import { resolve } from 'node:path';
import { type Command } from 'commander';
import { parseTradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { DayFolder, type DayManifest, type InputFile, fingerprint } from '../../terminal/day-folder.ts';
import { runDayFolder } from '../../terminal/day-run.ts';
import { scriptsBeside } from '../../terminal/day-scripts.ts';
import { printReport, problemError } from '../day-report.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

interface DayOptions {
  readonly date: string;
  readonly quotes: readonly string[];
  readonly signals: string;
  readonly account: string;
  readonly instruments?: string;
  readonly config?: string;
  readonly daily?: readonly string[];
  readonly actions?: string;
  readonly approve?: string;
  readonly speed: string;
  readonly seed: string;
  readonly out: string;
  readonly release?: string;
  readonly skipBadRows?: boolean;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('day')
    .description('runs one trading day on paper over recorded quotes: plan, approve, execute, settle, report')
    .requiredOption('--date <date>', 'the trading day, YYYY-MM-DD')
    .requiredOption('--quotes <file...>', 'quotes of that day (*.quotes.csv, .gz too)')
    .requiredOption('--signals <file>', 'signals that are traded on that day (CSV or JSON)')
    .requiredOption('--account <file>', 'what the account holds in the morning (account.json)')
    .requiredOption('--out <dir>', 'where the files of the day go')
    .option('--instruments <file>', 'names, boards, list dates and ST marks')
    .option('--config <file>', 'settings; see `kaipan config --print`')
    .option('--daily <file...>', 'daily bars of earlier sessions (*.daily.csv, .gz too), for conditions that look back')
    .option('--actions <file>', 'dividends, bonus shares, splits and rights by ex-date (see docs/corporate-actions.md)')
    .option('--approve <what>', 'all, none, or a file of line ids (default: as --config says, without one all)')
    .option('--speed <n>', 'session seconds per second, or max', 'max')
    .option('--seed <n>', 'makes the ids of the day', '1')
    .option('--release <reason>', 'trades although the day that left the account was not sealed; the reason is journalled')
    .option('--skip-bad-rows', 'leaves rows of the signals that are wrong out, and names them')
    .option('--json', 'report.json on stdout and nothing else')
    .action(async (options: DayOptions) => {
      await dayCommand(options, io);
    });
}

async function dayCommand(options: DayOptions, io: CliIo): Promise<void> {
  const manifest = await manifestOf(options, io);
  const folder = new DayFolder(resolve(io.cwd, options.out));
  if (folder.unfinished) {
    throw new UsageError(`--out: ${options.out} holds an unfinished day; go on with it: kaipan resume --out ${options.out}`);
  }
  beginIn(folder, manifest, options.out);
  const report = await runDayFolder(folder, manifest, (line) => io.stderr(`${line}\n`));
  if (!report.ok) {
    folder.abandon();
    throw problemError(report.error, io.cwd);
  }
  printReport(report.value, options.json === true, io);
}

function beginIn(folder: DayFolder, manifest: DayManifest, named: string): void {
  try {
    folder.begin(manifest);
  } catch (error) {
    throw new UsageError(`--out: ${named} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function manifestOf(options: DayOptions, io: CliIo): Promise<DayManifest> {
  const file = (option: string, path: string): Promise<InputFile> => inputFile(option, path, io);
  const optional = (option: string, path: string | undefined): Promise<InputFile> | null =>
    path === undefined ? null : file(option, path);
  const word = options.approve ?? (options.config === undefined ? 'all' : 'config');
  const named = word === 'all' || word === 'none' || word === 'config';
  return {
    version: 1,
    date: sessionOption(options.date),
    seed: wholeOption('--seed', options.seed),
    approve: named ? word : 'file',
    skipBadRows: options.skipBadRows ?? false,
    speed: speedOption(options.speed),
    quotes: await Promise.all(options.quotes.map((path) => file('--quotes', path))),
    signals: await file('--signals', options.signals),
    account: await file('--account', options.account),
    instruments: await optional('--instruments', options.instruments),
    config: await optional('--config', options.config),
    release: reasonOption(options.release),
    approvals: named ? null : await file('--approve', word),
    daily: await Promise.all((options.daily ?? []).map((path) => file('--daily', path))),
    actions: await optional('--actions', options.actions),
    scripts: options.config === undefined ? [] : await scriptsBeside(resolve(io.cwd, options.config)),
  };
}

async function inputFile(option: string, path: string, io: CliIo): Promise<InputFile> {
  try {
    return await fingerprint(resolve(io.cwd, path));
  } catch (error) {
    throw new UsageError(`${option}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function sessionOption(text: string): string {
  const date = parseTradeDate(text);
  if (!date.ok) throw new UsageError(`--date: ${text} is not a date (YYYY-MM-DD)`);
  const calendar = exchangeCalendar();
  const session = calendar.isSession(date.value);
  if (!session.ok) {
    throw new UsageError(`--date: ${text} is outside the calendar, which knows ${calendar.first} to ${calendar.last}`);
  }
  if (!session.value) throw new UsageError(`--date: ${text} is not a trading day`);
  return text;
}

function reasonOption(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw new UsageError('--release: say why the day may trade');
  return text.trim();
}

function wholeOption(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option}: must be a whole number, was ${text}`);
  return Number(text);
}

function speedOption(text: string): string {
  if (text === 'max') return text;
  const speed = Number(text);
  if (!Number.isFinite(speed) || speed <= 0) throw new UsageError(`--speed: must be max or a number above 0, was ${text}`);
  return text;
}

