import { describe, expect, it } from 'vitest';
import { type LineId, type OrderId } from '../kernel/ids.ts';
import { quantity } from '../kernel/units.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { rebuild } from './state/rebuild.ts';

function continuous(desk: Desk): Desk {
  desk.at('09:30:00');
  return desk;
}

describe('nothing leaves before it is durable', () => {
  it('has the intent in the journal when the broker sees the order', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(1);
    const { order, journalled } = desk.sent[0] ?? {};
    expect(desk.events.slice(0, journalled)).toContainEqual(expect.objectContaining({ type: 'orderIntended', order }));
  });

  it('sends nothing and knows nothing of the order when the disk refuses', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.failing = true;
    expect(() => desk.quote(MIDEA, 59.99, 60)).toThrow('disk full');
    expect(desk.sent).toHaveLength(0);
    expect(desk.oms.state.orders.size).toBe(0);
  });
});

describe('never twice', () => {
  it('takes a repeated report once', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    const { id } = desk.lastOrder();
    const filled = { kind: 'filled', fillId: 'F1' as never, price: yuan(60), quantity: quantity(100) } as const;
    desk.report(id, filled, 'R-same');
    desk.report(id, filled, 'R-same');
    desk.report(id, filled, 'R-other');
    expect(desk.oms.state.fills).toHaveLength(1);
    expect(desk.oms.state.ledger.positions.get(MIDEA)?.quantity).toBe(100);
  });

  it('makes one order of one ticket token, however often Enter is pressed', () => {
    const desk = continuous(new Desk());
    desk.quote(MIDEA, 59.99, 60);
    const ticket = { instrument: MIDEA, side: 'buy', type: 'limit', price: yuan(60), quantity: quantity(100) } as const;
    expect(desk.do({ type: 'placeOrder', ticket, token: 't1' }).ok).toBe(true);
    const second = desk.do({ type: 'placeOrder', ticket, token: 't1' });
    expect(second).toMatchObject({ ok: false, error: { code: 'ticket.alreadySent' } });
    expect(desk.sent).toHaveLength(1);
  });

  it('does not send a line again while the fate of its order is open', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    desk.quote(MIDEA, 59.98, 59.99);
    desk.quote(MIDEA, 59.97, 59.98);
    expect(desk.sent).toHaveLength(1);
  });
});

describe('never silently', () => {
  it('keeps every verdict of a denied ticket and tells the trader which rule it was', () => {
    const desk = continuous(new Desk({ cash: 1_000 }));
    desk.quote(MIDEA, 59.99, 60);
    const ticket = { instrument: MIDEA, side: 'buy', type: 'limit', price: yuan(60), quantity: quantity(100) } as const;
    const outcome = desk.do({ type: 'placeOrder', ticket, token: 't1' });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'cash.short', params: { available: 1_000_0000 } } });
    expect(desk.types().slice(-3)).toEqual(['commandGiven', 'orderDenied', 'commandRefused']);
    expect(desk.sent).toHaveLength(0);
    const [order] = desk.oms.state.orders.values();
    expect(order?.state).toBe('denied');
  });

  it('says once why a line waits, not at every quote', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    for (let n = 0; n < 5; n += 1) desk.quote(MIDEA, 65.5, 65.6);
    const reasons = desk.events.flatMap((event) => (event.type === 'lineWaiting' ? [event.reason.code] : []));
    expect(reasons).toEqual(['style.noOpposite', 'style.beyondBound']);
  });
});

