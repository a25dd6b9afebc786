import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Command } from 'commander';
import { z } from 'zod';
import { checkSignals } from '../../../adapters/cloud/check-signals.ts';
import { addressProblem } from '../../../adapters/cloud/cloud-address.ts';
import { CloudClient, type CloudFailure } from '../../../adapters/cloud/cloud-client.ts';
import { readCredentials, writeCredentials } from '../../../adapters/cloud/credentials-file.ts';
import { dayItems } from '../../../adapters/cloud/day-items.ts';
import { Outbox, type QueuedItem, openOutboxFile } from '../../../adapters/cloud/outbox.ts';
import { type Credentials, ITEM_KINDS, type ItemKind } from '../../../adapters/cloud/protocol.ts';
import { USUAL_PATIENCE, push, sayFailure } from '../../../adapters/cloud/push.ts';
import { signalsDocument } from '../../../adapters/cloud/signals-document.ts';
import { writeWhole } from '../../../adapters/files/atomic-file.ts';
import { seededRandom } from '../../../core/kernel/random.ts';
import { type Result, ok } from '../../../core/kernel/result.ts';
import { parseTradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { CheckFailedError, CliFailure, EXIT, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { readInput } from '../series-input.ts';
import { formatTable } from '../table.ts';

interface PushOptions {
  readonly out: string;
  readonly url: string;
  readonly credentials?: string;
  readonly only?: readonly string[];
  readonly preview?: boolean;
  readonly json?: boolean;
}

interface PullOptions {
  readonly url: string;
  readonly strategy: string;
  readonly tradeDate: string;
  readonly out: string;
  readonly credentials: string;
}

export function register(program: Command, io: CliIo): void {
  const sync = program.command('sync').description('what goes up to a cloud after the day');
  sync
    .command('push')
    .description('uploads a sealed day: each thing once and in order, however often it is said')
    .requiredOption('--out <dir>', 'the folder of the day')
    .requiredOption('--url <url>', 'the cloud, such as http://127.0.0.1:8787')
    .option('--credentials <file>', 'who we are there (default: kept beside the day; made by a cloud that lets strangers in)')
    .option('--only <kind...>', `what goes up: ${ITEM_KINDS.join(', ')} (default: all)`)
    .option('--preview', 'shows what would go up, and sends nothing')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: PushOptions) => {
      await pushCommand(options, io);
    });
  sync
    .command('pull')
    .description("brings a strategy's signals for one session down, checked: signed, fresh, whole and not changed since")
    .requiredOption('--url <url>', 'the cloud')
    .requiredOption('--strategy <id>', 'whose signals')
    .requiredOption('--trade-date <date>', 'the session they are traded on, YYYY-MM-DD')
    .requiredOption('--out <file>', 'where the signals go, as JSON that `kaipan day` reads; signals there already are never changed')
    .requiredOption('--credentials <file>', 'who we are there')
    .action(async (options: PullOptions) => {
      await pullCommand(options, io);
    });
}

async function pullCommand({ url, strategy, tradeDate: text, out, credentials: path }: PullOptions, io: CliIo): Promise<void> {
  const tradeDate = parseTradeDate(text);
  if (!tradeDate.ok) throw new UsageError(`--trade-date: ${text} is not a date like 2024-11-08`);
  const credentials = readCredentials(resolve(io.cwd, path));
  if (credentials === null) throw new UsageError(`--credentials: there is no ${path}`);
  const received = orFail(await clientOf(url).signals(credentials, strategy));
  const file = resolve(io.cwd, out);
  const calendar = exchangeCalendar();
  const before = existsSync(file) ? keptSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).contentId : null;
  const signals = checkSignals(received, { strategy, key: credentials.key, tradeDate: tradeDate.value, calendar, before });
  if (!signals.ok) throw new CheckFailedError(`not taken: ${signals.error.code} ${JSON.stringify(signals.error.params)}`);
  writeWhole(file, signalsDocument(received.contentId, signals.value));
  io.stdout(`${signals.value.rows.length} signals of ${strategy}, made on ${signals.value.date} for ${text}\n`);
}

