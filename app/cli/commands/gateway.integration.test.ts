import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anOrder } from '../../../adapters/brokers/conformance.fixture.ts';
import { type OrderRequest } from '../../../core/orders/order.ts';
import { runCli } from '../cli.fixture.ts';
import { type FaultPlan } from '../../gateway/faults.ts';
import { TestTerminal } from '../../gateway/gateway.fixture.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const ORDERS = 120;

let folder: string;
let gateway: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-killed-'));
});
afterEach(async () => {
  if (gateway?.exitCode === null && gateway.signalCode === null) {
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');
  }
  rmSync(folder, { recursive: true });
});

/** Starts the command itself in a process of its own, and says where it listens. */
async function serve(port: string): Promise<string> {
  const day = join(folder, 'demo');
  const args = ['gateway', 'serve', '--date', '2025-06-03', '--quotes', `${day}/demo.quotes.csv`, '--instruments', `${day}/instruments.csv`];
  args.push('--account', `alice=${day}/account.json`, '--data', folder, '--market', 'book', '--from', '09:31:00', '--port', port);
  args.push('--faults', join(folder, 'faults.json'));
  const started = spawn(process.execPath, [join(ROOT, 'app/cli/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  gateway = started;
  for await (const line of createInterface(started.stdout)) return (JSON.parse(line) as { url: string }).url;
  throw new Error('the gateway ended without a word');
}

function misbehave(plan: Partial<FaultPlan>): void {
  writeFileSync(join(folder, 'faults.json'), JSON.stringify(plan));
}

/** The market's only instrument, and its previous close in yuan. */
function listed(): { readonly instrument: OrderRequest['instrument']; readonly prevClose: number } {
  const [header = '', row = ''] = readFileSync(join(folder, 'demo', 'demo.quotes.csv'), 'utf8').split('\n', 2);
  const columns = header.split(',');
  const cells = row.split(',');
  return {
    instrument: cells[columns.indexOf('instrument')] as OrderRequest['instrument'],
    prevClose: Number(cells[columns.indexOf('prev_close')]),
  };
}

it.each<Partial<FaultPlan>>([{ crashBeforeCommit: 0.1 }, { crashAfterCommit: 0.1 }])(
  'a gateway killed again and again (%o) loses no order, and takes none twice',
  async (plan) => {
    await runCli(['demo', '--out', join(folder, 'demo'), '--instruments', '1', '--lines', '1']);
    const { instrument, prevClose } = listed();
    misbehave({ seed: 1, ...plan });
    const url = await serve('0');
    const { port } = new URL(url);
    const tokens = JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')) as Record<string, string>;
    const terminal = new TestTerminal(url, 'alice', tokens['alice']);
    const watch = { over: false, kills: 0 };
    const keepAlive = async (): Promise<void> => {
      while (gateway !== null) {
        await once(gateway, 'exit');
        if (watch.over) return;
        watch.kills += 1;
        misbehave({ seed: watch.kills + 1, ...plan });
        await serve(port);
      }
    };
    const kept = keepAlive();
    for (let i = 1; i <= ORDERS; i += 1) {
      terminal.broker.submit({ ...anOrder(`O${i}`, 'buy', prevClose, 100), instrument });
      if (i % 5 === 0) await terminal.quiet();
    }
    await terminal.quiet();
    const { openOrders } = await terminal.broker.refresh();
    terminal.broker.close();
    watch.over = true;
    gateway?.kill('SIGTERM');
    await kept;
    const accepted = terminal.reports.filter(({ kind }) => kind === 'accepted').map(({ orderId }) => orderId);
    expect(watch.kills).toBeGreaterThan(0);
    expect(new Set(terminal.reports.map(({ orderId }) => orderId)).size).toBe(ORDERS);
    expect(terminal.reports).toHaveLength(ORDERS);
    expect(openOrders.toSorted()).toEqual(accepted.toSorted());
  },
  120_000,
);
