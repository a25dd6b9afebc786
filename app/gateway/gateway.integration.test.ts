import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { anOrder, storyOf } from '../../adapters/brokers/conformance.fixture.ts';
import { MAX_FRAME_BYTES, PROTOCOL_VERSION } from '../../adapters/brokers/gateway/protocol.ts';
import { type OrderId } from '../../core/kernel/ids.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type BrokerReport } from '../../core/orders/order.ts';
import { type FaultPlan } from './faults.ts';
import { ACCOUNTS, TestGateway, TestTerminal, tokenOf, until } from './gateway.fixture.ts';

const HELLO = JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, account: 'alice', token: tokenOf('alice'), after: 0 });

let gateway: TestGateway;
let terminals: TestTerminal[];

beforeEach(() => {
  gateway = new TestGateway();
  terminals = [];
});
afterEach(async () => {
  for (const { broker } of terminals) broker.close();
  await gateway.end();
});

function terminal(account = 'alice', token = tokenOf(account)): TestTerminal {
  const opened = new TestTerminal(gateway.url, account, token);
  terminals.push(opened);
  return opened;
}

describe('a connection that breaks', () => {
  it('while an order and its cancel are on their way: it is rejected, and not taken for one that stands', async () => {
    await gateway.start();
    const alice = terminal();
    await alice.quiet();
    await gateway.stop();
    alice.broker.submit(anOrder('O1', 'buy', 10, 100));
    alice.broker.cancel('O1' as OrderId);
    await gateway.start();
    await alice.quiet();
    await alice.quiet();
    expect(storyOf(alice.reports, 'O1')).toEqual(['rejected']);
  });

  it('after an order has arrived and before its cancel has: it is cancelled, once', async () => {
    await gateway.start();
    const alice = terminal();
    await alice.quiet();
    alice.broker.submit(anOrder('O1', 'buy', 10, 100));
    alice.broker.cancel('O1' as OrderId);
    await alice.quiet();
    await until(() => storyOf(alice.reports, 'O1').length > 1);
    await alice.quiet();
    expect(storyOf(alice.reports, 'O1')).toEqual(['accepted', 'cancelled']);
  });

  it('is told by its states, each with its reason', async () => {
    await gateway.start();
    const alice = terminal();
    await alice.quiet();
    await gateway.stop();
    await until(() => alice.broker.state.kind === 'waiting');
    await gateway.start();
    await alice.quiet();
    expect(alice.states.map(({ kind }) => kind).slice(0, 3)).toEqual(['connecting', 'ready', 'waiting']);
    expect(alice.states.at(-1)).toEqual({ kind: 'ready' });
  });

  it('is taken over by the terminal that logs in last, and the older one is not heard any more', async () => {
    await gateway.start();
    const older = terminal();
    await older.quiet();
    const newer = terminal();
    await newer.quiet();
    newer.broker.submit(anOrder('O1', 'buy', 10, 100));
    await newer.quiet();
    expect(storyOf(newer.reports, 'O1')).toEqual(['accepted']);
  });

  it('leaves the gateway with exactly the orders that the newer login was told of', async () => {
    await gateway.start();
    const older = new WebSocket(gateway.url);
    let sent = 0;
    const talk = setInterval(() => {
      if (older.readyState !== WebSocket.OPEN) return;
      if (sent === 0) older.send(HELLO);
      for (let i = 0; i < 20; i += 1) older.send(JSON.stringify({ type: 'submit', order: anOrder(`O${(sent += 1)}`, 'buy', 9.5, 100) }));
    }, 1);
    older.on('error', () => undefined);
    older.on('close', () => clearInterval(talk));
    await until(() => sent > 100);
    const newer = terminal();
    await newer.quiet();
    const told = await newer.broker.refresh();
    await until(() => older.readyState === WebSocket.CLOSED);
    await newer.quiet();
    expect((await newer.broker.refresh()).openOrders).toEqual(told.openOrders);
  });
});

describe('a gateway that misbehaves', () => {
  const plans: readonly Partial<FaultPlan>[] = [
    { drop: 0.2 },
    { duplicate: 0.5 },
    { reorder: 0.3 },
    { truncate: 0.1 },
    { halfOpen: 0.02 },
    { delayMs: 20, drop: 0.05, duplicate: 0.1, reorder: 0.1, truncate: 0.03, halfOpen: 0.01 },
  ];

  it.each(plans)('loses and doubles nothing: %o', async (plan) => {
    await gateway.start({ seed: 7, ...plan });
    const [alice, bob] = ACCOUNTS.map((account) => terminal(account)) as [TestTerminal, TestTerminal];
    const random = seededRandom(11);
    for (let i = 1; i <= 40; i += 1) {
      alice.broker.submit(anOrder(`A${i}`, 'buy', 10 + Math.floor(random() * 3) / 100, 100));
      bob.broker.submit(anOrder(`B${i}`, i <= 20 ? 'sell' : 'buy', 10 + Math.floor(random() * 3) / 100, 100));
      if (random() < 0.3) alice.broker.cancel(`A${i}` as OrderId);
      if (random() < 0.1) await Promise.all([alice.quiet(), bob.quiet()]);
    }
    await Promise.all([alice.quiet(), bob.quiet()]);
    for (const one of [alice, bob]) await expectEqualBooks(one);
  });
});

/** What the terminal heard adds up to what the gateway has in its books. */
async function expectEqualBooks({ broker, reports }: TestTerminal): Promise<void> {
  const { fills, openOrders } = await broker.refresh();
  expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(reports.length);
  expect(heardFills(reports)).toEqual(fills.map(({ fillId, quantity }) => [fillId, quantity]));
  const ended = new Set(reports.filter(({ kind }) => kind === 'cancelled' || kind === 'rejected').map(({ orderId }) => orderId));
  expect(openOrders.filter((orderId) => ended.has(orderId))).toEqual([]);
}

