import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GatewayBroker } from '../adapters/brokers/gateway/gateway-broker.ts';
import { DEFAULT_STRATEGY, type OrderId } from '../core/kernel/ids.ts';
import { seededRandom } from '../core/kernel/random.ts';
import { type EpochMs, timeOfDayOf } from '../core/kernel/time.ts';
import { type Quantity } from '../core/kernel/units.ts';
import { type Quote } from '../core/market/quote.ts';
import { report } from './harness.ts';

/*
 * A whole day in two minutes and a half: a gateway and a terminal with its plan, each a process of its own, and another
 * account that sends and withdraws orders all day. What the two processes keep in memory is looked at every second; it may
 * hold what happened, but not grow with the time.
 */

const run = promisify(execFile);
const KAIPAN = fileURLToPath(new URL('../app/cli/main.ts', import.meta.url));
const DATE = '2025-06-03';
const SPEED = 150;
const HOUR = 60 * 60_000;
const ORDERS_EVERY_MS = 50;

const folder = mkdtempSync(join(tmpdir(), 'kaipan-soak-'));
const demo = join(folder, 'demo');
await run(process.execPath, [KAIPAN, 'demo', '--out', demo]);

const accounts = ['steady', 'busy'].flatMap((name) => ['--account', `${name}=${join(demo, 'account.json')}`]);
const market = ['--quotes', join(demo, 'demo.quotes.csv'), '--instruments', join(demo, 'instruments.csv')];
const gateway = spawn(process.execPath, [KAIPAN, 'gateway', 'serve', '--date', DATE, ...market, ...accounts, '--data', folder, '--from', '09:15:00', '--speed', String(SPEED)], { stdio: ['ignore', 'pipe', 'inherit'] });
const { url, tokens } = JSON.parse(await firstLine(gateway)) as { readonly url: string; readonly tokens: string };
const { busy } = JSON.parse(await readFile(tokens, 'utf8')) as { readonly busy: string };
const plan = ['--signals', join(demo, 'signals.csv'), '--instruments', join(demo, 'instruments.csv'), '--opening', join(demo, 'account.json'), '--approve', 'all'];
const terminal = spawn(process.execPath, [KAIPAN, 'live', '--gateway', url, '--token-file', tokens, '--account', 'steady', '--date', DATE, ...plan, '--data', join(folder, 'steady')], { stdio: ['ignore', 'ignore', 'inherit'] });

const samples: { readonly hour: number; readonly gateway: number; readonly terminal: number }[] = [];
const orders = await tradeUntilClose();
gateway.kill('SIGTERM');
terminal.kill('SIGTERM');
rmSync(folder, { recursive: true });

const megabytes = (of: 'gateway' | 'terminal', from: number, to: number): number => {
  const within = samples.filter(({ hour }) => hour >= from && hour < to).map((sample) => sample[of]).toSorted((a, b) => a - b);
  return within[Math.floor(within.length / 2)] ?? Number.NaN;
};
report('soak', [
  { what: 'orders and cancels of the busy account', measured: orders, unit: 'messages' },
  ...(['gateway', 'terminal'] as const).flatMap((of) => [
    { what: `memory of the ${of}, 10 to 11 o'clock`, measured: megabytes(of, 10, 11), unit: 'MB' },
    { what: `memory of the ${of}, 14 to 15 o'clock`, target: 'flat', measured: megabytes(of, 14, 15), unit: 'MB' },
  ]),
]);

async function tradeUntilClose(): Promise<number> {
  let now = 0 as EpochMs;
  let sent = 0;
  let quote: Quote | null = null;
  const closed = new Promise<void>((resolve) => {
    const options = { url, account: 'busy', token: busy, random: seededRandom(1), now: () => now };
    const broker = new GatewayBroker({
      ...options,
      onState: ({ kind }) => {
        if (kind === 'ready') broker.askMorning();
      },
      onTime: (at) => {
        now = at;
      },
      onQuotes: (quotes) => {
        quote = quotes.at(-1) ?? quote;
      },
      onMorning: ({ listed }) => broker.subscribe(listed.slice(0, 5).map(({ instrument }) => instrument.id)),
      onClosed: () => {
        clearInterval(trading);
        clearInterval(looking);
        broker.close();
        resolve();
      },
    });
    const trading = setInterval(() => {
      if (quote === null || broker.state.kind !== 'ready') return;
      sent += 1;
      const { instrument, limitDown } = quote;
      const id = `B${sent}` as OrderId;
      broker.submit({ id, lineId: null, strategyId: DEFAULT_STRATEGY, origin: 'ticket', instrument, side: 'buy', type: 'limit', price: limitDown, quantity: 100 as Quantity });
      if (sent > 1) broker.cancel(`B${sent - 1}` as OrderId);
    }, ORDERS_EVERY_MS);
    const looking = setInterval(() => void look(now), 1_000);
    broker.open();
  });
  await closed;
  return sent * 2 - 1;
}

async function look(now: EpochMs): Promise<void> {
  const [ofGateway, ofTerminal] = await Promise.all([residentMegabytes(gateway), residentMegabytes(terminal)]);
  samples.push({ hour: timeOfDayOf(now) / HOUR, gateway: ofGateway, terminal: ofTerminal });
}

/** What the process has in memory, in MB of 1024 KB. */
async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1_024;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('nothing to read from');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('it ended before it had begun');
}
