import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountDatabase, openAccountDatabase } from '../adapters/sqlite/account-database.ts';
import { type SqliteJournal } from '../adapters/sqlite/sqlite-journal.ts';
import { type FillId, type OrderId, UNASSIGNED_STRATEGY } from '../core/kernel/ids.ts';
import { type TradeDate, atTime, timeOfDay } from '../core/kernel/time.ts';
import { ZERO_MONEY, money, price, quantity } from '../core/kernel/units.ts';
import { type InstrumentId } from '../core/market/instrument.ts';
import { apply } from '../core/oms/state/apply.ts';
import { DEFAULT_CONFIG } from '../core/oms/config.ts';
import { type OmsEvent } from '../core/oms/events.ts';
import { LiveState } from '../core/oms/state/live-state.ts';
import { type OrderRequest } from '../core/orders/order.ts';
import { type Verdict } from '../core/risk/verdict.ts';
import { latency, report } from './harness.ts';

/*
 * What the journal costs an order (one durable transaction for its intent, with twelve verdicts and the history
 * tables), and what it costs a restart to read a day of 10,000 orders back, chain checked and state rebuilt.
 */

const DAY = '2023-02-01' as TradeDate;
const AT = atTime(DAY, timeOfDay('09:30:00'));
const ORDERS = 10_000;
const RULES = 12;
const YUAN = 10_000;
const FROZEN = money(1_005 * YUAN);
const FEES = { commission: money(5 * YUAN), stampTax: ZERO_MONEY, transferFee: money(100) };
const OPENED: OmsEvent = {
  type: 'dayOpened',
  date: DAY,
  mode: 'paper',
  account: 'bench',
  seed: 1,
  opening: { cash: money(1_000_000_000 * YUAN), positions: [] },
  config: DEFAULT_CONFIG,
};
const VERDICTS: readonly Verdict[] = Array.from({ length: RULES }, (_, i) => ({
  rule: `rule${i}`,
  kind: 'pass',
  code: `rule${i}`,
  params: { limit: '1000000.00', value: '1005.00' },
}));

function request(n: number): OrderRequest {
  return {
    id: `O20230201-7k-${n}` as OrderId,
    lineId: null,
    strategyId: UNASSIGNED_STRATEGY,
    origin: 'ticket',
    instrument: '600519.SH' as InstrumentId,
    side: 'buy',
    type: 'limit',
    price: price(10 * YUAN),
    quantity: quantity(100),
  };
}

function intended(n: number): OmsEvent {
  const basis = { time: AT, last: price(10 * YUAN), bid: price(10 * YUAN), ask: price(10 * YUAN) };
  return { type: 'orderIntended', order: request(n), terms: { frozen: FROZEN, settlement: 'T+1' }, verdicts: VERDICTS, basis, token: null };
}

function accepted(n: number): OmsEvent {
  return { type: 'reportReceived', report: { reportId: `A${n}`, orderId: request(n).id, time: AT, kind: 'accepted' }, fees: null };
}

function filled(n: number): OmsEvent {
  const { id: orderId, price: at, quantity: shares } = request(n);
  const head = { reportId: `F${n}`, orderId, time: AT } as const;
  return { type: 'reportReceived', report: { ...head, kind: 'filled', fillId: `F${n}` as FillId, price: at, quantity: shares }, fees: FEES };
}

function opened(path: string): AccountDatabase {
  const database = openAccountDatabase(path, { account: 'bench', mode: 'paper' });
  if (!database.ok) throw new Error(database.error.code);
  return database.value;
}

function journalOf(database: AccountDatabase): SqliteJournal {
  const journal = database.journal(DAY);
  if (!journal.ok) throw new Error(journal.error.code);
  return journal.value;
}

/** A whole day in few transactions: what is measured is the reading. */
function writeDay(path: string): void {
  const database = opened(path);
  const journal = journalOf(database);
  journal.append(0, AT, [OPENED]);
  for (let n = 0; n < ORDERS; n += 100) {
    const events = Array.from({ length: 100 }, (_, i) => [intended(n + i), accepted(n + i), filled(n + i)]);
    journal.append(n, AT, events.flat());
  }
  database.close();
}

/** Milliseconds from opening the file to a rebuilt state; and records read. */
function restart(path: string): { readonly millis: number; readonly records: number } {
  const start = performance.now();
  const database = opened(path);
  const live = new LiveState();
  let records = 0;
  for (const { event, at } of journalOf(database).read()) {
    apply(live, event, at);
    records += 1;
  }
  const millis = performance.now() - start;
  database.close();
  if (live.fills.length !== ORDERS) throw new Error(`rebuilt ${live.fills.length} fills`);
  return { millis, records };
}

const folder = mkdtempSync(join(tmpdir(), 'kaipan-bench-'));
try {
  const database = opened(join(folder, 'append.db'));
  const journal = journalOf(database);
  journal.append(0, AT, [OPENED]);
  const intents = latency((n) => void journal.append(n, AT, [intended(n)]), { rounds: 5_000 });
  const fills = latency((n) => void journal.append(n, AT, [filled(n)]), { rounds: 5_000 });
  database.close();
  const day = join(folder, 'restart.db');
  writeDay(day);
  restart(day);
  const { millis, records } = restart(day);
  report('journal', [
    { what: 'durable append of an order, median', target: 'about 250', measured: intents.median, unit: 'µs' },
    { what: 'durable append of an order, p99', target: 'under 3,000', measured: intents.p99, unit: 'µs' },
    { what: 'durable append of a fill, median', target: 'about 250', measured: fills.median, unit: 'µs' },
    { what: 'durable append of a fill, p99', target: 'under 3,000', measured: fills.p99, unit: 'µs' },
    { what: `restart with ${ORDERS} orders in the journal`, target: 'under 1,000', measured: millis, unit: 'ms' },
    { what: 'records read back, checked and applied', measured: (records * 1000) / millis, unit: 'records/s' },
  ]);
} finally {
  rmSync(folder, { recursive: true });
}
