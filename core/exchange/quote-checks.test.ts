import { describe, expect, it } from 'vitest';
import { type EpochMs } from '../kernel/time.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { Scenario, request, yuan } from './quote-exchange.fixture.ts';

const BOOK = { bids: [[9.99, 1000]], asks: [[10, 500]], trades: [[10, 100]] } as const;

function said(market: Scenario, act: (market: Scenario) => void): string[] {
  act(market);
  return market.said();
}

describe('what the exchange refuses', () => {
  it.each([
    ['before 09:15', '09:14:59', 'exchange.notOpen'],
    ['in the Shanghai pause', '09:26:00', 'exchange.notOpen'],
    ['over lunch', '12:00:00', 'exchange.notOpen'],
    ['after the close', '15:00:00', 'exchange.notOpen'],
  ])('orders %s', (_, time, code) => {
    expect(said(new Scenario().at(time), (market) => market.buy(100, 10))).toEqual([`O1 rejected ${code}`]);
  });

  it.each([
    ['a price off the tick', 100, 10.005, 'exchange.offTick'],
    ['no price', 100, 0, 'exchange.offTick'],
    ['a price above limit-up', 100, 11.01, 'exchange.priceLimit'],
    ['a price below limit-down', 100, 8.99, 'exchange.priceLimit'],
    ['a price outside the cage', 100, 10.21, 'exchange.priceCage'],
    ['less than a lot', 50, 10, 'exchange.quantity'],
    ['a broken lot', 150, 10, 'exchange.quantity'],
    ['no shares', 0, 10, 'exchange.quantity'],
    ['more than the maximum', 1_000_100, 10, 'exchange.aboveMaximum'],
  ])('%s', (_, shares, price, code) => {
    const market = new Scenario().at('10:00:00').quote(BOOK);
    expect(said(market, () => market.buy(shares, price))).toEqual([`O1 rejected ${code}`]);
  });

  it('market orders in a call auction', () => {
    const market = new Scenario().at('09:16:00');
    expect(said(market, () => market.buy(100, 11, 'bestFiveCancel'))).toEqual(['O1 rejected exchange.orderType']);
  });

  it('an order id that it has seen', () => {
    const market = new Scenario().at('10:00:00').quote(BOOK);
    market.buy(100, 9.9);
    market.again(100, 9.9);
    expect(market.said()).toEqual(['O1 accepted', 'O1 rejected exchange.duplicateOrder']);
  });

  it('instruments without rules', () => {
    const market = new Scenario().at('10:00:00');
    market.exchange.submit(request('O1', '600001.SH' as InstrumentId, 'buy', 100, yuan(10)), 0 as EpochMs);
    expect(market.said()).toEqual(['O1 rejected exchange.unknownInstrument']);
  });
});

describe('what the exchange takes', () => {
  it('STAR orders of 200 shares and more, one by one', () => {
    const market = new Scenario({ instrument: '688001.SH' }).at('10:00:00');
    market.buy(199, 10);
    market.buy(201, 10);
    expect(market.said()).toEqual(['O1 rejected exchange.quantity', 'O2 accepted']);
  });

  it('the sale of an odd lot: whether it is sold whole only the broker knows', () => {
    const market = new Scenario().at('10:00:00');
    expect(said(market, () => market.sell(37, 10))).toEqual(['O1 accepted']);
  });

  it('orders in the Shenzhen pause', () => {
    const market = new Scenario({ instrument: '000001.SZ' }).at('09:26:00');
    expect(said(market, () => market.buy(100, 10))).toEqual(['O1 accepted']);
  });

  it('any price on a day without limits', () => {
    const market = new Scenario({ instrument: '110059.SH', date: '2021-06-01', prevClose: 100 }).at('10:00:00');
    expect(said(market, () => market.buy(10, 300))).toEqual(['O1 accepted']);
  });
});
