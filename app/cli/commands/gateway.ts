import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { type Command, Option } from 'commander';
import { isGatewayAccount } from '../../../adapters/brokers/gateway/gateway-address.ts';
import { readAccount } from '../../../adapters/files/account.ts';
import { readInstruments } from '../../../adapters/files/instruments.ts';
import { type InputProblem, inputProblemText } from '../../../adapters/files/input-problem.ts';
import { type JsonDocument, readJson } from '../../../adapters/files/json.ts';
import { type OperatorCorrection, correctMatch } from '../../../adapters/brokers/gateway/operator.ts';
import { dayReferences } from '../../../adapters/quotes/replay/references.ts';
import { replayQuotes } from '../../../adapters/quotes/replay/replay.ts';
import { scanQuotes } from '../../../adapters/quotes/replay/scan.ts';
import { MONEY_SCALE, parseDecimal } from '../../../core/kernel/decimal.ts';
import { type FillId } from '../../../core/kernel/ids.ts';
import { type Result } from '../../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate, parseTimeOfDay, parseTradeDate } from '../../../core/kernel/time.ts';
import { type Price, type Quantity } from '../../../core/kernel/units.ts';
import { type Instrument, type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type FaultPlan, Faults, faultPlanSchema } from '../../gateway/faults.ts';
import { type GatewayAccount } from '../../gateway/gateway-day.ts';
import { GatewayProcess, type GatewayProcessOptions } from '../../gateway/gateway-process.ts';
import { type GatewaySettings, openGatewayStore, readTrail } from '../../gateway/gateway-store.ts';
import { OPERATOR, accountTokens } from '../../gateway/token-file.ts';
import { CliFailure, EXIT, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { numberOption, readInput } from '../series-input.ts';
import { pemOption, readToken } from '../token-input.ts';

interface ServeOptions {
  readonly date: string;
  readonly quotes: readonly string[];
  readonly account: readonly string[];
  readonly data: string;
  readonly instruments?: string;
  readonly market: GatewaySettings['market'];
  readonly port: string;
  readonly speed: string;
  readonly from: string;
  readonly faults?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

const MAX_PORT = 65_535;

export function register(program: Command, io: CliIo): void {
  const gateway = program.command('gateway').description('the simulated brokerage as a service of its own');
  gateway
    .command('serve')
    .description('many accounts at one exchange, over WebSocket on loopback; goes on where it was when started again')
    .requiredOption('--date <date>', 'the trading day, YYYY-MM-DD')
    .requiredOption('--quotes <file...>', 'quotes of that day: they list the instruments, and are the market unless --market book')
    .requiredOption('--account <name=file...>', 'an account and what it holds in the morning (account.json); any number')
    .requiredOption('--data <dir>', 'where the gateway keeps its days and its tokens')
    .option('--instruments <file>', 'names, boards, list dates and ST marks')
    .addOption(new Option('--market <kind>', 'whom orders meet: recorded quotes, or one another').choices(['quotes', 'book']).default('quotes'))
    .option('--port <n>', '0 lets the system choose', '0')
    .option('--speed <n>', 'session seconds per second', '1')
    .option('--from <time>', 'where the clock of a new day begins', '09:00:00')
    .option('--tls-cert <file>', 'a certificate (PEM): terminals come encrypted, by wss://; with --tls-key')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--faults <file>', 'for tests of terminals: how to misbehave (JSON)')
    .action(async (options: ServeOptions) => {
      await serve(options, io);
    });
  gateway
    .command('correct')
    .description("an operator's word on a wrong match: what its fills really were; in a market of the accounts' own, on both sides at once")
    .requiredOption('--gateway <url>', 'where it listens, as `gateway serve` prints it')
    .requiredOption('--token-file <file>', "JSON with the operator's token, as `gateway serve` writes it")
    .requiredOption('--fill <account/fill=quantity@price...>', 'a fill as it was; 0@0: it never happened')
    .option('--ca <file>', "the certificate (PEM) that a wss:// gateway's must come of")
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--reason <text>', 'why')
    .action(async (options: CorrectOptions) => {
      await correct(options, io);
    });
  gateway
    .command('trail')
    .description('who began a day and who corrected what, one JSON document a line; also while the gateway runs')
    .requiredOption('--date <date>', 'the trading day, YYYY-MM-DD')
    .requiredOption('--data <dir>', 'where the gateway keeps its days')
    .action((options: { readonly date: string; readonly data: string }) => trail(options, io));
}

interface CorrectOptions {
  readonly gateway: string;
  readonly tokenFile: string;
  readonly fill: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly ca?: string;
}

/** `alice/F20240603-gate-00001=200@9.9` */
const FILL = /^(?<account>[\w-]{1,32})\/(?<fillId>[^=]+)=(?<shares>\d{1,10})@(?<yuan>[\d.]+)$/;

async function correct({ gateway, tokenFile, fill, by, reason, ca }: CorrectOptions, io: CliIo): Promise<void> {
  const token = await readToken(tokenFile, OPERATOR, io);
  const corrected = await correctMatch(gateway, { token, by, reason, fills: fill.map(fillOption) }, ca === undefined ? undefined : pemOption('--ca', ca, io));
  if (!corrected.ok) throw new CliFailure(`${corrected.error.code}: ${JSON.stringify(corrected.error.params)}`, EXIT.failed);
  io.stdout(`${JSON.stringify({ corrected: fill.length, by })}\n`);
}

function fillOption(text: string): OperatorCorrection['fills'][number] {
  const { account, fillId, shares, yuan } = FILL.exec(text)?.groups ?? {};
  const price = parseDecimal(yuan ?? '', MONEY_SCALE);
  if (account === undefined || fillId === undefined || !price.ok) throw new UsageError(`--fill: ${text} is not like alice/F20240603-gate-00001=200@9.90`);
  return { account, fillId: fillId as FillId, quantity: Number(shares) as Quantity, price: price.value as Price };
}

function trail({ date, data }: { readonly date: string; readonly data: string }, io: CliIo): void {
  const entries = readTrail(dayFile(resolve(io.cwd, data), dateOption('--date', date)));
  if (!entries.ok) throw new CliFailure(`${entries.error.code}: ${JSON.stringify(entries.error.params)}`, EXIT.failed);
  for (const entry of entries.value) io.stdout(`${JSON.stringify(entry)}\n`);
}

function dayFile(data: string, date: TradeDate): string {
  return join(data, `${date}.gateway.db`);
}

/** Runs until it is told to stop (SIGINT, SIGTERM) or its disk fails. */
async function serve(options: ServeOptions, io: CliIo): Promise<void> {
  const { settings, references, quotes } = await dayOf(options, io);
  const data = resolve(io.cwd, options.data);
  mkdirSync(data, { recursive: true });
  const store = openGatewayStore(dayFile(data, settings.date));
  if (!store.ok) throw new CliFailure(`${store.error.code}: ${JSON.stringify(store.error.params)}`, EXIT.failed);
  let end = (): void => undefined;
  let fail = (_error: unknown): void => undefined;
  const ended = new Promise<void>((fulfil, reject) => {
    end = fulfil;
    fail = reject;
  });
  const started = await GatewayProcess.start({
    settings,
    references,
    quotes,
    store: store.value,
    ...secretsOf(join(data, 'tokens.json'), settings.accounts.map(({ name }) => name)),
    port: numberOption('--port', options.port, (port) => Number.isInteger(port) && port >= 0 && port <= MAX_PORT, 'a port'),
    speed: numberOption('--speed', options.speed, (speed) => speed > 0, 'a number above 0'),
    from: timeOption('--from', options.from),
    faults: await faultsOf(options, io),
    tls: tlsOf(options, io),
    onFailure: (error) => fail(error),
  });
  if (!started.ok) throw new UsageError(`--data: ${data} holds ${settings.date} begun with something else (${started.error.params['begun']})`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
  io.stdout(`${JSON.stringify({ url: `${options.tlsCert === undefined ? 'ws' : 'wss'}://127.0.0.1:${started.value.server.port}`, tokens: join(data, 'tokens.json') })}\n`);
  try {
    await ended;
  } finally {
    await started.value.stop();
  }
}

function tlsOf({ tlsCert, tlsKey }: ServeOptions, io: CliIo): GatewayProcessOptions['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return null;
  if (tlsCert === undefined || tlsKey === undefined) throw new UsageError('--tls-cert and --tls-key come together');
  const [cert, key] = [pemOption('--tls-cert', tlsCert, io), pemOption('--tls-key', tlsKey, io)];
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new UsageError(`--tls-cert: ${tlsCert} with ${tlsKey}: ${String(error)}`);
  }
  return { cert, key };
}

function secretsOf(path: string, accounts: readonly string[]): Pick<GatewayProcessOptions, 'tokens' | 'operatorToken'> {
  const secrets = accountTokens(path, [...accounts, OPERATOR]);
  return { tokens: new Map(accounts.map((account) => [account, secrets.get(account) as string])), operatorToken: secrets.get(OPERATOR) as string };
}

async function dayOf(options: ServeOptions, io: CliIo) {
  const date = dateOption('--date', options.date);
  const files = options.quotes.map((file) => resolve(io.cwd, file));
  const scan = await scanQuotes(files, date);
  if (!scan.ok) throw new UsageError(inputProblemText(scan.error));
  const known: ReadonlyMap<InstrumentId, Instrument> =
    options.instruments === undefined ? new Map() : await readInput(options.instruments, readInstruments, io);
  const quotes: Quote[] = [];
  if (options.market === 'quotes') for await (const batch of replayQuotes(files, date)) quotes.push(...batch);
  const settings: GatewaySettings = {
    date,
    market: options.market,
    accounts: await accountsOf(options.account, io),
    quotes: await Promise.all(files.map(contentHash)),
  };
  return { settings, references: dayReferences(scan.value, date, known).references, quotes };
}

async function accountsOf(options: readonly string[], io: CliIo): Promise<readonly GatewayAccount[]> {
  const accounts: GatewayAccount[] = [];
  for (const option of options) {
    const equals = option.indexOf('=');
    const name = option.slice(0, Math.max(equals, 0));
    if (!isGatewayAccount(name)) throw new UsageError(`--account: ${option} is not name=file with a name of letters, digits, _ and -`);
    if (name === OPERATOR) throw new UsageError(`--account: the name ${OPERATOR} is kept for who corrects matches`);
    if (accounts.some((account) => account.name === name)) throw new UsageError(`--account: ${name} is named twice`);
    accounts.push({ name, opening: await readInput(option.slice(equals + 1), readAccount, io) });
  }
  return accounts;
}

async function faultsOf({ faults }: ServeOptions, io: CliIo): Promise<Faults | null> {
  return faults === undefined ? null : new Faults((await readInput(faults, readFaultPlan, io)).value);
}

function readFaultPlan(path: string): Promise<Result<JsonDocument<FaultPlan>, InputProblem>> {
  return readJson(path, faultPlanSchema);
}

async function contentHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `${basename(file)}:${hash.digest('hex')}`;
}

function dateOption(name: string, text: string): TradeDate {
  const date = parseTradeDate(text);
  if (!date.ok) throw new UsageError(`${name}: ${text} is not a date like 2024-11-08`);
  return date.value;
}

function timeOption(name: string, text: string): TimeOfDay {
  const time = parseTimeOfDay(text);
  if (!time.ok) throw new UsageError(`${name}: ${text} is not a time like 09:15:00`);
  return time.value;
}
