import { dirname, resolve } from 'node:path';
import { type Command } from 'commander';
import { readAccount } from '../../../adapters/files/account.ts';
import { readableParams } from '../../../adapters/files/reason-text.ts';
import { type InputProblem } from '../../../adapters/files/input-problem.ts';
import { dayReferences } from '../../../adapters/quotes/replay/references.ts';
import { replayQuotes } from '../../../adapters/quotes/replay/replay.ts';
import { scanQuotes } from '../../../adapters/quotes/replay/scan.ts';
import { SCRIPT_PROBLEMS, type ScriptProblem, problemText } from '../../../adapters/scripts/problem.ts';
import { ScriptFolder } from '../../../adapters/scripts/script-folder.ts';
import { acceptSignals, readSignals } from '../../../adapters/signals/file/read-signals.ts';
import { formatRate, formatYuan } from '../../../core/kernel/decimal.ts';
import { type Refusal, type Result } from '../../../core/kernel/result.ts';
import { formatTimeOfDay, parseTradeDate, timeOfDayOf, type TradeDate } from '../../../core/kernel/time.ts';
import { type Price, RATE_ONE, quantity } from '../../../core/kernel/units.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type DayReference } from '../../../core/market/quote.ts';
import { type ScriptTrial, type TrialReport, trialLineOf, tryScript } from '../../terminal/script-trial.ts';
import { problemError } from '../day-report.ts';
import { CheckFailedError, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { percentText } from '../percent.ts';
import { paramsOption, scriptFile } from '../script-input.ts';
import { formatTable } from '../table.ts';

interface TryOptions {
  readonly script: string;
  readonly date: string;
  readonly quotes: readonly string[];
  readonly instrument?: string;
  readonly side: string;
  readonly quantity: string;
  readonly signals?: string;
  readonly account?: string;
  readonly params: string;
  readonly json?: boolean;
}

export function registerTry(script: Command, io: CliIo): void {
  script
    .command('try')
    .description('runs a script over a recorded day, as it must have been before it may touch an account')
    .requiredOption('--script <file>', 'TypeScript (.ts) or JavaScript (.js, .mjs)')
    .requiredOption('--date <date>', 'the recorded day, YYYY-MM-DD')
    .requiredOption('--quotes <file...>', 'quotes of that day (*.quotes.csv, .gz too)')
    .option('--instrument <id>', 'what the line trades (default: the first of the quotes)')
    .option('--side <side>', 'buy or sell', 'buy')
    .option('--quantity <shares>', 'shares of the line', '1000')
    .option('--signals <file>', 'the lines of these signals instead of one line; with --account')
    .option('--account <file>', 'what the account holds in the morning (account.json)')
    .option('--params <json>', 'its parameters, as a JSON object', '{}')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: TryOptions) => {
      await tryCommand(options, io);
    });
}

/**
 * Its text counts as tried when it came through the day.
 * @throws UsageError for bad input, CheckFailedError when the script was stopped on the way.
 */
async function tryCommand(options: TryOptions, io: CliIo): Promise<void> {
  const text = await scriptFile(options.script, io);
  const date = parseTradeDate(options.date);
  if (!date.ok) throw new UsageError(`--date: ${options.date} is not a date (YYYY-MM-DD)`);
  const trial = await trialOf(options, { text, params: paramsOption(options.params), date: date.value }, io);
  const tried = await tryScript(trial);
  if (!tried.ok) throw new UsageError(refusalText(tried.error));
  const { stopped, version } = tried.value;
  if (stopped === null) new ScriptFolder(dirname(resolve(io.cwd, options.script))).recordTrial(version, date.value);
  io.stdout(options.json === true ? `${JSON.stringify(reportJson(text.script, tried.value), null, 2)}\n` : reportText(tried.value));
  if (stopped !== null) throw new CheckFailedError(refusalText(stopped));
}

