import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { TRADED, anOrder } from '../../adapters/brokers/conformance.fixture.ts';
import { PROTOCOL_VERSION } from '../../adapters/brokers/gateway/protocol.ts';
import { DATE, until } from './gateway.fixture.ts';
import { LiveTerminal } from './live-terminal.fixture.ts';

const WELCOME = { type: 'welcome', version: PROTOCOL_VERSION, date: DATE, now: Date.parse(`${DATE}T09:31:00+08:00`), pace: 1, last: 0 };

/** Lets everybody in, says whatever it is told to, and never answers a question. */
class HostileGateway {
  readonly #server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  readonly heard: string[] = [];
  #sockets: readonly WebSocket[] = [];
  greets = 0;

  constructor() {
    this.#server.on('connection', (socket) => {
      this.#sockets = [...this.#sockets, socket];
      socket.on('message', (data: Buffer) => this.#hear(socket, data.toString()));
      socket.on('error', () => undefined);
    });
  }

  async listening(): Promise<void> {
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** To whoever is there and logged in at that moment. */
  async shout(frame: string | Buffer): Promise<void> {
    await until(() => this.#sockets.some(({ readyState }) => readyState === 1));
    for (const socket of this.#sockets) socket.send(frame);
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #hear(socket: WebSocket, frame: string): void {
    this.heard.push(frame);
    if (!frame.includes('"hello"')) return;
    this.greets += 1;
    socket.send(JSON.stringify(WELCOME));
  }
}

let gateway: HostileGateway;

beforeEach(async () => {
  gateway = new HostileGateway();
  await gateway.listening();
});
afterEach(() => gateway.end());

/** A terminal that has logged in. */
async function atDesk(): Promise<LiveTerminal> {
  const alice = new LiveTerminal(gateway.url);
  alice.open();
  await ready(alice);
  return alice;
}

async function ready(alice: LiveTerminal): Promise<void> {
  await until(() => alice.session.run?.link.kind === 'ready');
}

const whole = fc.constantFrom(0, 1, -1, 100, 0.5, 1e15, Number.MAX_SAFE_INTEGER, 1e300, null, '100');
const text = fc.constantFrom('O1', 'R1', 'F1', '', 'x'.repeat(100), '../etc', null, 1);
const reportLike = fc.record({
  reportId: text,
  orderId: text,
  time: whole,
  kind: fc.constantFrom('accepted', 'filled', 'cancelled', 'rejected', 'expired', 'fillCorrected', 'cancelRejected', 'hello'),
  fillId: text,
  price: whole,
  quantity: whole,
  reason: fc.constantFrom({ code: 'x', params: {} }, null),
});
/** Of the right shape in every field, and of orders that nobody ever sent. */
const plausible = fc.record({
  n: fc.integer({ min: 1, max: 3 }),
  report: fc.record({
    reportId: fc.constantFrom('R1', 'R2'),
    orderId: fc.constantFrom('O1', 'O2'),
    time: fc.constant(WELCOME.now),
    kind: fc.constant('filled'),
    fillId: fc.constantFrom('F1', 'F2'),
    price: fc.constantFrom(1, 100_000),
    quantity: fc.constantFrom(1, 100, 1e9),
  }),
  order: fc.option(fc.constantFrom(anOrder('O1', 'buy', 10, 100), anOrder('O2', 'sell', 10, 1e9)), { nil: undefined }),
});
const quoteLike = fc.record({ instrument: fc.constantFrom(TRADED, '999999.XX', ''), time: whole, prevClose: whole, open: whole, high: whole, low: whole, last: whole, volume: whole, turnover: whole, limitUp: whole, limitDown: whole, bids: fc.array(fc.record({ price: whole, volume: whole }), { maxLength: 8 }), asks: fc.constant([]), auction: fc.constant(null) });
const message = fc.oneof(
  fc.record({ type: fc.constant('reports'), reports: fc.array(fc.oneof(reportLike, plausible), { maxLength: 4 }) }),
  fc.record({ type: fc.constant('reports'), reports: fc.array(plausible, { minLength: 1, maxLength: 4 }) }),
  fc.record({ type: fc.constant('quotes'), quotes: fc.array(quoteLike, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('answer'), id: whole, last: whole, snapshot: fc.record({ cash: whole, positions: fc.constant([]), fills: fc.constant([]), openOrders: fc.constant([]) }), orders: fc.constant([]) }),
  fc.record({ type: fc.constantFrom('pong', 'closed', 'welcome', 'corrected', 'morning', 'refused', '__proto__'), id: whole, now: whole, last: whole, date: text, version: whole }),
);
const frame = fc.oneof(
  fc.json(),
  fc.string(),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  message.map((one) => JSON.stringify(one)),
  message.map((one) => JSON.stringify(one).slice(0, -3)),
);

describe('a terminal at a hostile gateway', () => {
  it('sends no order and goes on, whatever it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 6 }), async (frames) => {
        const alice = await atDesk();
        for (const one of frames) {
          await ready(alice);
          await gateway.shout(one);
        }
        expect(alice.order('buy', 10, 100).ok).toBe(false);
        expect(alice.session.failure).toBeNull();
        expect([...alice.state.orders.values()].every(({ origin, state }) => origin === 'foreign' || state === 'denied')).toBe(true);
        alice.restart();
        expect(alice.order('buy', 10, 100).ok).toBe(false);
        alice.end();
      }),
      { numRuns: 60 },
    );
    expect(gateway.heard.filter((said) => said.includes('"submit"'))).toEqual([]);
  }, 60_000);

  it('hangs up on a frame without end, and begins again', async () => {
    const alice = await atDesk();
    const before = gateway.greets;
    await gateway.shout('x'.repeat(20 * 1024 * 1024));
    await until(() => gateway.greets > before);
    expect(alice.order('buy', 10, 100)).toMatchObject({ error: { code: 'accountState.unreconciled' } });
    alice.end();
  });
});
