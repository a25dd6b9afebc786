import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CloudClient } from '../../adapters/cloud/cloud-client.ts';
import { Outbox, openOutboxFile, parcelOf } from '../../adapters/cloud/outbox.ts';
import { type Credentials, type Item, ITEM_KINDS, MAX_ITEM_BYTES, type Parcel } from '../../adapters/cloud/protocol.ts';
import { type PushPatience, push } from '../../adapters/cloud/push.ts';
import { contentIdOf, isSignedBy, signedSignalsText } from '../../adapters/cloud/signing.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { DATABASES, TestCloud, anItem } from './cloud.fixture.ts';
import { cloudServer } from './server.ts';
import { giveUserToken } from './terminals.ts';

const IMPATIENT: PushPatience = { attempts: 50, firstWaitMs: 1, longestWaitMs: 5 };
const STREAM = { account: 'main', mode: 'paper' } as const;
const DAYS = ['2025-06-03', '2025-06-04', '2025-06-05', '2025-06-06', '2025-06-09'];

describe.each(DATABASES)('the cloud on %s', (_name, open) => {
  let cloud: TestCloud;
  let folder: string;
  let file: ReturnType<typeof openOutboxFile>;
  let outbox: Outbox;
  let alice: Credentials;

  beforeAll(async () => {
    cloud = await TestCloud.start(open);
  });
  afterAll(() => cloud.end());
  beforeEach(async () => {
    await cloud.clear();
    folder = mkdtempSync(join(tmpdir(), 'kaipan-outbox-'));
    file = openOutboxFile(join(folder, 'outbox.db'));
    outbox = new Outbox(file, STREAM);
    alice = await enrolled('alice');
  });
  afterEach(() => {
    file.close();
    rmSync(folder, { recursive: true });
  });

  async function enrolled(terminal: string): Promise<Credentials> {
    const answer = await new CloudClient(cloud.url).enrol({ user: terminal, terminal }, null);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }

  function pushTo(url: string, credentials = alice, timeoutMs = 2_000) {
    return push(outbox, new CloudClient(url, timeoutMs), credentials, { patience: IMPATIENT, random: seededRandom(1) });
  }

  /** What the cloud keeps, in its order. */
  async function kept(): Promise<string[]> {
    const rows = await cloud.database.query('SELECT content_id FROM items ORDER BY terminal_id, seq');
    return rows.map((row) => String(row['content_id']));
  }

  function signedParcel({ terminal, key }: Credentials, place: number, item: Item): Parcel {
    return parcelOf(terminal, key, place, { contentId: contentIdOf(item), item });
  }

  function days(): Item[] {
    return DAYS.flatMap((date) => ITEM_KINDS.map((kind) => (kind === 'equity' ? anItem(date) : anItem(date, { kind, text: `${kind} of ${date}` }))));
  }

  async function ask(path: string, credentials: Credentials | null, init: RequestInit = {}): Promise<Response> {
    const headers: Record<string, string> = init.body === undefined ? {} : { 'content-type': 'application/json' };
    if (credentials !== null) headers['authorization'] = `Bearer ${credentials.token}`;
    return fetch(`${cloud.url}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string> | undefined) } });
  }

  it('takes each day once and in order, however often it is said', async () => {
    outbox.put(days());
    expect(await pushTo(cloud.url)).toEqual({ ok: true, value: days().length });
    outbox.holdsUpTo(0);
    expect(outbox.put(days())).toBe(0);
    expect((await pushTo(cloud.url)).ok).toBe(true);
    expect(await kept()).toEqual(days().map(contentIdOf));
    expect(await (await ask('/v1/accounts', alice)).json()).toEqual([
      { terminal: 'alice', account: 'main', mode: 'paper', days: 5, last: { date: '2025-06-09', equity: '1000000.0000', cash: '400000.0000' } },
    ]);
    const curve = (await (await ask('/v1/accounts/alice/main/paper/equity', alice)).json()) as { date: string }[];
    expect(curve.map(({ date }) => date)).toEqual(DAYS);
  });

  it('has everything once after answers that were lost, late, doubled or wrong', async () => {
    outbox.put(days());
    const road = await Road.to(cloud.url);
    try {
      expect(await pushTo(road.url, alice, 300)).toMatchObject({ ok: true });
      expect(road.mishaps).toBeGreaterThan(10);
    } finally {
      await road.close();
    }
    expect(await kept()).toEqual(days().map(contentIdOf));
  });

  it('goes on where it was when it is stopped and started in the middle', async () => {
    outbox.put(days().slice(0, 10));
    await pushTo(cloud.url);
    await cloud.stop();
    outbox.put(days());
    const pushing = pushTo(cloud.url);
    await cloud.listen();
    expect(await pushing).toMatchObject({ ok: true });
    expect(await kept()).toEqual(days().map(contentIdOf));
  });

  it('keeps apart what two accounts of a terminal send, and what two terminals of a user do', async () => {
    const other = openOutboxFile(join(folder, 'other.db'));
    const live = new Outbox(other, { account: '账户 二', mode: 'live' });
    try {
      const client = new CloudClient(cloud.url);
      const options = { patience: IMPATIENT, random: seededRandom(1) };
      const token = await giveUserToken(cloud.database, 'carol');
      const [desk, laptop] = [await client.enrol({ user: 'carol', terminal: 'desk' }, token), await client.enrol({ user: 'carol', terminal: 'laptop' }, token)];
      if (!desk.ok || !laptop.ok) throw new Error('carol may have two');
      outbox.put(days());
      live.put(DAYS.map((date) => anItem(date, { account: '账户 二', mode: 'live' })));
      expect(await Promise.all([push(outbox, client, desk.value, options), push(live, client, desk.value, options)])).toEqual([
        { ok: true, value: days().length },
        { ok: true, value: DAYS.length },
      ]);
      outbox.holdsUpTo(0);
      expect(await push(outbox, client, laptop.value, options)).toEqual({ ok: true, value: days().length });
      const shown = (await (await ask('/v1/accounts', { ...alice, token })).json()) as { terminal: string; account: string }[];
      expect(shown.map(({ terminal, account }) => [terminal, account])).toEqual([
        ['desk', 'main'],
        ['desk', '账户 二'],
        ['laptop', 'main'],
      ]);
    } finally {
      other.close();
    }
  });

  it('goes on with an outbox that was put back from an older copy', async () => {
    outbox.put(days().slice(0, 20));
    await pushTo(cloud.url);
    const copy = openOutboxFile(join(folder, 'copy.db'));
    try {
      const older = new Outbox(copy, STREAM);
      older.put([...days().slice(0, 3), anItem('2025-07-01'), ...days().slice(3)]);
      expect((await push(older, new CloudClient(cloud.url), alice, { patience: IMPATIENT, random: seededRandom(1) })).ok).toBe(true);
      expect(older.next()).toBeNull();
      expect(await kept()).toEqual([...days().slice(0, 20), anItem('2025-07-01'), ...days().slice(20)].map(contentIdOf));
    } finally {
      copy.close();
    }
  });

  it('says again what the cloud has lost, and only that', async () => {
    outbox.put(days());
    await pushTo(cloud.url);
    await cloud.database.query('DELETE FROM items WHERE seq > 30');
    await cloud.database.query('UPDATE streams SET last_seq = 30');
    outbox.put([anItem('2025-06-10')]);
    expect(await pushTo(cloud.url)).toEqual({ ok: true, value: days().length - 30 + 1 });
    expect(await kept()).toEqual([...days(), anItem('2025-06-10')].map(contentIdOf));
  });

  it('refuses what was tampered with on the way, and keeps nothing of it', async () => {
    outbox.put([anItem('2025-06-03')]);
    const queued = outbox.next();
    if (queued === null) throw new Error('there is one');
    const parcel = parcelOf(alice.terminal, alice.key, 1, queued);
    const richer = anItem('2025-06-03', { text: JSON.stringify({ date: '2025-06-03', equity: '9000000.00', cash: '1.00' }) });
    const send = async (body: object, seq = 1): Promise<unknown> =>
      (await ask(`/v1/terminals/alice/items/${seq}`, alice, { method: 'PUT', body: JSON.stringify(body) })).json();
    expect(await send({ ...parcel, item: richer })).toMatchObject({ code: 'cloud.tampered' });
    expect(await send({ ...parcel, item: richer, contentId: contentIdOf(richer) })).toMatchObject({ code: 'cloud.badSignature' });
    expect(await send(parcel, 2)).toMatchObject({ code: 'cloud.badSignature' });
    expect(await kept()).toEqual([]);
    expect(await send(parcel)).toEqual({ place: 1, last: 1 });
  });

  it('refuses another thing in the place of one, and one before its turn', async () => {
    outbox.put([anItem('2025-06-03'), anItem('2025-06-04')]);
    const [first, second] = outbox.latest(2).map((queued, i) => parcelOf(alice.terminal, alice.key, i + 1, queued));
    const client = new CloudClient(cloud.url);
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(await client.send(alice, 2, second)).toMatchObject({ error: { problem: { code: 'cloud.outOfOrder', expected: 1 } } });
    await client.send(alice, 1, first);
    expect(await client.send(alice, 1, signedParcel(alice, 1, anItem('2025-06-05')))).toMatchObject({ error: { problem: { code: 'cloud.outOfOrder', expected: 2 } } });
    expect(await client.progress(alice, STREAM)).toEqual({ ok: true, value: { last: 1 } });
  });

  it('never shows one user what is another’s, nor takes it for them', async () => {
    outbox.put(days());
    await pushTo(cloud.url);
    const bob = await enrolled('bob');
    expect(await (await ask('/v1/accounts', bob)).json()).toEqual([]);
    expect(await (await ask('/v1/accounts/alice/main/paper/equity', bob)).json()).toEqual([]);
    expect((await ask('/v1/terminals/alice/accounts/main/paper', bob)).status).toBe(403);
    const forged = await new CloudClient(cloud.url).send({ ...bob, terminal: 'alice' }, 36, signedParcel({ ...bob, terminal: 'alice' }, 36, anItem('2025-06-10')));
    expect(forged).toMatchObject({ error: { problem: { code: 'cloud.notYours' } } });
    expect((await ask('/v1/accounts', null)).status).toBe(401);
    expect((await ask('/v1/accounts', { ...alice, token: `${alice.token.slice(1)}A` })).status).toBe(401);
    expect((await ask('/v1/terminals', null, { method: 'POST', body: JSON.stringify({ user: 'alice', terminal: 'other' }) })).status).toBe(409);
  });

  it('lets only users bring terminals where it is closed, each their own', async () => {
    const closed = await cloudServer({ database: cloud.database, open: false });
    const enrol = async (user: string, token?: string): Promise<unknown> => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await closed.inject({ method: 'POST', url: '/v1/terminals', headers, payload: { user, terminal: 'desk' } })).json();
    };
    const carol = await giveUserToken(cloud.database, 'carol');
    expect(await enrol('carol')).toMatchObject({ code: 'cloud.closed' });
    expect(await enrol('alice', carol)).toMatchObject({ code: 'cloud.notYours' });
    expect(await enrol('alice', alice.token)).toMatchObject({ code: 'cloud.notYours' });
    expect(await enrol('carol', carol.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).toMatchObject({ code: 'cloud.badToken' });
    const desk = (await enrol('carol', carol)) as Credentials;
    expect(desk).toMatchObject({ user: 'carol', terminal: 'desk' });
    expect(await enrol('carol', carol)).toMatchObject({ code: 'cloud.nameTaken' });
    const renewed = await giveUserToken(cloud.database, 'carol');
    expect(await enrol('carol', carol)).toMatchObject({ code: 'cloud.badToken' });
    expect((await ask('/v1/accounts', { ...desk, token: renewed })).status).toBe(200);
    await closed.close();
  });

  it('takes nothing twice that was caught on the way, from whoever says it and wherever', async () => {
    const bob = await enrolled('bob');
    const parcel = signedParcel(alice, 1, anItem('2025-06-03'));
    const put = async (who: Credentials, place: number): Promise<number> =>
      (await ask(`/v1/terminals/${who.terminal}/items/${place}`, who, { method: 'PUT', body: JSON.stringify(parcel) })).status;
    expect(await put(alice, 1)).toBe(200);
    expect(await put(alice, 1)).toBe(200);
    expect(await put(alice, 2)).toBe(422);
    expect(await put(bob, 1)).toBe(422);
    expect(await kept()).toEqual([parcel.contentId]);
  });

  it('survives bodies that are too large, packed bombs, and nonsense', async () => {
    const put = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<number> =>
      (await ask('/v1/terminals/alice/items/1', alice, { method: 'PUT', body, headers })).status;
    expect(await put(gzipSync(Buffer.alloc(MAX_ITEM_BYTES + 1, ' ')), { 'content-encoding': 'gzip' })).toBe(413);
    expect(await put('not packed', { 'content-encoding': 'gzip' })).toBe(400);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ minLength: 1 })), async (body) => {
        expect(await put(body)).toBe(400);
      }),
      { numRuns: 40 },
    );
    expect(await kept()).toEqual([]);
  });

  it('gives signals with a signature of the reader’s own, and none that were changed afterwards', async () => {
    const facts = { id: 'alpha', title: '双均线', source: 'own', since: '2024-01-02', totalReturn: 0.21, maxDrawdown: -0.08, sharpe: 1.3, capital: '1000000' };
    const signals = { strategy: 'alpha', date: '2025-06-03', tradeDate: '2025-06-04', madeAt: '2025-06-03T09:30:00Z', rows: [{ instrument: '600519.SH', position: '0.1' }] };
    const put = async (path: string, body: object, who = alice): Promise<number> =>
      (await ask(path, who, { method: 'PUT', body: JSON.stringify(body) })).status;
    expect(await put('/v1/strategies/alpha', facts)).toBe(204);
    expect(await put('/v1/strategies/alpha/signals', signals)).toBe(204);
    expect(await put('/v1/strategies/alpha/signals', { ...signals, rows: [] })).toBe(409);
    const bob = await enrolled('bob');
    expect(await put('/v1/strategies/alpha', { ...facts, totalReturn: 9 }, bob)).toBe(403);
    expect(await put('/v1/strategies/alpha/signals', { ...signals, date: '2025-06-04' }, bob)).toBe(403);
    expect(await (await ask('/v1/strategies', bob)).json()).toEqual([{ ...facts, signalsMadeAt: signals.madeAt }]);
    const read = (await (await ask('/v1/strategies/alpha/signals', bob)).json()) as { signals: object; contentId: string; signature: string };
    expect(read.signals).toEqual(signals);
    expect(isSignedBy(bob.key, signedSignalsText(read.contentId), read.signature)).toBe(true);
    expect(isSignedBy(alice.key, signedSignalsText(read.contentId), read.signature)).toBe(false);
  });

  it('describes all of it in one document, and shows the page of curves', async () => {
    const document = (await (await ask('/openapi.json', null)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths).filter((path) => path.startsWith('/v1/')).toSorted()).toEqual([
      '/v1/accounts',
      '/v1/accounts/{terminal}/{account}/{mode}/equity',
      '/v1/strategies',
      '/v1/strategies/{strategy}',
      '/v1/strategies/{strategy}/signals',
      '/v1/terminals',
      '/v1/terminals/{terminal}/accounts/{account}/{mode}',
      '/v1/terminals/{terminal}/items/{seq}',
    ]);
    const page = await ask('/', null);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(await page.text()).toContain('账户曲线');
  });
});

/** A way to a cloud on which requests and answers get lost, come twice, late, or as errors. */
class Road {
  mishaps = 0;
  readonly #server: Server;
  readonly #random = seededRandom(5);

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(url: string): Promise<Road> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        void (async () => {
          const forward = (): Promise<Response> =>
            fetch(`${url}${request.url ?? ''}`, {
              method: request.method ?? 'GET',
              headers: request.headers as Record<string, string>,
              ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
            });
          const fate = road.roll();
          if (fate === 'lostRequest') return response.destroy();
          const answer = await forward();
          if (fate === 'twice') await forward();
          if (fate === 'late') await once(response, 'close');
          if (fate === 'lostAnswer') return response.destroy();
          if (fate === 'error') return response.writeHead(500).end('{}');
          return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
        })();
      });
    });
    const road = new Road(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return road;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  roll(): 'late' | 'lostRequest' | 'lostAnswer' | 'twice' | 'error' | 'fine' {
    const dice = this.#random();
    if (dice < 0.6) this.mishaps += 1;
    if (dice < 0.05) return 'late';
    if (dice < 0.15) return 'lostRequest';
    if (dice < 0.3) return 'lostAnswer';
    if (dice < 0.45) return 'twice';
    return dice < 0.6 ? 'error' : 'fine';
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