/** What is read again of a file that was pulled before. */
const keptSchema = z.looseObject({ contentId: z.string() });

async function pushCommand(options: PushOptions, io: CliIo): Promise<void> {
  const items = await readInput(options.out, (folder) => dayItems(folder, kindsOf(options.only)), io);
  if (options.preview === true) {
    const rows = items.map(({ kind, date, account, text }) => [kind, date, account, `${Buffer.byteLength(text)} bytes`]);
    return io.stdout(options.json === true ? `${JSON.stringify(items, null, 2)}\n` : formatTable(rows));
  }
  const [first] = items;
  if (first === undefined) throw new UsageError('--only: names nothing that could go up');
  const client = clientOf(options.url);
  const path = credentialsPath(options, io);
  mkdirSync(dirname(path), { recursive: true });
  // Beside the credentials: what one terminal has sent of an account is one sequence, whichever folder its days lie in.
  const connection = openOutboxFile(`${path}.${first.mode}.${encodeURIComponent(first.account)}.db`);
  try {
    const outbox = new Outbox(connection, first);
    outbox.put(items);
    const credentials = orFail(await introduce(client, outbox, path, options.credentials === undefined));
    const onFailed = ({ item }: QueuedItem, failure: CloudFailure): void => {
      io.stderr(`${item.kind} of ${item.date}: ${sayFailure(failure)}\n`);
    };
    const sent = orFail(await push(outbox, client, credentials, { patience: USUAL_PATIENCE, random: seededRandom(process.pid), onFailed }));
    const answer = { terminal: credentials.terminal, sent, total: outbox.count().total };
    io.stdout(options.json === true ? `${JSON.stringify(answer)}\n` : `${sent} of ${answer.total} items sent, the others were there\n`);
  } finally {
    connection.close();
  }
}

function credentialsPath({ credentials, out, url }: PushOptions, io: CliIo): string {
  if (credentials !== undefined) return resolve(io.cwd, credentials);
  return join(resolve(io.cwd, out), '.sync', new URL(url).host.replace(':', '_'), 'credentials.json');
}

/**
 * Who we are at this cloud, and what it has of ours: what it lost goes up again. A cloud that does not know credentials that
 * are `ours` to make (another one at the same address) is introduced to us anew, if it lets strangers in.
 */
async function introduce(client: CloudClient, outbox: Outbox, path: string, ours: boolean): Promise<Result<Credentials, CloudFailure>> {
  const kept = readCredentials(path);
  if (kept !== null) {
    const progress = await client.progress(kept, outbox.stream);
    if (progress.ok) outbox.holdsUpTo(progress.value.last);
    const stranger = ours && !progress.ok && progress.error.kind === 'refused' && progress.error.problem.code === 'cloud.badToken';
    // A cloud that does not answer now may when the items are sent, which is tried more than once.
    if (!stranger) return ok(kept);
  }
  const name = `${hostname().replaceAll(/[^\w-]/g, '-').slice(0, 40)}-${randomBytes(4).toString('hex')}`;
  const credentials = await client.enrol({ user: name, terminal: name }, null);
  if (credentials.ok) {
    writeCredentials(path, credentials.value);
    outbox.holdsUpTo(0);
  }
  return credentials;
}

function kindsOf(only: readonly string[] | undefined): readonly ItemKind[] {
  const unknown = only?.find((kind) => !ITEM_KINDS.some((known) => known === kind));
  if (unknown !== undefined) throw new UsageError(`--only: ${unknown} is none of ${ITEM_KINDS.join(', ')}`);
  return ITEM_KINDS.filter((kind) => only === undefined || only.includes(kind));
}

function clientOf(url: string): CloudClient {
  const problem = addressProblem(url);
  if (problem === 'notHttp') throw new UsageError(`--url: ${url} is not an http address`);
  if (problem === 'inTheClear') throw new UsageError(`--url: ${url} would send the account over the network in the clear; use https`);
  return new CloudClient(url);
}

function orFail<Value>(result: Result<Value, CloudFailure>): Value {
  if (!result.ok) throw new CliFailure(`the cloud did not take it: ${sayFailure(result.error)}`, EXIT.failed);
  return result.value;
}
