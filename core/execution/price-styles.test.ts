import { describe, expect, it } from 'vitest';
import { quantity, rate } from '../kernel/units.ts';
import { type Order } from '../orders/order.ts';
import { type ClosingAuctionStyle, type ExecutionStyle, type IcebergStyle, type PeggedStyle } from '../plan/line.ts';
import { nextMove } from './next-move.ts';
import { type ContextChange, contextFor, openOrder, yuan } from './style.fixture.ts';

const PERCENT = 1_000_000;
const CLOSING: ClosingAuctionStyle = { style: 'closingAuction', from: 'last', offset: rate(2 * PERCENT), price: null };
const OPENING = { style: 'callAuction', offset: rate(2 * PERCENT), then: null } as const;
const PEGGED: PeggedStyle = { style: 'pegged', to: 'own', ticks: 0, bound: rate(3 * PERCENT), repriceMs: null };
const ICEBERG: IcebergStyle = { style: 'iceberg', shown: quantity(200), price: null, bound: rate(3 * PERCENT), refillAt: rate(0) };

function move(style: ExecutionStyle, change: ContextChange = {}): ReturnType<typeof nextMove> {
  return nextMove(style, contextFor(change));
}

function order(price: number, more: Partial<Order> = {}): Order {
  return { ...openOrder('09:59:00'), price: yuan(price), ...more };
}

describe('the price of an auction order', () => {
  const auction = { time: '09:16:00' };

  it.each<[string, Partial<Extract<ExecutionStyle, { style: 'callAuction' }>>, number]>([
    ['the reference price', {}, 61.2],
    ['limit-up, as it is', { from: 'limitUp' }, 66],
    ['limit-down, as it is', { from: 'limitDown' }, 54],
    ['the previous close', { from: 'prevClose' }, 61.2],
    ['a limit of its own', { from: 'limitUp', price: yuan(59.9) }, 59.9],
    ['a limit of its own, within the day’s', { price: yuan(70) }, 66],
  ])('opening: %s', (_, style, price) => {
    expect(move({ ...OPENING, ...style }, auction)).toMatchObject({ kind: 'send', type: 'limit', price: yuan(price), quantity: 1_000 });
  });

  it('is none where the day has no limit and the limit is asked for', () => {
    const context = contextFor(auction);
    const free = { ...context, reference: { ...context.reference, limitUp: yuan(0), limitDown: yuan(0) } };
    expect(nextMove({ ...OPENING, from: 'limitUp' }, free)).toMatchObject({ kind: 'wait', reason: { code: 'style.noLimitToday' } });
  });

  it('closing: from the last price', () => {
    expect(move(CLOSING, { time: '14:57:00' })).toMatchObject({ kind: 'send', type: 'limit', price: yuan(61.2) });
    expect(move({ ...CLOSING, from: 'limitDown' }, { time: '14:59:00', side: 'sell' })).toMatchObject({ price: yuan(54) });
  });
});

describe('closing auction', () => {
  it('waits for it, and is over when it is', () => {
    expect(move(CLOSING, { time: '10:00:00' })).toMatchObject({ kind: 'wait', reason: { code: 'style.awaitsAuction' } });
    expect(move(CLOSING, { time: '14:58:00', remaining: 0, openOrders: [openOrder('14:57:00')] })).toMatchObject({ reason: { code: 'style.orderWorking' } });
    expect(move(CLOSING, { time: '15:00:00' })).toMatchObject({ kind: 'finish', reason: { code: 'style.auctionOver' } });
  });

  it('is none where the exchange holds none', () => {
    expect(move(CLOSING, { instrument: '510300.SH' })).toMatchObject({ kind: 'finish', reason: { code: 'style.noClosingAuction' } });
  });
});

