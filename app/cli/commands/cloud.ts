import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command } from 'commander';
import { name as nameSchema } from '../../../adapters/cloud/protocol.ts';
import { lockInstance } from '../../../adapters/sqlite/instance-lock.ts';
import { type CloudDatabase } from '../../cloud/database.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { numberOption } from '../series-input.ts';

interface ServeOptions {
  readonly port: string;
  readonly data: string;
  readonly closed?: boolean;
}

interface AddOptions {
  readonly user: string;
  readonly data: string;
}

const MAX_PORT = 65_535;
const WHERE = 'where an embedded PostgreSQL keeps its files; not used when DATABASE_URL names a server';

export function register(program: Command, io: CliIo): void {
  const cloud = program.command('cloud').description('the reference cloud: signals down, results up');
  cloud
    .command('serve')
    .description('serves the cloud on loopback, on PostgreSQL at DATABASE_URL or an embedded one')
    .option('--port <n>', '0 lets the system choose', '8787')
    .option('--data <dir>', WHERE, 'kaipan-cloud')
    .option('--closed', 'knows only terminals that were added by `cloud terminal`; others may not make themselves known')
    .action((options: ServeOptions) => serve(options, io));
  cloud
    .command('terminal <name>')
    .description('adds a terminal of a user, and prints its credentials, once')
    .requiredOption('--user <name>', 'whose it is; made if there is no such user')
    .option('--data <dir>', WHERE, 'kaipan-cloud')
    .action((terminal: string, options: AddOptions) => add(terminal, options, io));
  cloud
    .command('user <name>')
    .description('gives a user a new token, with which their terminals make themselves known, and prints it, once')
    .option('--data <dir>', WHERE, 'kaipan-cloud')
    .action((user: string, { data }: Pick<AddOptions, 'data'>) => giveToken(user, data, io));
}

// The server and its databases are loaded when they are asked for: every other command starts without them.

/** Runs until it is told to stop (SIGINT, SIGTERM). */
async function serve({ port: portText, data, closed }: ServeOptions, io: CliIo): Promise<void> {
  const port = numberOption('--port', portText, (value) => Number.isInteger(value) && value >= 0 && value <= MAX_PORT, 'a port');
  const { cloudServer } = await import('../../cloud/server.ts');
  const database = await openDatabase(data, io);
  try {
    const app = await cloudServer({ database, open: closed !== true });
    const url = await app.listen({ host: '127.0.0.1', port });
    io.stdout(`${JSON.stringify({ url, openapi: `${url}/openapi.json` })}\n`);
    await new Promise<void>((told) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told());
    });
    await app.close();
  } finally {
    await database.close();
  }
}

async function add(terminal: string, { user, data }: AddOptions, io: CliIo): Promise<void> {
  checkName('<name>', terminal);
  checkName('--user', user);
  const { addTerminal } = await import('../../cloud/terminals.ts');
  const database = await openDatabase(data, io);
  try {
    const credentials = await addTerminal(database, { user, terminal });
    if (credentials === null) throw new UsageError(`<name>: ${user} has a terminal ${terminal} already`);
    io.stdout(`${JSON.stringify(credentials, null, 2)}\n`);
  } finally {
    await database.close();
  }
}

async function giveToken(user: string, data: string, io: CliIo): Promise<void> {
  checkName('<name>', user);
  const { giveUserToken } = await import('../../cloud/terminals.ts');
  const database = await openDatabase(data, io);
  try {
    const token = await giveUserToken(database, user);
    io.stdout(`${JSON.stringify({ user, token }, null, 2)}\n`);
  } finally {
    await database.close();
  }
}

function checkName(option: string, value: string): void {
  if (!nameSchema.safeParse(value).success) throw new UsageError(`${option}: ${value} is not a name of letters, digits, _, . and -`);
}

async function openDatabase(data: string, io: CliIo): Promise<CloudDatabase> {
  const { connectPostgres } = await import('../../cloud/database.ts');
  const { migrate } = await import('../../cloud/migrations.ts');
  const server = process.env['DATABASE_URL'];
  const database = server === undefined ? await openAlone(join(resolve(io.cwd, data), 'postgres')) : connectPostgres(server);
  await migrate(database);
  return database;
}

/** An embedded PostgreSQL does not keep a second process off its files, and two of them would ruin them. */
async function openAlone(folder: string): Promise<CloudDatabase> {
  mkdirSync(folder, { recursive: true });
  const lock = lockInstance(folder);
  if (!lock.ok) throw new UsageError(`--data: ${folder} is in use by process ${lock.error.pid}; stop it first`);
  const { openEmbedded } = await import('../../cloud/database.ts');
  try {
    const database = await openEmbedded(folder);
    return { ...database, close: () => database.close().finally(() => lock.value.release()) };
  } catch (error) {
    lock.value.release();
    throw error;
  }
}
