import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { readTokens } from '../../adapters/brokers/gateway/token-file.ts';
import { openJournalSource, recordsOf } from '../../adapters/sqlite/journal-source.ts';
import { runCli } from '../../app/cli/cli.fixture.ts';
import { gatewayDatabase } from '../../app/terminal/live-session.ts';
import { type OrderId } from '../../core/kernel/ids.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { root } from '../../scripts/lib/paths.mjs';

export const ACCOUNT = 'alice';
const DATE = '2025-06-03';

/** What both sides must agree on, of one account. */
export interface Books {
  readonly cash: number;
  readonly positions: readonly string[];
  /** Every fill, by its id; the same id twice would show. */
  readonly fills: readonly string[];
  /** Every order that the gateway ever took. */
  readonly orders: readonly string[];
}

/** A real gateway in a process of its own, which may be killed and started again over what it has kept. */
export class RealGateway {
  readonly folder: string;
  readonly #demo: string;
  readonly #speed: number;
  #process: ChildProcess | null = null;
  #url = '';

  constructor(folder: string, speed: number) {
    this.folder = path.join(folder, 'gateway');
    this.#demo = path.join(folder, 'demo');
    this.#speed = speed;
  }

  get url(): string {
    return this.#url;
  }

  /** What the app is started with to trade there. */
  get args(): readonly string[] {
    return [`--gateway=${this.#url}`, `--account=${ACCOUNT}`, `--token-file=${this.#tokens}`];
  }

  async start(from = '09:31:00'): Promise<void> {
    if (this.#url === '') await runCli(['demo', '--out', this.#demo, '--instruments', '5', '--lines', '3']);
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const { quotes, instruments, account } = this.#files;
    const args = ['gateway', 'serve', '--date', DATE, '--quotes', quotes, '--instruments', instruments, '--account', `${ACCOUNT}=${account}`];
    const more = ['--data', this.folder, '--port', port, '--from', from, '--speed', String(this.#speed)];
    this.#process = spawn(process.execPath, [path.join(root, 'app/cli/main.ts'), ...args, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (this.#process.stdout === null) throw new Error('the gateway says nothing');
    for await (const line of createInterface(this.#process.stdout)) {
      this.#url = (JSON.parse(line) as { readonly url: string }).url;
      return;
    }
    throw new Error('the gateway did not start');
  }

  /** Holds it still: its socket stays open, and nobody answers. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const killed = this.#process;
    this.#process = null;
    if (killed?.exitCode !== null || killed.signalCode !== null) return;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
  }

  /** The secret of the account. */
  async token(): Promise<string> {
    const tokens = await readTokens(this.#tokens);
    if (!tokens.ok) throw new Error(tokens.error.code);
    return tokens.value[ACCOUNT] ?? '';
  }

  /** Begins the day anew, from the next start on, with less cash than the account brought into it. */
  async loseCash(yuan: number): Promise<void> {
    const { account } = this.#files;
    const held = JSON.parse(await readFile(account, 'utf8')) as { readonly cash: string };
    await writeFile(account, JSON.stringify({ ...held, cash: String(Number(held.cash) - yuan) }));
    await rm(path.join(this.folder, `${DATE}.gateway.db`));
  }

  /** The signals of the day, as a strategy would hand them in. */
  signals(): Promise<string> {
    return readFile(path.join(this.#demo, 'signals.csv'), 'utf8');
  }

  /** What the gateway has in its books. It hangs up on the app: ask when that is closed. */
  async books(): Promise<Books> {
    const token = await this.token();
    const orders = new Set<OrderId>();
    let ready = (): void => undefined;
    const welcomed = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const broker = new GatewayBroker({
      ...{ url: this.#url, account: ACCOUNT, token, random: Math.random, now: () => 0 as EpochMs },
      onState: ({ kind }) => (kind === 'ready' ? ready() : undefined),
    });
    broker.onReport(({ orderId }) => orders.add(orderId));
    broker.open();
    await welcomed;
    const snapshot = await broker.refresh();
    broker.close();
    return booksOf(snapshot, orders);
  }

  get #tokens(): string {
    return path.join(this.folder, 'tokens.json');
  }

  get #files() {
    const at = (name: string): string => path.join(this.#demo, name);
    return { quotes: at('demo.quotes.csv'), instruments: at('instruments.csv'), account: at('account.json') };
  }
}

function booksOf({ cash, positions, fills }: BrokerSnapshot, orders: Iterable<string>): Books {
  return {
    cash,
    positions: positions.map(({ instrument, quantity }) => `${instrument} ${quantity}`).toSorted(),
    fills: fills.map(({ fillId, quantity, turnover }) => `${fillId} ${quantity} ${turnover}`).toSorted(),
    orders: [...orders].toSorted(),
  };
}

/** The day that the journal tells, checked record by record against its hash chain. */
export async function journalDay(dataDir: string): Promise<OmsState> {
  const source = openJournalSource(gatewayDatabase({ account: ACCOUNT }, dataDir));
  if (!source.ok) throw new Error(source.error.code);
  const records: Recorded[] = [];
  for await (const record of recordsOf(source.value)) records.push(record);
  return rebuild(records);
}

/** What the terminal has in its journal. */
export async function journalBooks(dataDir: string): Promise<Books> {
  const { ledger, fills, orders } = await journalDay(dataDir);
  const snapshot: BrokerSnapshot = {
    cash: ledger.cash.balance,
    positions: [...ledger.positions].flatMap(([instrument, { quantity }]) => (quantity > 0 ? [{ instrument, quantity }] : [])),
    fills: fills.map(({ id, orderId, quantity, price }) => ({ fillId: id, orderId, quantity, turnover: turnoverOf(price, quantity) })),
    openOrders: [],
  };
  const taken = [...orders.values()].filter(({ state, reason }) => state !== 'denied' && reason?.code !== 'gateway.neverArrived');
  return booksOf(snapshot, taken.map(({ id }) => id));
}
