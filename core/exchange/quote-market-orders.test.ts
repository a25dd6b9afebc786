import { describe, expect, it } from 'vitest';
import { Scenario } from './quote-exchange.fixture.ts';

const BIDS = [[9.98, 1000]] as const;
const ASKS = [
  [10, 100],
  [10.01, 200],
  [10.02, 300],
  [10.03, 400],
  [10.04, 500],
] as const;

function shown(bids: readonly (readonly [number, number])[], asks: readonly (readonly [number, number])[]): Scenario {
  return new Scenario({ volumeCap: '1' }).at('09:31:00').quote({ bids, asks, trades: [[10, 10_000]] });
}

describe('best five, rest cancelled (最优五档即时成交剩余撤销)', () => {
  it('takes five levels at their prices and cancels the rest', () => {
    const market = shown(BIDS, ASKS);
    market.buy(2000, 11, 'bestFiveCancel');
    expect(market.said()).toEqual([
      'O1 accepted',
      'O1 filled 100@10.00',
      'O1 filled 200@10.01',
      'O1 filled 300@10.02',
      'O1 filled 400@10.03',
      'O1 filled 500@10.04',
      'O1 cancelled exchange.restCancelled',
    ]);
    expect(market.cancel('O1').said()).toEqual(['O1 cancelRejected exchange.orderFinished']);
  });

  it('ends filled when there is enough', () => {
    const market = shown(BIDS, ASKS);
    market.buy(300, 11, 'bestFiveCancel');
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 100@10.00', 'O1 filled 200@10.01']);
  });

  it('stops at its protection price', () => {
    const market = shown(BIDS, ASKS);
    market.buy(2000, 10.01, 'bestFiveCancel');
    expect(market.said().slice(1)).toEqual([
      'O1 filled 100@10.00',
      'O1 filled 200@10.01',
      'O1 cancelled exchange.restCancelled',
    ]);
  });

  it('is cancelled at once when all levels are beyond its protection price', () => {
    const market = shown(BIDS, ASKS);
    market.buy(200, 9.99, 'bestFiveCancel');
    expect(market.said()).toEqual(['O1 accepted', 'O1 cancelled exchange.beyondProtection']);
  });

  it('is cancelled with a reason when nobody is on the other side', () => {
    const market = shown([[11, 9000]], []);
    market.buy(200, 11, 'bestFiveCancel');
    expect(market.said()).toEqual(['O1 accepted', 'O1 cancelled exchange.noOpposite']);
  });

  it('finds nobody where our own orders have taken all', () => {
    const market = shown(BIDS, [[10, 100]]);
    market.buy(100, 11, 'bestFiveCancel');
    market.buy(100, 11, 'bestFiveCancel');
    expect(market.said().slice(2)).toEqual(['O2 accepted', 'O2 cancelled exchange.noOpposite']);
  });
});

describe('best five, rest to limit (最优五档即时成交剩余转限价)', () => {
  it('leaves the rest at the price of its last fill', () => {
    const market = shown(BIDS, [[10, 100], [10.01, 200]]);
    market.buy(1000, 11, 'bestFiveLimit');
    market.later('09:31:03').quote({ bids: BIDS, asks: [[10.01, 500], [10.02, 900]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 100@10.00', 'O1 filled 200@10.01', 'O1 filled 500@10.01']);
    expect(market.cancel('O1').said()).toEqual(['O1 cancelled']);
  });

  it('stays at its own best when nothing filled', () => {
    const market = shown([[10.98, 500]], []);
    market.buy(1000, 11, 'bestFiveLimit');
    market.later('09:31:03').quote({ bids: [[10.97, 500]], asks: [[10.98, 300]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 300@10.98']);
  });

  it('is cancelled when both sides are empty', () => {
    const market = shown([], []);
    market.buy(1000, 11, 'bestFiveLimit');
    expect(market.said()).toEqual(['O1 accepted', 'O1 cancelled exchange.noOpposite']);
  });
});

describe('own best (本方最优) and opposite best (对手方最优)', () => {
  it('own best rests at the best bid, behind it', () => {
    const market = shown(BIDS, ASKS);
    market.buy(500, 11, 'ownBest');
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[9.98, 1200]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 200@9.98']);
  });

  it('own best is cancelled without an own side', () => {
    const market = shown([], [[9, 4000]]);
    market.buy(500, 9, 'ownBest');
    expect(market.said()).toEqual(['O1 accepted', 'O1 cancelled exchange.noOwnSide']);
  });

  it('opposite best takes the first level and leaves the rest there', () => {
    const market = shown(BIDS, ASKS);
    market.buy(500, 11, 'oppositeBest');
    market.later('09:31:03').quote({ bids: BIDS, asks: [[10, 300], [10.01, 200]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 100@10.00', 'O1 filled 300@10.00']);
  });

  it('opposite best never goes beyond its protection price', () => {
    const market = shown(BIDS, ASKS);
    market.buy(500, 9.99, 'oppositeBest');
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('opposite best is cancelled without an opposite side', () => {
    const market = shown([], [[9, 4000]]);
    market.sell(500, 9, 'oppositeBest');
    expect(market.said()).toEqual(['O1 accepted', 'O1 cancelled exchange.noOpposite']);
  });
});