function heardFills(reports: readonly BrokerReport[]): (readonly [string, number])[] {
  return reports.flatMap((report) => (report.kind === 'filled' ? [[report.fillId, report.quantity] as const] : []));
}

describe('an encrypted gateway', () => {
  it('is for those who know its certificate, and is not mistaken for another', async () => {
    gateway.tls = certificate(gateway.folder);
    await gateway.start();
    const trusting = new TestTerminal(gateway.url, 'alice', tokenOf('alice'), gateway.tls.cert);
    terminals.push(trusting);
    await trusting.quiet();
    trusting.broker.submit(anOrder('O1', 'buy', 10, 100));
    await trusting.quiet();
    const doubting = terminal('bob');
    await until(() => doubting.states.filter(({ kind }) => kind === 'waiting').length > 2);
    expect(doubting.states.every(({ kind }) => kind !== 'ready')).toBe(true);
    expect((await trusting.broker.refresh()).openOrders).toEqual(['O1']);
  });
});

/** One that nobody has signed, for this machine. */
function certificate(folder: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const about = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, ...about], { stdio: 'ignore' });
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

describe('who is not who they say', () => {
  it('gets no further than the door', async () => {
    await gateway.start();
    const stranger = terminal('alice', 'a guess');
    await until(() => stranger.broker.state.kind === 'refused');
    expect(stranger.states.at(-1)).toMatchObject({ reason: { code: 'gateway.badLogin' } });
    const nobody = terminal('mallory', '');
    await until(() => nobody.broker.state.kind === 'refused');
  });

  it('is turned away when it is a page in a browser', async () => {
    await gateway.start();
    const page = new WebSocket(gateway.url, { origin: 'https://example.com' });
    page.on('error', () => undefined);
    await until(() => page.readyState === WebSocket.CLOSED);
    expect(terminals).toEqual([]);
  });
});

/** Says something to the gateway that no terminal says; gives what it answers before it hangs up. */
async function shout(...frames: readonly (string | Buffer)[]): Promise<string[]> {
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    const socket = new WebSocket(gateway.url);
    socket.on('open', () => frames.forEach((frame) => socket.send(frame)));
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  return heard;
}

describe('a hostile terminal', () => {
  it.each([
    ['an order before the login', JSON.stringify({ type: 'submit', order: anOrder('O1', 'buy', 10, 100) }), 'gateway.notLoggedIn'],
    ['no JSON', '{', 'gateway.notJson'],
    ['no message', '[]', 'gateway.badMessage'],
    ['another version', JSON.stringify({ ...JSON.parse(HELLO), version: PROTOCOL_VERSION + 1 }), 'gateway.version'],
    ['a report from the future', JSON.stringify({ ...JSON.parse(HELLO), after: 9 }), 'gateway.fromTheFuture'],
  ])('with %s is refused with the reason and hung up on', async (_what, frame, code) => {
    await gateway.start();
    expect(await shout(frame)).toMatchObject([expect.stringContaining(code)]);
  });

  it('with a frame that is too large or no text is hung up on', async () => {
    await gateway.start();
    expect(await shout(' '.repeat(MAX_FRAME_BYTES + 1))).toEqual([]);
    expect(await shout(Buffer.from([1, 2, 3]))).toMatchObject([expect.stringContaining('gateway.notText')]);
  });

  it('never gets an order in by a message that is not quite one, and never brings the gateway down', async () => {
    await gateway.start();
    const alice = terminal();
    const order = { ...anOrder('O1', 'buy', 10, 100) };
    const broken = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom<keyof typeof order>('price', 'quantity', 'side', 'instrument', 'type', 'id').chain((field) =>
        fc.constantFrom(null, -1, 0.5, 1e300, '', {}, [], 'x'.repeat(100)).map((value) =>
          JSON.stringify({ type: 'submit', order: { ...order, [field]: field === 'id' && value === '' ? null : value } }),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(broken, async (frame) => {
        await shout(HELLO, frame);
      }),
      { numRuns: 60 },
    );
    await alice.quiet();
    expect(alice.reports.filter(({ kind }) => kind === 'accepted')).toEqual([]);
  });

  it('that uses an id again for another order is told so, and the first order stands', async () => {
    await gateway.start();
    const alice = terminal();
    await alice.quiet();
    alice.broker.submit(anOrder('O1', 'buy', 10, 100));
    await alice.quiet();
    alice.broker.submit(anOrder('O1', 'buy', 10, 900));
    await alice.quiet();
    expect(alice.reports.at(-1)).toMatchObject({ kind: 'rejected', reason: { code: 'gateway.orderIdReused' } });
    expect((await alice.broker.refresh()).openOrders).toEqual(['O1']);
  });
});

it('the close ends what is open, and nothing is taken after it', async () => {
  await gateway.start({}, '14:50:00', 2_000);
  const alice = terminal();
  await alice.quiet();
  alice.broker.submit(anOrder('O1', 'buy', 9.9, 100));
  await until(() => alice.reports.length > 1);
  expect(storyOf(alice.reports, 'O1')).toEqual(['accepted', 'expired']);
  alice.broker.submit(anOrder('O2', 'buy', 9.9, 100));
  await alice.quiet();
  expect(alice.reports.at(-1)).toMatchObject({ orderId: 'O2', kind: 'rejected', reason: { code: 'gateway.closed' } });
});
