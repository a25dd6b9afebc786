import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { type Command } from '../../../core/oms/command.ts';
import { REQUEST_NAMES, type RequestName, type RequestPayload } from '../../preload/contract.ts';
import { FakeSession } from '../../terminal/view/session.fixture.ts';
import { SessionView } from '../../terminal/view/session-view.ts';
import { Gate, type Handlers } from '../gate.ts';
import { liquidationHandlers } from '../liquidation-handlers.ts';
import { OrderTokens } from '../order-tokens.ts';
import { policyHandlers } from '../policy-handlers.ts';
import { settlementHandlers } from '../settlement-handlers.ts';
import { SignalsDesk } from '../signals-desk.ts';
import { signalsHandlers } from '../signals-handlers.ts';
import { tradingHandlers } from '../trading-handlers.ts';
import { wordsOf } from '../words.ts';
import { AccessDesk } from './access.fixture.ts';
import { accessHandlers } from './access-handlers.ts';

vi.mock('electron', () => ({ dialog: {} }));

const SENDER = { senderFrame: { url: 'app://kaipan/index.html', parent: null }, sender: { id: 1 } } as never;
const ticket = { instrument: '000001.SZ', side: 'buy', type: 'limit', price: 100_000, quantity: 100 } as const;
const style = { style: 'limit', price: null } as const;
const line = { id: 'L1' };
const REASON = 'because';

/** A payload that the schemas take, for every request that leads to a command. */
const VALID: Partial<{ readonly [Name in RequestName]: RequestPayload<Name> }> = {
  approveLines: { ids: ['L1'] },
  editLine: { id: 'L1', quantity: 100, style },
  finishLine: line,
  forceLine: { id: 'L1', reason: REASON },
  overrideRule: { id: 'L1', rule: 'instrumentShare', reason: REASON },
  skipLine: line,
  restoreLine: line,
  pauseLine: line,
  resumeLine: line,
  holdLine: line,
  undo: {},
  armWatch: { watch: 'stopLoss', scope: 'account', of: '', setting: null },
  disarmWatch: { watch: 'stopLoss', scope: 'account', of: '' },
  pauseStrategy: { strategy: 'default' },
  resumeStrategy: { strategy: 'default' },
  previewTicket: ticket,
  placeOrder: { ticket, token: 't1' },
  cancelOrder: { id: 'O1' },
  cancelAll: {},
  previewLiquidation: { scope: { kind: 'all' }, style },
  liquidate: { scope: { kind: 'all' }, style, liftHolds: true, token: 't1' },
  importSignals: { token: 't1', skipBad: true, despite: false },
  playback: { action: 'jumpTo', time: 50_000_000 },
  resolveDifference: { resolution: 'accept', id: 'D1', reason: REASON },
  holdSeal: { held: true },
  sealDay: {},
  releaseDay: { reason: REASON },
};

/** What may come of a request that anyone makes. */
function onlyStops(command: Command): boolean {
  switch (command.type) {
    case 'pauseLine':
    case 'holdLine':
    case 'pauseStrategy':
    case 'cancelOrder':
    case 'cancelAll':
      return true;
    case 'setPauses':
      return command.pauses.buys !== false && command.pauses.sells !== false;
    case 'setTradingState':
      return command.state === 'halted';
    default:
      return false;
  }
}

function gateOf(session: FakeSession, { access }: AccessDesk): Gate {
  const tokens = new OrderTokens(() => 0);
  const parts = { session, access, tokens, window: () => null, words: () => wordsOf('en') };
  const desk = new SignalsDesk({ read: async () => ok([]) } as never);
  const handlers = {
    ...Object.fromEntries(REQUEST_NAMES.map((name) => [name, () => ok(null)])),
    ...tradingHandlers({ ...parts, view: new SessionView(session, () => 0) }),
    ...liquidationHandlers(parts),
    ...policyHandlers(parts),
    ...settlementHandlers(parts),
    ...signalsHandlers({ ...parts, desk }),
    ...accessHandlers(access),
  } as unknown as Handlers;
  return new Gate(handlers, { access, isOurWindow: () => true, fault: () => 'ref', now: () => 0 });
}

const hostile = fc.oneof(fc.anything(), fc.record({ id: fc.string(), token: fc.string(), ticket: fc.constant(ticket) }), fc.constant({}));
const payloads = fc.oneof(
  { arbitrary: fc.constantFrom<RequestName>(...REQUEST_NAMES).chain((name) => fc.tuple(fc.constant(name), fc.constant(VALID[name] ?? {}))), weight: 3 },
  { arbitrary: fc.tuple(fc.constantFrom<RequestName>(...REQUEST_NAMES), hostile), weight: 1 },
  {
    arbitrary: fc.tuple(fc.constant<RequestName>('setPauses'), fc.record({ buys: fc.boolean(), sells: fc.boolean() }, { requiredKeys: [] })),
    weight: 1,
  },
  {
    arbitrary: fc.tuple(
      fc.constant<RequestName>('setTradingState'),
      fc.record({ state: fc.constantFrom('active', 'reducingOnly', 'halted'), reason: fc.constant(REASON) }),
    ),
    weight: 1,
  },
);

describe('whatever is asked', () => {
  it.each([
    ['of a locked screen', async (desk: AccessDesk) => void desk.access.lock()],
    ['by a viewer', async (desk: AccessDesk) => desk.become('vera')],
  ])('%s, nothing but stopping and cancelling comes of it', async (_who, prepare) => {
    const desk = await AccessDesk.withUsers();
    await prepare(desk);
    const users = JSON.stringify(desk.kept);
    await fc.assert(
      fc.asyncProperty(fc.array(payloads, { maxLength: 20 }), async (requests) => {
        const session = new FakeSession();
        const gate = gateOf(session, desk);
        for (const [name, payload] of requests) await gate.request(name, SENDER, payload);
        expect(session.commands.filter(({ command }) => !onlyStops(command))).toEqual([]);
        expect(JSON.stringify(desk.kept)).toBe(users);
      }),
      { numRuns: 200 },
    );
  });

  it.each<readonly [RequestName, object]>([
    ['cancelAll', {}],
    ['cancelOrder', { id: 'O1' }],
    ['pauseLine', line],
    ['setPauses', { buys: true, sells: true }],
    ['setTradingState', { state: 'halted', reason: REASON }],
  ])('%s always gets through', async (name, payload) => {
    const desk = await AccessDesk.withUsers();
    desk.access.lock();
    const session = new FakeSession();
    expect(await gateOf(session, desk).request(name, SENDER, payload)).toMatchObject({ ok: true });
    expect(session.commands).toMatchObject([{ by: 'locked screen' }]);
  });

  it('a ticket that one person was shown is not sent by the next', async () => {
    const desk = await AccessDesk.withUsers();
    const session = new FakeSession();
    const tokens = new OrderTokens(() => 0);
    desk.access.onChange(() => tokens.forget());
    const handlers = tradingHandlers({ session, view: new SessionView(session, () => 0), tokens, access: desk.access });
    const preview = await handlers.previewTicket(ticket);
    await desk.become('tom');
    const token = preview.ok ? preview.value.token : '';
    expect(await handlers.placeOrder({ ticket, token })).toMatchObject({ error: { code: 'ticket.tokenUnknown' } });
    expect(session.commands).toEqual([]);
  });
});
