import { describe, expect, it } from 'vitest';
import { quantity, rate } from '../kernel/units.ts';
import { type ContinuousStyle, type ExecutionStyle } from '../plan/line.ts';
import { type StyleContext } from './style.ts';
import { boundedPrice } from './price.ts';
import { contextFor, openOrder, yuan } from './style.fixture.ts';
import { nextMove } from './next-move.ts';

const BEST_FIVE: ContinuousStyle = { style: 'bestFive', rest: 'cancel', bound: rate(3_000_000) };
const AUCTION: ExecutionStyle = { style: 'callAuction', offset: rate(2_000_000), then: BEST_FIVE };

function move(style: ExecutionStyle, change: Parameters<typeof contextFor>[0] = {}): ReturnType<typeof nextMove> {
  const context: StyleContext = contextFor(change);
  return nextMove(style, context);
}

describe('the worst price a line accepts', () => {
  const { reference } = contextFor({});
  const tick = yuan(0.01);

  it('is on the tick, on the safe side of the offset', () => {
    expect(boundedPrice('buy', yuan(60.03), rate(2_000_000), tick, reference)).toBe(yuan(61.23));
    expect(boundedPrice('sell', yuan(60.03), rate(2_000_000), tick, reference)).toBe(yuan(58.83));
  });

  it('stays within the day’s limits', () => {
    expect(boundedPrice('buy', yuan(65), rate(5_000_000), tick, reference)).toBe(yuan(66));
    expect(boundedPrice('sell', yuan(55), rate(5_000_000), tick, reference)).toBe(yuan(54));
  });
});

describe('call auction', () => {
  it('waits for the auction, then sends one limit order at its offset', () => {
    expect(move(AUCTION, { time: '09:10:00' })).toMatchObject({ kind: 'wait' });
    expect(move(AUCTION, { time: '09:20:30' })).toMatchObject({ kind: 'send', type: 'limit', price: yuan(61.2), quantity: 1_000 });
  });

  it('sells at the other side of the offset', () => {
    expect(move(AUCTION, { time: '09:15:00', side: 'sell' })).toMatchObject({ kind: 'send', price: yuan(58.8) });
  });

  it('withdraws what the auction left, once the exchange takes cancels', () => {
    const openOrders = [openOrder('09:15:00')];
    expect(move(AUCTION, { time: '09:27:00', openOrders, remaining: 0 })).toMatchObject({ kind: 'wait' });
    expect(move(AUCTION, { time: '09:30:00', openOrders, remaining: 0 })).toMatchObject({ kind: 'cancel', orderId: 'O1' });
  });

  it('does not withdraw an order whose fate is unknown', () => {
    const openOrders = [openOrder('09:15:00', 'unknown')];
    expect(move(AUCTION, { time: '09:30:00', openOrders, remaining: 0 })).toMatchObject({ kind: 'wait' });
  });

  it('approved too late for the auction, goes straight to the continuous session', () => {
    expect(move(AUCTION, { time: '10:00:00' })).toMatchObject({ kind: 'send', type: 'bestFiveCancel' });
    expect(move({ ...AUCTION, then: null }, { time: '10:00:00' })).toMatchObject({ kind: 'finish' });
  });
});

describe('limit', () => {
  it('takes its own price into an auction and into the continuous session', () => {
    const style: ContinuousStyle = { style: 'limit', price: yuan(59.5) };
    expect(move(style, { time: '09:16:00' })).toMatchObject({ kind: 'send', price: yuan(59.5) });
    expect(move(style, { time: '13:00:00' })).toMatchObject({ kind: 'send', price: yuan(59.5) });
    expect(move(style, { time: '12:00:00' })).toMatchObject({ kind: 'wait' });
  });

  it('without a price takes the best opposite one', () => {
    const style: ContinuousStyle = { style: 'limit', price: null };
    expect(move(style, { time: '10:00:00' })).toMatchObject({ kind: 'send', price: yuan(60.01) });
    expect(move(style, { time: '10:00:00', side: 'sell' })).toMatchObject({ kind: 'send', price: yuan(60) });
    expect(move(style, { time: '10:00:00', asks: [] })).toMatchObject({ kind: 'wait', reason: { code: 'style.noOpposite' } });
  });
});

describe('best five', () => {
  it('sends all of the rest when the five levels are within its bound', () => {
    expect(move(BEST_FIVE, {})).toEqual({ kind: 'send', type: 'bestFiveCancel', price: yuan(61.8), quantity: 1_000 });
  });

  it('sends only what stands within the bound', () => {
    const asks = [
      { price: yuan(61.79), volume: quantity(200) },
      { price: yuan(61.8), volume: quantity(300) },
      { price: yuan(61.81), volume: quantity(5_000) },
    ];
    expect(move(BEST_FIVE, { asks })).toMatchObject({ kind: 'send', quantity: 500 });
    expect(move(BEST_FIVE, { asks: asks.slice(2) })).toMatchObject({ kind: 'wait', reason: { code: 'style.beyondBound' } });
  });

  it('comes back only after the retry interval, and never beside an open order', () => {
    expect(move(BEST_FIVE, { endedAgoMs: 2_999 })).toMatchObject({ kind: 'wait' });
    expect(move(BEST_FIVE, { endedAgoMs: 3_000 })).toMatchObject({ kind: 'send' });
    expect(move(BEST_FIVE, { openOrders: [openOrder('10:00:00')] })).toMatchObject({ kind: 'wait' });
  });

  it('leaves its rest as a limit order where the exchange knows that, else takes what there is', () => {
    const keep: ContinuousStyle = { ...BEST_FIVE, rest: 'limit' };
    expect(move(keep, { instrument: '600519.SH' })).toMatchObject({ type: 'bestFiveLimit' });
    expect(move(keep, { instrument: '000333.SZ' })).toMatchObject({ type: 'bestFiveCancel' });
  });

  it('does not buy where nobody sells', () => {
    expect(move(BEST_FIVE, { asks: [] })).toMatchObject({ kind: 'wait', reason: { code: 'style.noOpposite' } });
  });
});
