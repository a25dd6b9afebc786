import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Credentials, type Item, equityText } from '../adapters/cloud/protocol.ts';
import { connectPostgres } from '../app/cloud/database.ts';
import { migrate } from '../app/cloud/migrations.ts';
import { cloudServer } from '../app/cloud/server.ts';
import { addTerminal } from '../app/cloud/terminals.ts';
import { withPostgres } from '../scripts/lib/postgres.mjs';
import type { Load, LoadResult } from './cloud/load.ts';
import { percentiles, report } from './harness.ts';

/*
 * The evening of a cloud on a PostgreSQL server of its own, with its disk made sure of at every item: a thousand terminals
 * in a process of their own upload a busy day, 100 and then all of them at the same moment. What fits into five minutes
 * when all begin at once fits when they are spread over them.
 */

const LOAD = fileURLToPath(new URL('cloud/load.ts', import.meta.url));
const TERMINALS = 1_000;
const AT_ONCE = 100;
const ORDERS = 200;
const FILLS = 400;
const HOLDINGS = 60;

/** Rows as `kaipan day` writes them. */
function rows(count: number, row: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => row(n)).join('\n');
}

function busyDay(date: string): readonly Item[] {
  const texts = {
    cash: JSON.stringify({ date, cash: '402311.20', available: '402311.20', market_value: '598210.00', equity: '1000521.20' }, null, 2),
    positions: rows(HOLDINGS, (n) => `${600_000 + n}.SH,${(n + 1) * 100},${n * 100},18.3312,18.52,1852.00,188.80`),
    orders: rows(ORDERS, (n) => `O20250603-fdyi-${n},L20250603-fdyi-${n},default,${600_000 + n}.SH,buy,limit,18.52,400,400,18.51,filled,,2025-06-03T09:30:00.000,2025-06-03T09:31:12.300`),
    fills: rows(FILLS, (n) => `F20250603-fdyi-${n},O20250603-fdyi-${n},L20250603-fdyi-${n},default,${600_000 + n}.SH,buy,18.51,200,2025-06-03T09:31:12.300,5.00,0.00,0.04`),
    plan: rows(ORDERS, (n) => `L20250603-fdyi-${n},default,${600_000 + n}.SH,buy,0.05,400,0,400,18.52,7408.00,5.07,done,breakout`),
    equity: equityText({ date, equity: '1000521.20', cash: '402311.20' }),
  };
  return (['cash', 'positions', 'orders', 'fills', 'plan', 'equity'] as const).map((kind) => ({ kind, account: 'main', mode: 'live', date, text: texts[kind] }));
}

async function measure(load: Load): Promise<LoadResult> {
  const child = spawn(process.execPath, [LOAD], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(load));
  return JSON.parse(await text(child.stdout)) as LoadResult;
}

await withPostgres(async ({ DATABASE_URL: server }) => {
  if (server === undefined) throw new Error('this is measured on PostgreSQL: install its server, or name one as DATABASE_URL');
  const database = connectPostgres(server);
  await migrate(database);
  const app = await cloudServer({ database, open: false });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const terminals: Credentials[] = [];
  for (let n = 0; n < TERMINALS; n += 1) {
    const added = await addTerminal(database, { user: `user-${n % AT_ONCE}`, terminal: `bench-${process.pid}-${n}` });
    if (added !== null) terminals.push(added);
  }
  await measure({ url, terminals: terminals.slice(0, AT_ONCE), day: busyDay('2025-06-02'), atOnce: AT_ONCE });
  const [steady, evening] = [busyDay('2025-06-03'), busyDay('2025-06-04')];
  const few = await measure({ url, terminals, day: steady, atOnce: AT_ONCE });
  const all = await measure({ url, terminals, day: evening, atOnce: TERMINALS });
  await app.close();
  await database.close();
  report('cloud', [
    { what: `${AT_ONCE} terminals at a time, items durable`, measured: few.times.length / few.seconds, unit: 'items/s' },
    { what: `${AT_ONCE} terminals at a time, an item, p99`, measured: percentiles(Float64Array.from(few.times)).p99 / 1_000, unit: 'ms' },
    { what: `${TERMINALS} terminals at once, until the last has its day up`, target: 'under 300', measured: all.seconds, unit: 's' },
  ]);
});
