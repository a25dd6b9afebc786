import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '../../core/kernel/result.ts';
import { type TicketInput } from '../preload/contract.ts';
import { type PaperControl, type PlaybackControl } from '../terminal/session.ts';
import { FakeSession, PINGAN, aQuote } from '../terminal/view/session.fixture.ts';
import { SessionView } from '../terminal/view/session-view.ts';
import { OrderTokens } from './order-tokens.ts';
import { AccessDesk } from './access/access.fixture.ts';
import { tradingHandlers } from './trading-handlers.ts';

const ticket: TicketInput = { instrument: '000001.SZ', side: 'buy', type: 'limit', price: 100_000, quantity: 100 };
const done = { ok: true, value: null };
const TRADER = 'trader';
let session: FakeSession;
let handlers: ReturnType<typeof tradingHandlers>;

beforeEach(() => {
  session = new FakeSession();
  handlers = tradingHandlers({ session, view: new SessionView(session, () => 0), tokens: new OrderTokens(() => 0), access: new AccessDesk().access });
});

describe('commands', () => {
  it('go to the session in the trader’s name', async () => {
    expect(await handlers.approveLines({ ids: ['L1', 'L2'] })).toEqual(done);
    expect(await handlers.setPauses({ buys: true, sells: false })).toEqual(done);
    const style = { style: 'callAuction', offset: 2_000_000, then: { style: 'limit', price: null } } as const;
    expect(await handlers.editLine({ id: 'L1', quantity: 300, style })).toEqual(done);
    expect(await handlers.cancelAll({})).toEqual(done);
    expect(session.commands).toEqual([
      { command: { type: 'approveLines', lineIds: ['L1', 'L2'] }, by: TRADER },
      { command: { type: 'setPauses', pauses: { buys: true, sells: false } }, by: TRADER },
      { command: { type: 'editLine', lineId: 'L1', plannedQuantity: 300, style }, by: TRADER },
      { command: { type: 'cancelAll' }, by: TRADER },
    ]);
  });

  it('give back why the session refused', async () => {
    session.command = () => refuse('line.notFound', { lineId: 'L9' });
    expect(await handlers.skipLine({ id: 'L9' })).toEqual({ ok: false, error: { code: 'line.notFound', params: { lineId: 'L9' } } });
  });
});

describe('row 15: an order from the ticket', () => {
  it('needs the token of its preview', async () => {
    expect(await handlers.placeOrder({ ticket, token: 'forged' })).toMatchObject({ error: { code: 'ticket.tokenUnknown' } });
    expect(session.commands).toEqual([]);
  });

  it('is sent once, however often it is confirmed', async () => {
    const preview = await handlers.previewTicket(ticket);
    const token = preview.ok ? preview.value.token : '';
    const place = async (): Promise<boolean> => (await handlers.placeOrder({ ticket, token })).ok;
    expect(await Promise.all([place(), place(), place()])).toEqual([true, false, false]);
    expect(session.commands).toEqual([{ command: { type: 'placeOrder', ticket, token }, by: TRADER }]);
  });

  it('of an instrument that no exchange has is refused', async () => {
    expect(await handlers.previewTicket({ ...ticket, instrument: '999999.SH' })).toMatchObject({
      error: { code: 'instrument.unknownCode' },
    });
  });
});

describe('playback', () => {
  const control: PlaybackControl = {
    playing: true,
    speed: 80,
    play: vi.fn(),
    pause: vi.fn(),
    setSpeed: vi.fn(),
    jumpTo: vi.fn(),
  };

  it('is refused where the market is not ours to play', async () => {
    expect(await handlers.playback({ action: 'pause' })).toMatchObject({ error: { code: 'playback.notPlayed' } });
  });

  it('plays, pauses, changes speed and jumps', async () => {
    session.playback = control;
    for (const action of [{ action: 'play' }, { action: 'pause' }] as const) expect(await handlers.playback(action)).toEqual(done);
    await handlers.playback({ action: 'setSpeed', speed: 200 });
    await handlers.playback({ action: 'jumpTo', time: 34_200_000 });
    expect(control.setSpeed).toHaveBeenCalledWith(200);
    expect(control.jumpTo).toHaveBeenCalledWith(34_200_000);
  });

  it('goes to the next day where there is one', async () => {
    session.playback = control;
    expect(await handlers.playback({ action: 'nextDay' })).toMatchObject({ error: { code: 'playback.oneDayOnly' } });
    const paper: PaperControl = { ...control, goesOn: true, enterElsewhere: () => refuse('broker.cashShort'), nextDay: () => refuse('day.notSealed') };
    session.playback = paper;
    expect(await handlers.playback({ action: 'nextDay' })).toMatchObject({ error: { code: 'day.notSealed' } });
  });
});

it('answers with the watched instrument in depth', async () => {
  session.emit([], [aQuote(PINGAN, 101_000)]);
  expect(await handlers.watch({ instrument: PINGAN })).toMatchObject({ value: { watched: { quote: { last: 101_000 } }, rules: { tick: 100 } } });
  expect(await handlers.watch({ instrument: null })).toEqual(done);
});
