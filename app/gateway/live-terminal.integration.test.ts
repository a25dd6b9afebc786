import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPENING, TRADED, anOrder } from '../../adapters/brokers/conformance.fixture.ts';
import { JournalWriteError } from '../../adapters/sqlite/sqlite-errors.ts';
import { type Actor, type FillId, UNASSIGNED_STRATEGY } from '../../core/kernel/ids.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Broker, type Journal } from '../../core/oms/ports.ts';
import { type Money, type Quantity, price } from '../../core/kernel/units.ts';
import { reconcile } from '../../core/settlement/reconcile.ts';
import { ACCOUNTS, DATE, TestGateway, TestTerminal, until } from './gateway.fixture.ts';
import { LiveTerminal } from './live-terminal.fixture.ts';

const NEXT_DATE = '2024-06-04' as TradeDate;
const DESK = 'desk' as Actor;

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

  it('asks again for a cancel that never left, also of an order whose fate was unknown in between', async () => {
    await gateway.start();
    const alice = terminal({ between: { journal: (journal) => journal, broker: (broker) => ({ submit: (order) => broker.submit(order), cancel: () => undefined }) } });
    alice.open();
    await alice.quiet();
    alice.order('buy', 10, 100);
    await alice.quiet();
    const [made] = alice.orders();
    expect(made !== undefined && alice.cancel(made.id).ok).toBe(true);
    await gateway.stop();
    alice.restart();
    await until(() => alice.orders()[0]?.state === 'unknown');
    alice.restart();
    await gateway.start();
    await until(() => alice.orders()[0]?.state === 'cancelled');
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

  it('has the right books in the end at a gateway that lies about every other fill', async () => {
    await gateway.start({ seed: 3, lie: 0.5 });
    const alice = terminal();
    alice.open();
    await alice.quiet();
    const bob = await other('bob');
    for (let i = 1; i <= 12; i += 1) {
      bob.broker.submit(anOrder(`B${i}`, 'sell', 10, 100));
      await bob.quiet();
      // What is not true yet keeps the books apart, and until they agree nothing leaves.
      await alice.quiet();
      expect(alice.order('buy', 10, 100).ok).toBe(true);
    }
    await until(() => alice.state.fills.length === 12);
    // What was said of the last one is set right with the next thing that happens.
    bob.broker.submit(anOrder('LAST', 'sell', 10.5, 100));
    await alice.quiet();
    await until(() => alice.state.fills.every((fill) => fill.price === price(100_000)));
    expect(bob.reports.filter(({ kind }) => kind === 'fillCorrected').length).toBeGreaterThan(0);
    const { ledger, fills, orders } = alice.state;
    alice.session.close();
    const broker = await (await other('alice')).broker.refresh();
    expect(reconcile({ ledger, fills, orders: orders.values(), broker })).toEqual([]);
  });

  it('books what an operator says a match really was, also when it was gone, and the other side does too', async () => {
    const alice = await atDesk();
    const bob = await other('bob');
    alice.order('buy', 10, 300);
    await alice.quiet();
    bob.broker.submit(anOrder('B1', 'sell', 10, 300));
    await bob.quiet();
    await until(() => alice.state.fills.length === 1);
    const [bought] = alice.state.fills;
    const [sold] = (await bob.broker.refresh()).fills;
    if (bought === undefined || sold === undefined) throw new Error('nothing was matched');
    const was = (account: string, fillId: string, shares: number) => ({ account, fillId: fillId as FillId, price: price(99_000), quantity: shares as Quantity });
    expect(await gateway.correct(was('alice', bought.id, 200))).toMatchObject({ error: { code: 'gateway.unbalancedCorrection' } });
    alice.session.close();
    expect(await gateway.correct(was('alice', bought.id, 200), was('bob', sold.fillId, 200))).toEqual({ ok: true, value: undefined });
    alice.restart();
    await alice.quiet();
    expect(alice.orders()).toMatchObject([{ state: 'cancelled', filled: 200, reason: { code: 'gateway.corrected' } }]);
    expect(alice.state.fills).toMatchObject([{ quantity: 200, price: 99_000 }]);
    expect(alice.state.ledger.positions.get(TRADED)?.quantity).toBe(2_200);
    expect((await bob.broker.refresh()).fills).toMatchObject([{ quantity: 200, turnover: 200 * 99_000 }]);
    expect(gateway.trail()).toMatchObject([{ what: 'begun' }, { what: 'corrected', by: 'operator', reason: 'wrong match' }]);
    await gateway.stop();
    await gateway.start();
    expect((await bob.broker.refresh()).fills).toMatchObject([{ quantity: 200 }]);
  });

  it('seals a day whose seal could not be written at first', async () => {
    await gateway.start({}, '14:50:00', 2_000);
    let failed = false;
    const journal = (real: Journal): Journal => ({
      read: () => real.read(),
      append: (step, at, events) => {
        if (failed || events[0]?.type !== 'daySealed') return real.append(step, at, events);
        failed = true;
        throw new JournalWriteError('disk I/O error');
      },
    });
    const alice = terminal({ between: { journal, broker: (broker) => broker } });
    alice.open();
    await until(() => alice.session.run?.engine.state.sealed === true);
    await alice.session.over;
    expect([failed, alice.session.failure]).toEqual([true, null]);
  });

  it('closes the day with the exchange, settles and seals it', async () => {
    await gateway.start({}, '14:50:00', 2_000);
    const alice = terminal();
    alice.open();
    await alice.session.over;
    expect(alice.state).toMatchObject({ sealed: true, settled: { differences: [] } });
  });

  it('trades no day after one that was not sealed, unless a person says why', async () => {
    const alice = await atDesk();
    alice.session.close();
    const next = terminal({ date: NEXT_DATE, database: join(alice.folder, 'account.db') });
    expect(next.session.open()).toMatchObject({ error: { code: 'day.notSealed', params: { date: DATE } } });
    expect(next.session.run).toBeNull();
    expect(next.session.release(' ', DESK)).toMatchObject({ error: { code: 'settlement.needsReason' } });
    expect(next.session.open().ok).toBe(false);
    expect(next.session.release('the machine was off at the close', DESK).ok).toBe(true);
    next.open();
    expect(next.state.day?.date).toBe(NEXT_DATE);
  });
});
