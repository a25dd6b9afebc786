import Database from 'better-sqlite3';
import { GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { verifyJournal } from '../../adapters/sqlite/journal-file.ts';
import { GatewaySession } from '../../app/terminal/gateway-session.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { reconcile } from '../../core/settlement/reconcile.ts';
import { DATE, type Desk, databaseOf, sessionOptions } from './day.ts';

const PATIENCE_MS = 60_000;

/** What is wrong with an account after a round; nothing, if nothing was lost, doubled or unequal. */
export async function faultsOf(desk: Desk, gatewayStore: string): Promise<readonly string[]> {
  if (!(await settles(desk))) return [`${desk.account}: was never reconciled`];
  const broker = await recordsOf(desk);
  const database = openAccountDatabase(databaseOf(desk), { account: desk.account, mode: 'paper' });
  invariant(database.ok, 'nobody else has the database');
  try {
    const journal = database.value.journal(DATE);
    if (!journal.ok) return [`${desk.account}: ${journal.error.code}`];
    const chain = await verifyJournal([...journal.value.lines()].map((text) => ({ text, ended: true })));
    const state = rebuild(database.value.records(DATE));
    return [...(chain.ok ? [] : ['the journal is broken']), ...differencesOf(state, broker), ...twice(state, sentOf(gatewayStore, desk.account))].map(
      (fault) => `${desk.account}: ${fault}`,
    );
  } finally {
    database.value.close();
  }
}

/** A terminal that only recovers: until its books are the broker's and no order is of unknown fate. */
async function settles(desk: Desk): Promise<boolean> {
  const session = new GatewaySession(sessionOptions(desk));
  const opened = session.open();
  invariant(opened.ok, 'nobody else has the database');
  const quiet = await waitFor(() => {
    const state = session.run?.engine.state;
    return state?.unreconciled === null && [...state.openOrders].every((id) => isKnown(state, id));
  });
  session.close();
  return quiet;
}

function isKnown(state: OmsState, id: Parameters<OmsState['orders']['get']>[0]): boolean {
  const at = state.orders.get(id)?.state;
  return at === 'working' || at === 'partiallyFilled';
}

/** Asked past the terminal's own code for recovery. */
async function recordsOf(desk: Desk): Promise<BrokerSnapshot> {
  const broker = new GatewayBroker({ ...sessionOptions(desk), now: () => 0 as EpochMs, onState: () => undefined });
  broker.open();
  await waitFor(() => broker.state.kind === 'ready');
  const snapshot = await broker.refresh();
  broker.close();
  return snapshot;
}

function differencesOf({ ledger, orders, fills, halted }: OmsState, broker: BrokerSnapshot): readonly string[] {
  const differences = reconcile({ ledger, orders: orders.values(), fills, broker });
  const texts = differences.map(({ what, key, ours, brokers }) => `${what} ${key}: ${ours} here, ${brokers} there`);
  return halted === null ? texts : [...texts, `halted: ${halted.code}`];
}

/** Every order that the gateway took was intended here, once, and came once. */
function twice({ orders }: OmsState, sent: readonly string[]): readonly string[] {
  const known = new Set<string>(orders.keys());
  const seen = new Set<string>();
  return sent.flatMap((id) => {
    const faults = [...(known.has(id) ? [] : [`${id} was never intended`]), ...(seen.has(id) ? [`${id} came twice`] : [])];
    seen.add(id);
    return faults;
  });
}

/** Orders of an account in the order in which the gateway committed them, as its own file says. */
function sentOf(store: string, account: string): readonly string[] {
  const database = new Database(store, { readonly: true });
  const query = database.prepare<[string], { id: string }>(
    "SELECT json ->> '$.order.id' AS id FROM inputs WHERE json ->> '$.kind' = 'submit' AND json ->> '$.account' = ? ORDER BY seq",
  );
  const ids = query.all(account).map(({ id }) => id);
  database.close();
  return ids;
}

async function waitFor(reached: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    if (reached()) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  return false;
}
