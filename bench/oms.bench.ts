import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openAccountDatabase } from '../adapters/sqlite/account-database.ts';
import { type SqliteJournal } from '../adapters/sqlite/sqlite-journal.ts';
import { type InstrumentId } from '../core/market/instrument.ts';
import { type Recorded } from '../core/oms/events.ts';
import { type Journal } from '../core/oms/ports.ts';
import { rebuild } from '../core/oms/state/rebuild.ts';
import { GATE_RULES } from '../core/risk/gate.ts';
import { type RiskPolicy, TEMPLATES } from '../core/risk/policy.ts';
import { type Row, latency, percentiles, report } from './harness.ts';
import { BenchDesk, DATE, instruments } from './oms-desk.ts';

const HELD = 500;
const ROUNDS = 4_000;
const WARM_UP = 1_000;
const RESTART_ORDERS = 10_000;

/** Every rule is on: the cautious template, with lists. */
const POLICY: RiskPolicy = {
  ...TEMPLATES.cautious,
  rules: {
    ...TEMPLATES.cautious.rules,
    restricted: {
      only: null,
      never: { instruments: instruments(100).slice(50), industries: ['none'], boards: ['bse'], names: ['*ST*', '*退*'] },
      severity: 'deny',
    },
  },
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-bench-'));
let databases = 0;

function openJournal(): { readonly journal: SqliteJournal; readonly file: string; close(): void } {
  databases += 1;
  const file = path.join(folder, `${databases}.db`);
  const database = openAccountDatabase(file, { account: 'bench', mode: 'paper' });
  if (!database.ok) throw new Error(database.error.code);
  const journal = database.value.journal(DATE);
  if (!journal.ok) throw new Error(journal.error.code);
  return { journal: journal.value, file, close: () => database.value.close() };
}

function memoryJournal(): Journal {
  const records: Recorded[] = [];
  return {
    read: () => records,
    append: (step, at, events) => {
      const first = records.length + 1;
      for (const event of events) records.push({ seq: records.length + 1, step, at, event });
      return first;
    },
  };
}

/** Time from the quote's arrival until the broker adapter has the order. */
function quoteToOrder(journal: Journal): ReturnType<typeof latency> {
  const ids = instruments(ROUNDS + WARM_UP);
  const handed = new Float64Array(ROUNDS + WARM_UP);
  let sent = 0;
  let arrived = 0;
  const broker = {
    submit: () => {
      handed[sent] = performance.now() - arrived;
      sent += 1;
    },
    cancel: () => undefined,
  };
  const desk = new BenchDesk(journal, broker, ids, { held: HELD, strategies: 1 });
  for (const id of ids) {
    arrived = performance.now();
    desk.quote(id);
  }
  if (sent !== ids.length) throw new Error(`${sent} orders for ${ids.length} quotes`);
  return percentiles(handed.slice(WARM_UP));
}

function gateAlone(): ReturnType<typeof latency> {
  const ids = instruments(1);
  const [id] = ids;
  const broker = { submit: () => undefined, cancel: () => undefined };
  const desk = new BenchDesk(memoryJournal(), broker, ids, { held: HELD, strategies: 1, risk: POLICY });
  desk.quote(id as InstrumentId);
  const ticket = { instrument: id as InstrumentId, side: 'buy', type: 'limit', price: 200_100 as never, quantity: 200 as never } as const;
  return latency(
    () => {
      const judged = desk.oms.preview(ticket);
      if (!judged.ok || judged.value.gate.allowed === 0) throw new Error('the gate did not let it pass');
    },
    { rounds: 200_000 },
  );
}

/** One quote of a share that is held, against every watch of the cautious template; nothing fires. */
function watchedQuote(): ReturnType<typeof latency> {
  const ids = instruments(1);
  const broker = { submit: () => undefined, cancel: () => undefined };
  const desk = new BenchDesk(memoryJournal(), broker, ids, { held: HELD, strategies: 1, risk: POLICY });
  const held = instruments(ids.length + HELD).slice(ids.length);
  for (const id of held) desk.quote(id);
  let next = 0;
  return latency(
    () => {
      desk.quote(held[next % HELD] as InstrumentId);
      next += 1;
    },
    { rounds: 100_000 },
  );
}

/** From the file on disk to a state that knows every order. */
function restart(): number {
  const first = openJournal();
  const ids = instruments(RESTART_ORDERS / 2);
  const broker = { submit: () => undefined, cancel: () => undefined };
  const desk = new BenchDesk(first.journal, broker, ids, { held: 0, strategies: 2 });
  for (const id of ids) desk.quote(id);
  desk.fillAll();
  const { file } = first;
  first.close();
  const start = performance.now();
  const database = openAccountDatabase(file, { account: 'bench', mode: 'paper' });
  if (!database.ok) throw new Error(database.error.code);
  const journal = database.value.journal(DATE);
  if (!journal.ok) throw new Error(journal.error.code);
  const state = rebuild(journal.value.read());
  const milliseconds = performance.now() - start;
  if (state.orders.size !== RESTART_ORDERS) throw new Error(`${state.orders.size} orders after the restart`);
  database.value.close();
  return milliseconds;
}

const rows: Row[] = [];
const durable = openJournal();
const withDisk = quoteToOrder(durable.journal);
durable.close();
rows.push({ what: 'quote to order handed over, durable commit: median', target: 'under 1,000', measured: withDisk.median, unit: 'µs' });
rows.push({ what: 'quote to order handed over, durable commit: p99', target: 'under 3,000', measured: withDisk.p99, unit: 'µs' });
const withoutDisk = quoteToOrder(memoryJournal());
rows.push({ what: 'quote to order handed over, no disk: median', target: 'under 50', measured: withoutDisk.median, unit: 'µs' });
const gate = gateAlone();
rows.push({ what: `order judged: ${GATE_RULES.length} rules, all on, ${HELD} positions: median`, target: 'under 10', measured: gate.median, unit: 'µs' });
rows.push({ what: `quote of a held share, all watches on, ${HELD} positions: median`, target: 'under 50', measured: watchedQuote().median, unit: 'µs' });
rows.push({ what: 'restart with 10,000 orders in the journal', target: 'under 1,000', measured: restart(), unit: 'ms' });
rmSync(folder, { recursive: true });
report('OMS', rows);
