import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPENING, TRADED, anOrder } from '../../adapters/brokers/conformance.fixture.ts';
import { JournalWriteError } from '../../adapters/sqlite/sqlite-errors.ts';
import { UNASSIGNED_STRATEGY } from '../../core/kernel/ids.ts';
import { type Broker, type Journal } from '../../core/oms/ports.ts';
import { type Money } from '../../core/kernel/units.ts';
import { ACCOUNTS, TestGateway, TestTerminal, until } from './gateway.fixture.ts';
import { LiveTerminal } from './live-terminal.fixture.ts';

let gateway: TestGateway;
let opened: { end: () => void }[];

beforeEach(() => {
  gateway = new TestGateway(ACCOUNTS);
  opened = [];
});
afterEach(async () => {
  for (const one of opened) one.end();
  await gateway.end();
});

function terminal(more: ConstructorParameters<typeof LiveTerminal>[1] = {}): LiveTerminal {
  const live = new LiveTerminal(gateway.url, more);
  opened.push(live);
  return live;
}

/** Somebody else at the gateway. */
async function other(account: string): Promise<TestTerminal> {
  const plain = new TestTerminal(gateway.url, account);
  opened.push({ end: () => plain.broker.close() });
  await plain.quiet();
  return plain;
}

async function atDesk(): Promise<LiveTerminal> {
  await gateway.start();
  const alice = terminal();
  alice.open();
  await alice.quiet();
  return alice;
}

describe('a terminal at a gateway', () => {
  it('sends nothing before its books have been compared with the broker’s', async () => {
    await gateway.start();
    const alice = terminal();
    alice.open();
    expect(alice.order('buy', 10, 100)).toMatchObject({ ok: false, error: { code: 'accountState.unreconciled' } });
    await alice.quiet();
    expect(alice.order('buy', 10, 100)).toEqual({ ok: true, value: undefined });
    await alice.quiet();
    expect(alice.orders().map(({ state }) => state)).toEqual(['working']);
  });

  it('begun anew knows what was filled and cancelled while it was gone, once', async () => {
    const alice = await atDesk();
    alice.order('buy', 10, 300);
    await alice.quiet();
    alice.session.close();
    const bob = await other('bob');
    bob.broker.submit(anOrder('B1', 'sell', 10, 200));
    await bob.quiet();
    alice.restart();
    await alice.quiet();
    expect(alice.orders()).toMatchObject([{ state: 'partiallyFilled', filled: 200 }]);
    expect(alice.state.fills).toHaveLength(1);
    alice.restart();
    await alice.quiet();
    expect(alice.state.fills).toHaveLength(1);
  });

  it('says of an order that nobody answers that its fate is unknown, and learns it from the broker’s records', async () => {
    const alice = await atDesk();
    await gateway.stop();
    // The kernel has not yet told that the other end is gone.
    const sent = alice.order('buy', 10, 100);
    await until(() => alice.state.unreconciled !== null);
    expect(alice.order('buy', 10, 100)).toMatchObject({ error: { code: 'accountState.unreconciled' } });
    if (sent.ok) await until(() => alice.orders()[0]?.state === 'unknown');
    await gateway.start();
    await alice.quiet();
    expect(alice.orders().map(({ state, reason }) => [state, reason?.code])).toEqual(sent.ok ? [['rejected', 'gateway.neverArrived']] : []);
  });

  it('begun anew finds that an order, whose cancel it had written down as well, never left', async () => {
    await gateway.start();
    const nowhere = (): Pick<Broker, 'submit' | 'cancel'> => ({ submit: () => undefined, cancel: () => undefined });
    const alice = terminal({ between: { journal: (journal) => journal, broker: nowhere } });
    alice.open();
    await alice.quiet();
    alice.order('buy', 10, 100);
    const [made] = alice.orders();
    expect(made !== undefined && alice.cancel(made.id).ok).toBe(true);
    alice.restart();
    await alice.quiet();
    expect(alice.orders().map(({ state, reason }) => [state, reason?.code])).toEqual([['rejected', 'gateway.neverArrived']]);
  });

  it('shows an order that was made at another terminal of the account, with its fills', async () => {
    const alice = await atDesk();
    alice.session.close();
    const phone = await other('alice');
    phone.broker.submit(anOrder('PHONE', 'buy', 10, 300));
    await phone.quiet();
    phone.broker.close();
    const bob = await other('bob');
    bob.broker.submit(anOrder('B1', 'sell', 10, 100));
    await bob.quiet();
    alice.restart();
    await alice.quiet();
    expect(alice.orders()).toMatchObject([{ id: 'PHONE', origin: 'foreign', state: 'partiallyFilled', filled: 100 }]);
    expect(alice.state.ledger.positions.get(TRADED)?.lots.get(UNASSIGNED_STRATEGY)?.quantity).toBe(100);
  });

  it('stops and shows what it cannot explain, and goes on when a person accepts just that', async () => {
    await gateway.start();
    const alice = terminal({ opening: { ...OPENING, cash: (OPENING.cash - 10_000) as Money } });
    alice.open();
    await until(() => (alice.state.unreconciled?.differences.length ?? 0) > 0);
    expect(alice.state.unreconciled).toMatchObject({
      reason: { code: 'reconcile.differs', params: { count: 1 } },
      differences: [{ what: 'cash', ours: '999999.00', brokers: '1000000.00' }],
    });
    expect(alice.order('buy', 10, 100).ok).toBe(false);
    expect(alice.accept('interest of yesterday').ok).toBe(true);
    await alice.quiet();
    alice.restart();
    await alice.quiet();
    expect(alice.order('buy', 10, 100).ok).toBe(true);
  });

  it.each([
    ['is not on the disk', false, [] as readonly string[]],
    ['is on the disk all the same', true, ['gateway.neverArrived']],
  ])('sends nothing when the write of an order fails, opens its journal again, and finds that the order %s', async (_, written, reasons) => {
    await gateway.start();
    let failing = false;
    const journal = (real: Journal): Journal => ({
      read: () => real.read(),
      append: (step, at, events) => {
        if (!failing) return real.append(step, at, events);
        failing = false;
        if (written) real.append(step, at, events);
        throw new JournalWriteError('disk I/O error');
      },
    });
    const alice = terminal({ between: { journal, broker: (broker) => broker } });
    alice.open();
    await alice.quiet();
    failing = true;
    expect(alice.order('buy', 10, 100)).toMatchObject({ error: { code: 'journal.outcomeUnknown' } });
    expect(alice.session.failure?.code).toBe('journal.writeFailed');
    expect(alice.order('buy', 10, 100)).toMatchObject({ error: { code: 'journal.writeFailed' } });
    await alice.quiet();
    expect(alice.session.failure).toBeNull();
    expect(alice.orders().map(({ reason }) => reason?.code)).toEqual(reasons);
    const broker = await other('alice');
    expect((await broker.broker.refresh()).openOrders).toEqual([]);
  });

  it('closes the day with the exchange, settles and seals it', async () => {
    await gateway.start({}, '14:50:00', 2_000);
    const alice = terminal();
    alice.open();
    await alice.session.over;
    expect(alice.state).toMatchObject({ sealed: true, settled: { differences: [] } });
  });
});
