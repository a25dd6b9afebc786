import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../core/kernel/result.ts';
import { REQUEST_NAMES, type RequestName } from '../preload/contract.ts';
import { requestSchemas } from '../preload/schemas.ts';
import { AccessDesk } from './access/access.fixture.ts';
import { type Handlers, Gate, type Sender } from './gate.ts';

const OUR_WINDOW = 7;
const PAGE = 'app://kaipan/index.html';
const ticket = { instrument: '600519.SH', side: 'buy', type: 'limit', price: 17_000_000, quantity: 100 };

let called: RequestName[];
let handlers: Handlers;
let gate: Gate;
let now: number;
const fault = vi.fn(() => 'ref-1');

function from(url: string | null, parent: object | null = null, id = OUR_WINDOW): Sender {
  const senderFrame = url === null ? null : { url, parent };
  return { senderFrame, sender: { id } } as Sender;
}
const ours = from(PAGE);

beforeEach(() => {
  called = [];
  now = 0;
  fault.mockClear();
  const answer = (name: RequestName) => (): unknown => {
    called.push(name);
    return ok(null);
  };
  handlers = Object.fromEntries(REQUEST_NAMES.map((name) => [name, answer(name)])) as unknown as Handlers;
  gate = new Gate(handlers, { access: new AccessDesk().access, isOurWindow: (id) => id === OUR_WINDOW, fault, now: () => now });
});

describe('row 12: who may ask', () => {
  it('the top frame of our window on our page', async () => {
    expect(await gate.request('cancelAll', ours, {})).toEqual({ ok: true, value: null });
    expect(called).toEqual(['cancelAll']);
  });

  it.each([
    ['a frame that is gone', from(null)],
    ['a frame inside the page', from(PAGE, { url: PAGE })],
    ['another origin', from('https://evil.com/index.html')],
    ['an origin that begins like ours', from('app://kaipan.evil/index.html')],
    ['a file', from('file:///index.html')],
    ['a blank page', from('about:blank')],
    ['a page without address', from('')],
    ['contents that are not our window', from(PAGE, null, 8)],
  ])('not %s', async (_who, sender) => {
    for (const name of REQUEST_NAMES) {
      expect(await gate.request(name, sender, {})).toEqual({ ok: false, error: { code: 'ipc.badSender', params: {} } });
    }
    expect(called).toEqual([]);
  });
});

describe('row 13: what may be asked', () => {
  it('names the field that is wrong', async () => {
    const answer = await gate.request('placeOrder', ours, { ticket: { ...ticket, quantity: -1 }, token: 't' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.badPayload', params: { field: 'ticket.quantity' } } });
    expect(called).toEqual([]);
  });

  it('refuses what is too large before looking into it', async () => {
    const parse = vi.spyOn(requestSchemas.approveLines, 'safeParse');
    const answer = await gate.request('approveLines', ours, { ids: Array.from({ length: 100_000 }, () => 'L1') });
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.tooLarge' } });
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('takes a file of its full size, and not one byte more', async () => {
    const file = (bytes: number): object => ({ name: 'signals.csv', bytes: new Uint8Array(bytes) });
    expect(await gate.request('checkSignals', ours, file(8 * 1024 * 1024))).toMatchObject({ ok: true });
    expect(await gate.request('checkSignals', ours, file(8 * 1024 * 1024 + 1))).toMatchObject({ ok: false });
    expect(await gate.request('checkSignals', ours, file(64 * 1024 * 1024))).toMatchObject({ error: { code: 'ipc.tooLarge' } });
  });

  it('never lets random values reach a handler whose schema does not take them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...REQUEST_NAMES), fc.anything({ withMap: true, withDate: true }), async (name, payload) => {
        now += 1_000;
        called = [];
        const taken = requestSchemas[name].safeParse(payload).success;
        const answer = await gate.request(name, ours, payload);
        expect(answer.ok).toBe(taken);
        expect(called).toEqual(taken ? [name] : []);
      }),
      { numRuns: 500 },
    );
  });
});

describe('row 15: orders no faster than a person gives them', () => {
  it('lets five orders a second through', async () => {
    const place = (): Promise<unknown> => gate.request('placeOrder', ours, { ticket, token: 't' });
    for (let n = 0; n < 5; n += 1) expect(await place()).toMatchObject({ ok: true });
    expect(await place()).toMatchObject({ ok: false, error: { code: 'ipc.tooFast', params: { limit: 5 } } });
    now += 1_000;
    expect(await place()).toMatchObject({ ok: true });
  });

  it.each(['cancelAll', 'setPauses', 'cancelOrder', 'pauseLine'] as const)('never holds %s back', async (name) => {
    const payloads = { cancelAll: {}, setPauses: { buys: true, sells: true }, cancelOrder: { id: 'O1' }, pauseLine: { id: 'L1' } };
    for (let n = 0; n < 200; n += 1) await gate.request(name, ours, payloads[name]);
    expect(called).toHaveLength(200);
  });
});

describe('faults of ours', () => {
  it('are answered with a reference and nothing of their text', async () => {
    const failing = { ...handlers, snapshot: () => Promise.reject(new Error('/home/trader/secret')) };
    const broken = new Gate(failing, { access: new AccessDesk().access, isOurWindow: () => true, fault, now: () => now });
    expect(await broken.request('snapshot', ours, {})).toEqual({
      ok: false,
      error: { code: 'ipc.internal', params: { reference: 'ref-1' } },
    });
    expect(fault).toHaveBeenCalledWith(expect.any(Error), 'snapshot');
  });
});
