import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPENING, TRADED } from '../../adapters/brokers/conformance.fixture.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type Quantity, price } from '../../core/kernel/units.ts';
import { LiveSession, openLiveSession } from '../terminal/live-session.ts';
import { SessionSwitch } from '../terminal/session-switch.ts';
import { DATE, TestGateway, tokenOf, until } from './gateway.fixture.ts';

const TRADER = 'trader' as Actor;
let dataDir: string;
let gateway: TestGateway;
let open: LiveSession[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kaipan-session-'));
  gateway = new TestGateway();
  open = [];
});
afterEach(async () => {
  for (const session of open) await session.close();
  await gateway.end();
  rmSync(dataDir, { recursive: true });
});

function opened(token = tokenOf('alice')): Result<LiveSession, Refusal> {
  const session = openLiveSession({ url: gateway.url, account: 'alice', token }, { dataDir });
  if (session.ok) open.push(session.value);
  return session;
}

function sessionOf(token?: string): LiveSession {
  const result = opened(token);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function buy(at: LiveSession, yuan: number): Result<void, Refusal> {
  const ticket = { instrument: TRADED, side: 'buy', type: 'limit', price: price(yuan * 10_000), quantity: 100 as Quantity } as const;
  return at.command({ type: 'placeOrder', ticket, token: `T${yuan}` }, TRADER);
}

const connected = (at: LiveSession) => (): boolean => at.gateway.state === 'connected' && at.quotes() === 'connected';

describe('an account at a gateway, as the window sees it', () => {
  it('begins with what the gateway says it held, of the gateway’s day, with all that is listed', async () => {
    await gateway.start();
    const alice = sessionOf();
    expect([alice.state.day, alice.playback]).toEqual([null, null]);
    await until(connected(alice));
    expect(alice.state.day).toMatchObject({ date: DATE, account: 'alice' });
    expect([alice.state.ledger.cash.balance, alice.market.reference(TRADED)?.instrument.id]).toEqual([OPENING.cash, TRADED]);
    expect(buy(alice, 10).ok).toBe(true);
    await until(() => [...alice.state.orders.values()][0]?.state === 'working');
    expect([...alice.records()].map(({ event }) => event.type)).toContain('orderIntended');
  });

  it('is there again without its gateway, and says when it tries next', async () => {
    await gateway.start();
    const before = sessionOf();
    await until(connected(before));
    buy(before, 10);
    await until(() => [...before.state.orders.values()][0]?.state === 'working');
    await before.close();
    await gateway.stop();
    const after = sessionOf();
    expect([...after.state.orders.values()].map(({ state }) => state)).toEqual(['working']);
    await until(() => after.gateway.state === 'waiting');
    expect([after.broker(), after.gateway.nextTry !== null, after.gateway.reason?.code]).toEqual(['lost', true, 'link.lost']);
    expect(buy(after, 9)).toMatchObject({ error: { code: 'accountState.unreconciled' } });
    await gateway.start();
    await until(connected(after));
    expect(buy(after, 9)).toEqual({ ok: true, value: undefined });
  });

  it('is not opened twice: the second says by whom and since when, and opens once the first is gone', async () => {
    await gateway.start();
    const first = sessionOf();
    await until(connected(first));
    const second = sessionOf();
    expect(second.failure).toMatchObject({ code: 'database.inUse', params: { pid: process.pid, since: expect.any(Number) } });
    expect(buy(second, 10)).toMatchObject({ error: { code: 'database.inUse' } });
    await first.close();
    await until(connected(second));
    expect([second.failure, buy(second, 10)]).toEqual([null, { ok: true, value: undefined }]);
  });

  it('is refused with a wrong token, and reached with the right one over the same database', async () => {
    await gateway.start();
    const switched = SessionSwitch.open(() => opened('nobody’s'));
    if (!switched.ok) throw new Error(switched.error.code);
    const { session: shown } = switched.value;
    let anew = 0;
    shown.onChange(({ reset }) => (anew += reset === true ? 1 : 0));
    await until(() => shown.gateway?.state === 'refused');
    expect(shown.gateway?.reason?.code).toBe('gateway.badLogin');
    await switched.value.change(() => opened());
    await until(() => shown.gateway?.state === 'connected');
    expect([shown.account, anew > 0]).toEqual(['alice', true]);
  });
});
