import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { readAccount } from '../../../adapters/files/account.ts';
import { readConfig } from '../../../adapters/files/config.ts';
import { readInstruments } from '../../../adapters/files/instruments.ts';
import { inputProblemText } from '../../../adapters/files/input-problem.ts';
import { acceptSignals, readSignals } from '../../../adapters/signals/file/read-signals.ts';
import { type Actor } from '../../../core/kernel/ids.ts';
import { type Refusal, ok } from '../../../core/kernel/result.ts';
import { type TradeDate, parseTradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type Instrument, type InstrumentId } from '../../../core/market/instrument.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../../core/oms/config.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { GatewaySession, type GatewaySessionOptions, USUAL_WAITS } from '../../terminal/gateway-session.ts';
import { CheckFailedError, CliFailure, EXIT, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { LiveLog } from '../live-log.ts';
import { numberOption, readInput } from '../series-input.ts';
import { pemOption, readToken } from '../token-input.ts';

interface LiveOptions {
  readonly gateway: string;
  readonly tokenFile: string;
  readonly account: string;
  readonly date: string;
  readonly opening: string;
  readonly signals: string;
  readonly data: string;
  readonly instruments?: string;
  readonly config?: string;
  readonly approve: 'all' | 'none' | 'config';
  readonly answerWithin: string;
  readonly accept?: string;
  readonly release?: string;
  readonly ca?: string;
}

/** Who gives the commands: the files on the command line. */
const FILES = 'files' as Actor;
/** How long the plan waits for a first quote of everything in it. */
const FIRST_QUOTES_MS = 10_000;
const SECOND_MS = 1_000;

export function register(program: Command, io: CliIo): void {
  program
    .command('live')
    .description('trades a plan on paper at a gateway until the close; started again after a kill, goes on where it was')
    .requiredOption('--gateway <url>', 'the address of the gateway (ws://127.0.0.1:…)')
    .option('--ca <file>', "the certificate (PEM) that a wss:// gateway's must come of; left out: any that the system trusts")
    .requiredOption('--token-file <file>', "JSON with each account's token, as `gateway serve` writes it")
    .requiredOption('--account <name>', 'the account at the gateway')
    .requiredOption('--date <date>', 'the trading day, YYYY-MM-DD')
    .requiredOption('--opening <file>', 'what the account holds in the morning (account.json)')
    .requiredOption('--signals <file>', 'signals that are traded on that day (CSV or JSON)')
    .requiredOption('--data <dir>', 'where the journal of the account is kept')
    .option('--instruments <file>', 'names, boards, list dates and ST marks')
    .option('--config <file>', 'settings; see `kaipan config --print`')
    .addOption(new Option('--approve <what>', 'which lines are approved').choices(['all', 'none', 'config']).default('config'))
    .option('--answer-within <seconds>', 'after how long without an answer an order is of unknown fate', String(USUAL_WAITS.noAnswerMs / SECOND_MS))
    .option('--accept <reason>', "goes on though the books differ from the broker's in what was found last")
    .option('--release <reason>', 'trades although the day before was not sealed; the reason is kept in its journal')
    .action(async (options: LiveOptions) => {
      await liveCommand(options, io);
    });
}

/** Runs until the close, or until it is told to stop (SIGINT, SIGTERM): then open orders stay at the broker. */
async function liveCommand(options: LiveOptions, io: CliIo): Promise<void> {
  const { settings, signals, wanted } = await settingsOf(options, io);
  const log = new LiveLog(io);
  let planned = false;
  let accepted = options.accept === undefined;
  const session = new GatewaySession({ ...settings, onChange: () => log.look(session) });
  const released = options.release === undefined ? ok(undefined) : session.release(options.release, FILES);
  const opened = released.ok ? session.open() : released;
  if (!opened.ok) throw failure(opened.error);
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  const began = performance.now();
  const work = setInterval(() => {
    planned ||= plan(session, signals, wanted, performance.now() - began > FIRST_QUOTES_MS);
    accepted ||= accept(session, options.accept ?? '');
  }, SECOND_MS / 10);
  await Promise.race([session.over, stopped, log.hopeless]);
  clearInterval(work);
  const summary = log.summary(session);
  session.close();
  io.stdout(`${JSON.stringify(summary)}\n`);
  if (log.refused !== null) throw failure(log.refused);
}

/** Sizes the signals once everything in them has been quoted. True when the day has its plan. */
function plan(session: GatewaySession, signals: readonly Signal[], wanted: readonly InstrumentId[], late: boolean): boolean {
  const { run } = session;
  if (run === null) return false;
  if (run.engine.state.lines.size > 0) return true;
  if (run.engine.state.unreconciled !== null || (!late && wanted.some((id) => run.market.quote(id) === undefined))) return false;
  return session.command({ type: 'importSignals', signals, source: 'signals' }, FILES).ok;
}

function accept(session: GatewaySession, reason: string): boolean {
  const differing = (session.run?.engine.state.unreconciled?.differences.length ?? 0) > 0;
  return differing && session.command({ type: 'acceptDifferences', reason }, FILES).ok;
}

interface LiveInputs {
  readonly settings: GatewaySessionOptions;
  /** Whose quotes the plan waits for. */
  readonly wanted: readonly InstrumentId[];
  readonly signals: readonly Signal[];
}

async function settingsOf(options: LiveOptions, io: CliIo): Promise<LiveInputs> {
  const date = sessionDate(options.date);
  const { account } = options;
  const token = await readToken(options.tokenFile, account, io);
  const opening = await readInput(options.opening, readAccount, io);
  const known: ReadonlyMap<InstrumentId, Instrument> =
    options.instruments === undefined ? new Map() : await readInput(options.instruments, readInstruments, io);
  const config = options.config === undefined ? DEFAULT_CONFIG : await readInput(options.config, readConfig, io);
  const signals = await signalsOf(options, date, io);
  const data = resolve(io.cwd, options.data);
  mkdirSync(data, { recursive: true });
  const noAnswerMs = numberOption('--answer-within', options.answerWithin, (seconds) => seconds > 0, 'a number above 0') * SECOND_MS;
  const wanted = [...new Set([...signals, ...opening.positions].map(({ instrument }) => instrument))];
  const settings: GatewaySessionOptions = {
    ...USUAL_WAITS,
    ...{ account, token, date, opening, wanted, noAnswerMs, url: options.gateway, ...(options.ca === undefined ? {} : { ca: pemOption('--ca', options.ca, io) }), instruments: known },
    config: approving(config, options.approve),
    seed: 1,
    random: Math.random,
    database: join(data, `${account}.paper.db`),
  };
  return { settings, signals, wanted };
}

async function signalsOf({ signals }: LiveOptions, date: TradeDate, io: CliIo): Promise<readonly Signal[]> {
  const reading = await readSignals(resolve(io.cwd, signals), { tradeDate: date, calendar: exchangeCalendar(), known: () => true });
  const accepted = acceptSignals(reading, false);
  if (!accepted.ok) throw new UsageError(inputProblemText(accepted.error));
  return accepted.value;
}

function approving(config: TradingConfig, approve: LiveOptions['approve']): TradingConfig {
  if (approve === 'config') return config;
  return { ...config, plan: { ...config.plan, approval: approve === 'all' ? 'automatic' : 'each' } };
}

function sessionDate(text: string): TradeDate {
  const date = parseTradeDate(text);
  if (!date.ok) throw new UsageError(`--date: ${text} is not a date (YYYY-MM-DD)`);
  const session = exchangeCalendar().isSession(date.value);
  if (!session.ok || !session.value) throw new UsageError(`--date: ${text} is not a trading day`);
  return date.value;
}

function failure({ code, params }: Refusal): CliFailure {
  if (code === 'day.notSealed') {
    const before = String(params['date']);
    return new CheckFailedError(`${before} was not sealed, so the account may not trade: settle and seal it, or say why it may trade all the same with --release REASON`);
  }
  return new CliFailure(`${code}: ${JSON.stringify(params)}`, EXIT.failed);
}