describe('pegged', () => {
  it('asks the best price, ticks off it, within the bound and the cage', () => {
    expect(move(PEGGED)).toMatchObject({ kind: 'send', type: 'limit', price: yuan(60) });
    expect(move({ ...PEGGED, to: 'opposite' })).toMatchObject({ price: yuan(60.01) });
    expect(move({ ...PEGGED, ticks: 3 })).toMatchObject({ price: yuan(60.03) });
    expect(move({ ...PEGGED, ticks: -3 }, { side: 'sell' })).toMatchObject({ price: yuan(60.04) });
    expect(move({ ...PEGGED, ticks: 1_000, bound: rate(50 * PERCENT) })).toMatchObject({ price: yuan(61.21) });
    expect(move({ ...PEGGED, ticks: 1_000, bound: rate(PERCENT) })).toMatchObject({ price: yuan(60.6) });
  });

  it('waits for a price and for the continuous session', () => {
    expect(move(PEGGED, { bids: [] })).toMatchObject({ reason: { code: 'style.noOwnSide' } });
    expect(move({ ...PEGGED, to: 'opposite' }, { asks: [] })).toMatchObject({ reason: { code: 'style.noOpposite' } });
    expect(move(PEGGED, { time: '12:00:00' })).toMatchObject({ reason: { code: 'style.awaitsContinuous' } });
  });

  it('stays where it is unless it is to follow', () => {
    expect(move(PEGGED, { openOrders: [order(59.9)], remaining: 0 })).toMatchObject({ reason: { code: 'style.orderWorking' } });
  });

  it('follows a best price that moved away, after its interval, by cancel first', () => {
    const chase = { ...PEGGED, repriceMs: 10_000 };
    expect(move(chase, { openOrders: [order(59.9)], remaining: 0 })).toMatchObject({ kind: 'cancel', orderId: 'O1', reason: { code: 'style.repriced', params: { from: yuan(59.9), to: yuan(60) } } });
    expect(move(chase, { time: '09:59:09', openOrders: [order(59.9)], remaining: 0 })).toMatchObject({ kind: 'wait' });
    expect(move(chase, { openOrders: [order(60.1)], remaining: 0 })).toMatchObject({ reason: { code: 'style.orderWorking' } });
    expect(move(chase, { openOrders: [order(59.9, { state: 'pendingCancel' })], remaining: 0 })).toMatchObject({ reason: { code: 'style.awaitsCancel' } });
    expect(move(chase, { openOrders: [order(59.9, { state: 'unknown' })], remaining: 0 })).toMatchObject({ reason: { code: 'style.awaitsOutcome' } });
  });

  it('does not follow beyond its bound', () => {
    const chase = { ...PEGGED, repriceMs: 10_000, bound: rate(0) };
    const bids = [{ price: yuan(60.5), volume: quantity(100) }];
    expect(move(chase, { bids, openOrders: [order(60)], remaining: 0 })).toMatchObject({ reason: { code: 'style.orderWorking' } });
  });
});

describe('iceberg', () => {
  it('shows a part, and the next when that is filled', () => {
    expect(move(ICEBERG)).toMatchObject({ kind: 'send', type: 'limit', price: yuan(60), quantity: 200 });
    expect(move(ICEBERG, { remaining: 100 })).toMatchObject({ quantity: 100 });
    expect(move(ICEBERG, { openOrders: [order(60, { quantity: quantity(200), filled: quantity(150) })], remaining: 800 })).toMatchObject({ reason: { code: 'style.orderWorking' } });
  });

  it('is refilled sooner where that is asked for', () => {
    const sooner = { ...ICEBERG, refillAt: rate(50 * PERCENT) };
    const shown = (filled: number): Order => order(60, { quantity: quantity(200), filled: quantity(filled) });
    expect(move(sooner, { openOrders: [shown(99)], remaining: 800 })).toMatchObject({ kind: 'wait' });
    expect(move(sooner, { openOrders: [shown(100)], remaining: 800 })).toMatchObject({ kind: 'cancel', reason: { code: 'style.refilled', params: { left: 100 } } });
    expect(move(sooner, { openOrders: [shown(100)], remaining: 0 })).toMatchObject({ kind: 'wait' });
  });

  it('never shows itself beyond its bound', () => {
    expect(move({ ...ICEBERG, price: yuan(61.81) })).toMatchObject({ reason: { code: 'style.priceBeyondBound' } });
    expect(move({ ...ICEBERG, price: yuan(61.8) })).toMatchObject({ kind: 'send', price: yuan(61.8) });
    expect(move(ICEBERG, { time: '14:58:00' })).toMatchObject({ reason: { code: 'style.awaitsContinuous' } });
  });
});
