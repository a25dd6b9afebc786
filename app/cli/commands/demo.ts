import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command } from 'commander';
import { AtomicFile } from '../../../adapters/files/atomic-file.ts';
import { DEMO_EQUITY, demoAccount } from '../../../adapters/quotes/demo/demo-account.ts';
import { QUOTES_HEADER, QuoteRows, accountJson, dailyRows, instrumentsCsv, signalsCsv } from '../../../adapters/quotes/demo/demo-files.ts';
import { type DemoMarket, type DemoProblem, createDemoMarket } from '../../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../../adapters/quotes/demo/demo-signals.ts';
import { formatYuan } from '../../../core/kernel/decimal.ts';
import { type Refusal } from '../../../core/kernel/result.ts';
import { parseTradeDate } from '../../../core/kernel/time.ts';
import { type Money, UNITS_PER_YUAN } from '../../../core/kernel/units.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { CliFailure, EXIT, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

interface DemoCommandOptions {
  readonly out: string;
  readonly date: string;
  readonly seed: string;
  readonly instruments: string;
  readonly lines: string;
  readonly every?: string;
}

const DEFAULT_DATE = '2025-06-03';
const MILLISECONDS = 1_000;
/** Snapshots every three seconds, and rarer where more instruments would make the file too large to be handy. */
const EVERY_SECONDS = 3;
const INSTRUMENTS_AT_THAT_PACE = 100;
/** An account for many lines needs so much per line, in yuan, for lots of dear shares. */
const YUAN_PER_LINE = 50_000;

/** A year of daily bars, and less where more instruments would make that file too large. */
const DAILY_ROWS = 300_000;

export function register(program: Command, io: CliIo): void {
  program
    .command('demo')
    .description('writes a day of an invented market, with signals and an account, to try `kaipan day` on')
    .requiredOption('--out <dir>', 'where to write; made if it is not there')
    .option('--date <date>', 'a trading day from 2024-01-03 on', DEFAULT_DATE)
    .option('--seed <n>', 'another seed is another market', '1')
    .option('--instruments <n>', '1 to 5500', '60')
    .option('--lines <n>', 'how many instruments the signals name', '15')
    .option('--every <seconds>', 'time between two snapshots of an instrument (3, and longer above 100 instruments)')
    .action((options: DemoCommandOptions) => {
      io.stdout(demoCommand(options, io.cwd));
    });
}

/** Writes the files and tells what to do with them. */
function demoCommand(options: DemoCommandOptions, cwd: string): string {
  const market = marketOf(options);
  const lines = wholeNumber('--lines', options.lines, 1);
  const directory = resolve(cwd, options.out);
  const equity = Math.max(DEMO_EQUITY, lines * YUAN_PER_LINE * UNITS_PER_YUAN) as Money;
  const account = demoAccount(market, equity);
  const signals = demoSignals(market, { lines, held: account.positions.map(({ instrument }) => instrument) });
  let rows = 0;
  try {
    mkdirSync(directory, { recursive: true });
    rows = writeQuotes(join(directory, 'demo.quotes.csv'), market);
    writeText(join(directory, 'instruments.csv'), instrumentsCsv(market));
    writeDaily(join(directory, 'demo.daily.csv'), market);
    writeText(join(directory, 'signals.csv'), signalsCsv(signals));
    writeText(join(directory, 'account.json'), accountJson(account));
  } catch (error) {
    throw new CliFailure(`--out: ${options.out}: ${error instanceof Error ? error.message : String(error)}`, EXIT.failed);
  }
  const at = (file: string): string => join(options.out, file);
  return [
    `${market.date}: ${market.universe.length} instruments, ${rows} snapshots, ${signals.length} signals, ` +
      `an account of ${formatYuan(equity)} yuan`,
    `npm run -s kaipan -- day --date ${market.date} --quotes ${at('demo.quotes.csv')} --signals ${at('signals.csv')} ` +
      `--account ${at('account.json')} --instruments ${at('instruments.csv')} --daily ${at('demo.daily.csv')} --approve all --out ${at('day')}`,
    '',
  ].join('\n');
}

function marketOf(options: DemoCommandOptions): DemoMarket {
  const date = parseTradeDate(options.date);
  if (!date.ok) throw new UsageError(`--date: ${options.date} is not a date (YYYY-MM-DD)`);
  const instruments = wholeNumber('--instruments', options.instruments, 1);
  const usual = EVERY_SECONDS * Math.max(1, Math.ceil(instruments / INSTRUMENTS_AT_THAT_PACE));
  const every = options.every === undefined ? usual : wholeNumber('--every', options.every, 1);
  const market = createDemoMarket({
    seed: wholeNumber('--seed', options.seed, 0),
    date: date.value,
    instruments,
    calendar: exchangeCalendar(),
    everyMs: every * MILLISECONDS,
  });
  if (!market.ok) throw new UsageError(problemText(market.error));
  return market.value;
}

function problemText({ code, params }: Refusal<DemoProblem>): string {
  switch (code) {
    case 'demo.notASession':
      return `--date: ${params['date']} is not a trading day`;
    case 'demo.beforeFirstDay':
      return `--date: ${params['date']} is before ${params['first']}, the first day of the demo market`;
    case 'demo.unknownDay':
      return `--date: ${params['date']} is outside the calendar, which knows ${params['first']} to ${params['last']}`;
    case 'demo.badCount':
      return `--instruments: ${params['instruments']} is not between 1 and ${params['most']}`;
    case 'demo.badInterval':
      return `--every: ${Number(params['everyMs']) / MILLISECONDS} is more than ${Number(params['most']) / MILLISECONDS} seconds`;
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least)) throw new UsageError(`${option}: ${text} is not a whole number from ${least} on`);
  return value;
}

function writeQuotes(path: string, market: DemoMarket): number {
  const rows = new QuoteRows();
  let count = 0;
  writeFile(path, (append) => {
    append(QUOTES_HEADER);
    for (const quote of market.quotes()) {
      append(rows.row(quote));
      count += 1;
    }
  });
  return count;
}

function writeDaily(path: string, market: DemoMarket): void {
  writeFile(path, (append) => {
    for (const row of dailyRows(market, DAILY_ROWS)) append(row);
  });
}

function writeText(path: string, text: string): void {
  writeFile(path, (append) => append(text));
}

function writeFile(path: string, write: (append: (text: string) => void) => void): void {
  const file = new AtomicFile(path);
  try {
    write((text) => file.append(text));
    file.commit();
  } finally {
    file.discard();
  }
}