describe('the human is in command', () => {
  it('sends nothing for a plan that nobody approved', () => {
    const desk = continuous(new Desk());
    desk.propose({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(0);
  });

  it('approves a plan by itself only where the account says so', () => {
    const config = { ...DEFAULT_CONFIG, plan: { ...DEFAULT_CONFIG.plan, approval: 'automatic' } } as const;
    const desk = continuous(new Desk({ config }));
    desk.propose({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(1);
  });

  it('holds buys, sells and single lines back while they are paused', () => {
    const desk = continuous(new Desk({ positions: [holding(MAOTAI, 200, 1700)] }));
    desk.plan({ [MIDEA]: 20, [MAOTAI]: 0 });
    desk.do({ type: 'setPauses', pauses: { sells: true } });
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    expect(desk.oms.state.pauses).toEqual({ buys: true, sells: true, strategies: [] });
    desk.do({ type: 'setPauses', pauses: { sells: false } });
    desk.do({ type: 'pauseLine', lineId: desk.line(MAOTAI).id });
    desk.quote(MIDEA, 59.99, 60);
    desk.quote(MAOTAI, 1699, 1700);
    expect(desk.sent).toHaveLength(0);
    desk.do({ type: 'setPauses', pauses: { buys: false, sells: false } });
    desk.do({ type: 'resumeLine', lineId: desk.line(MAOTAI).id });
    expect(desk.sent.map(({ order }) => order.side).toSorted()).toEqual(['buy', 'sell']);
  });

  it('pauses the line whose order a person cancels, or it would be sent again', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    const { id } = desk.lastOrder();
    desk.report(id, { kind: 'accepted' });
    expect(desk.do({ type: 'cancelOrder', orderId: id }).ok).toBe(true);
    expect(desk.cancels).toEqual([id]);
    desk.report(id, { kind: 'cancelled', reason: null });
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(1);
    expect(desk.line(MIDEA)['paused']).toBe(true);
  });

  it('cancels all open orders also when the account is halted', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 59.99, 60);
    desk.report('O-nobody-knows' as OrderId, { kind: 'accepted' });
    expect(desk.oms.state.halted).toMatchObject({ code: 'report.foreignOrder' });
    expect(desk.do({ type: 'cancelAll' }).ok).toBe(true);
    expect(desk.cancels).toHaveLength(1);
    desk.at('09:40:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(1);
  });

  it('lets approvals lapse at the set time', () => {
    const desk = continuous(new Desk());
    desk.do({ type: 'setPauses', pauses: { buys: true, sells: true } });
    desk.plan({ [MIDEA]: 50 });
    desk.at('14:57:00');
    expect(desk.line(MIDEA)).toMatchObject({ state: 'expired', reason: { code: 'plan.approvalExpired' } });
    const late = desk.do({ type: 'approveLines', lineIds: [desk.line(MIDEA).id] });
    expect(late).toMatchObject({ ok: false, error: { code: 'plan.approvalExpired' } });
  });
});

describe('working a line', () => {
  it('goes into the opening auction and takes the rest to the continuous session', () => {
    const desk = new Desk();
    desk.plan({ [MIDEA]: 50 });
    desk.at('09:15:00');
    const auction = desk.lastOrder();
    expect(auction).toMatchObject({ type: 'limit', price: yuan(61.2), quantity: 8_300 });
    desk.report(auction.id, { kind: 'accepted' });
    desk.at('09:25:00');
    desk.fill(auction.id, 5_000, yuan(60.5));
    desk.at('09:30:00');
    expect(desk.cancels).toEqual([auction.id]);
    desk.report(auction.id, { kind: 'cancelled', reason: null });
    desk.at('09:30:05');
    desk.quote(MIDEA, 60.4, 60.5);
    expect(desk.lastOrder()).toMatchObject({ type: 'bestFiveCancel', quantity: 3_300 });
    desk.fill(desk.lastOrder().id, 3_300, yuan(60.5));
    expect(desk.line(MIDEA)).toMatchObject({ state: 'done', filled: 8_300, reason: { code: 'line.filled' } });
  });

  it('gives up what the auction leaves when the line says so', () => {
    const desk = new Desk({
      config: { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: { style: 'callAuction', offset: 2_000_000 as never, then: null } } },
    });
    desk.plan({ [MIDEA]: 50 });
    desk.at('09:15:00');
    const { id } = desk.lastOrder();
    desk.report(id, { kind: 'accepted' });
    desk.at('09:30:00');
    desk.report(id, { kind: 'cancelled', reason: null });
    expect(desk.line(MIDEA)).toMatchObject({ state: 'done', filled: 0, reason: { code: 'style.auctionOver' } });
  });

  it('splits what is larger than the exchange takes in one order', () => {
    const desk = new Desk({ cash: 200_000_000 });
    desk.list(MIDEA, 60);
    desk.plan({ [MIDEA]: 100 });
    desk.at('09:15:00');
    const quantities = desk.sent.map(({ order }) => order.quantity);
    expect(quantities.slice(0, 3)).toEqual([1_000_000, 1_000_000, 1_000_000]);
    const total = quantities.reduce((sum, shares) => sum + shares, 0);
    expect(total).toBeLessThanOrEqual(desk.line(MIDEA).plannedQuantity);
  });

  it('waits for the proceeds of sells rather than buying a fragment', () => {
    const desk = new Desk({ cash: 10_000, positions: [holding(MAOTAI, 100, 1700)] });
    desk.plan({ [MIDEA]: 90, [MAOTAI]: 0 });
    desk.at('09:15:00');
    expect(desk.sent.map(({ order }) => order.side)).toEqual(['sell']);
    expect(desk.line(MIDEA)['reason']).toMatchObject({ code: 'cash.short' });
    desk.at('09:25:00');
    desk.fill(desk.lastOrder().id, 100, yuan(1700));
    desk.at('09:30:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.lastOrder()).toMatchObject({ side: 'buy', instrument: MIDEA });
  });

  it('ends every open line at the close with what was left and what it waited for', () => {
    const desk = continuous(new Desk());
    desk.plan({ [MIDEA]: 50 });
    desk.quote(MIDEA, 65.5, 65.6);
    desk.oms.closeDay();
    expect(desk.line(MIDEA)).toMatchObject({
      state: 'expired',
      reason: { code: 'line.dayEnded', params: { remaining: 8_300, waitedFor: 'style.beyondBound' } },
    });
  });
});

describe('a state that is nothing but its journal', () => {
  it('is rebuilt from the records, to the last index', () => {
    const desk = new Desk({ positions: [holding(MAOTAI, 200, 1700)] });
    desk.plan({ [MIDEA]: 50, [MAOTAI]: 10 });
    desk.at('09:15:00');
    for (const { order } of desk.sent) desk.report(order.id, { kind: 'accepted' });
    const [first] = desk.sent;
    if (first !== undefined) desk.fill(first.order.id, 100, yuan(1700));
    desk.do({ type: 'setPauses', pauses: { buys: true, sells: false } });
    desk.do({ type: 'cancelAll' });
    desk.do({ type: 'pauseLine', lineId: 'L-nothing' as LineId });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });
});
