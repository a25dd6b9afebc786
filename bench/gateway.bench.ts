import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OPENING } from '../adapters/brokers/conformance.fixture.ts';
import { TestGateway } from '../app/gateway/gateway.fixture.ts';
import { money } from '../core/kernel/units.ts';
import type { Load, LoadResult } from './gateway/load.ts';
import { percentiles, report } from './harness.ts';

/*
 * A gateway in this process, on a real file and real sockets, and terminals in a process of their own: as fast as they are
 * served, and at a steady 1,000 orders a second. An order counts when its acceptance, which is durable by then, is back.
 */

const LOAD = fileURLToPath(new URL('gateway/load.ts', import.meta.url));
const LARGEST_OUTPUT = 64 * 1024 * 1024;
const ACCOUNTS = Array.from({ length: 20 }, (_, i) => `account-${i}`);
const RICH = { ...OPENING, cash: money(OPENING.cash * 1_000) };

/** On a fresh gateway, for its books must not grow from one measurement to the next. */
async function measure(load: Omit<Load, 'url' | 'accounts'>): Promise<LoadResult> {
  const gateway = new TestGateway(ACCOUNTS, RICH);
  await gateway.start();
  try {
    const asked: Load = { url: gateway.url, accounts: ACCOUNTS, ...load };
    const { stdout } = await promisify(execFile)(process.execPath, [LOAD, JSON.stringify(asked)], { maxBuffer: LARGEST_OUTPUT });
    return JSON.parse(stdout) as LoadResult;
  } finally {
    await gateway.end();
  }
}

const flood = { orders: 100_000, perSecond: null, inFlight: 100 };
await measure({ ...flood, orders: 20_000 });
const { seconds } = await measure(flood);
const steady = await measure({ orders: 10_000, perSecond: 1_000, inFlight: 0 });
const { median, p99 } = percentiles(Float64Array.from(steady.times));

report('gateway', [
  { what: '20 terminals, orders accepted and durable', target: 'over 20,000', measured: flood.orders / seconds, unit: 'orders/s' },
  { what: 'at 1,000 orders/s, median', measured: median, unit: 'µs' },
  { what: 'at 1,000 orders/s, p99', target: 'under 5,000', measured: p99, unit: 'µs' },
]);