async function trialOf(options: TryOptions, known: Pick<ScriptTrial, 'text' | 'params' | 'date'>, io: CliIo): Promise<ScriptTrial> {
  const { date } = known;
  const paths = options.quotes.map((path) => resolve(io.cwd, path));
  const scan = accepted(await scanQuotes(paths, date), io);
  const { references } = dayReferences(scan, date, new Map());
  const lines = options.signals === undefined ? oneLine(options, date, references) : await signalLines(options, date, references, io);
  return { ...known, ...lines, references, feed: replayQuotes(paths, date) };
}

type Lines = Pick<ScriptTrial, 'signals' | 'opening'>;

function oneLine({ instrument, side, quantity: shares }: TryOptions, date: TradeDate, references: readonly DayReference[]): Lines {
  const reference = instrument === undefined ? references[0] : references.find((one) => one.instrument.id === instrument);
  if (reference === undefined) throw new UsageError(`--instrument: the quotes have no ${instrument ?? 'instrument'}`);
  if (side !== 'buy' && side !== 'sell') throw new UsageError(`--side: must be buy or sell, was ${side}`);
  if (!/^[1-9]\d{0,8}$/.test(shares)) throw new UsageError(`--quantity: must be a whole number of shares, was ${shares}`);
  return trialLineOf(date, { instrument: reference.instrument.id, prevClose: reference.prevClose }, side, quantity(Number(shares)));
}

async function signalLines(options: TryOptions, date: TradeDate, references: readonly DayReference[], io: CliIo): Promise<Lines> {
  if (options.signals === undefined || options.account === undefined) throw new UsageError('--signals: needs --account');
  const known = new Set(references.map(({ instrument }) => instrument.id));
  const calendar = exchangeCalendar();
  const reading = await readSignals(resolve(io.cwd, options.signals), { tradeDate: date, calendar, known: (id) => known.has(id) });
  return {
    signals: accepted(acceptSignals(reading, false), io),
    opening: accepted(await readAccount(resolve(io.cwd, options.account)), io),
  };
}

function accepted<T>(result: Result<T, InputProblem>, io: CliIo): T {
  if (result.ok) return result.value;
  throw problemError({ kind: 'input', problem: result.error }, io.cwd);
}

function refusalText(refusal: ScriptProblem | Refusal): string {
  return isScriptProblem(refusal) ? problemText(refusal) : `${refusal.code} ${JSON.stringify(readableParams(refusal.params))}`;
}

function isScriptProblem(refusal: ScriptProblem | Refusal): refusal is ScriptProblem {
  return SCRIPT_PROBLEMS.some((code) => code === refusal.code);
}

function yuan(price: Price | null): string | null {
  return price === null ? null : formatYuan(price);
}

function reportJson(script: string, { lines, orders, ...report }: TrialReport): unknown {
  return {
    script,
    ...report,
    lines: lines.map((line) => ({
      ...line,
      average: yuan(line.average),
      vwap: yuan(line.vwap),
      slippage: line.slippage === null ? null : formatRate(line.slippage),
    })),
    orders: orders.map((order) => ({
      ...order,
      time: formatTimeOfDay(timeOfDayOf(order.time)),
      price: yuan(order.price),
      average: yuan(order.average),
    })),
  };
}

function reportText({ kind, date, lines, orders, logs }: TrialReport): string {
  const sent = orders.map(({ time, instrument, side, type, price, quantity: shares, filled, average, state }) => [
    formatTimeOfDay(timeOfDayOf(time)),
    instrument,
    `${side} ${shares} at ${formatYuan(price)} (${type})`,
    state,
    filled === 0 ? '' : `${filled} at ${yuan(average)}`,
  ]);
  const ended = lines.map(({ instrument, side, planned, filled, state, average, vwap, slippage }) => [
    instrument,
    `${side} ${filled} of ${planned}, ${state}`,
    average === null ? '' : `at ${yuan(average)}, VWAP ${yuan(vwap)}, better by ${percentText(slippage === null ? null : slippage / RATE_ONE)}`,
  ]);
  const logged = logs.length === 0 ? '' : `\nlogged:\n${logs.map((line) => `  ${line}\n`).join('')}`;
  return `a ${kind}, tried on ${date}\n\n${formatTable(sent)}\n${formatTable(ended)}${logged}`;
}
