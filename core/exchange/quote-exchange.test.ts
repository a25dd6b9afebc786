import { describe, expect, it } from 'vitest';
import { Scenario } from './quote-exchange.fixture.ts';

const BIDS = [
  [9.99, 1000],
  [9.98, 2000],
] as const;
const ASKS = [
  [10, 500],
  [10.01, 700],
  [10.03, 900],
] as const;

/** A quiet main-board stock at 9.99/10.00 in the morning. */
function morning(options: ConstructorParameters<typeof Scenario>[0] = {}): Scenario {
  return new Scenario(options).at('09:31:00').quote({ bids: BIDS, asks: ASKS, trades: [[10, 10_000]] });
}

describe('a limit order that is marketable', () => {
  it('fills at once at the displayed prices, not at its own', () => {
    const market = morning();
    market.buy(1000, 10.05);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 500@10.00', 'O1 filled 500@10.01']);
  });

  it('takes no level beyond its limit and rests with what is left', () => {
    const market = morning();
    market.buy(1000, 10);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 500@10.00']);
    expect(market.cancel('O1').said()).toEqual(['O1 cancelled']);
  });

  it('does not get shares that an earlier order of ours took from this snapshot', () => {
    const market = morning();
    market.buy(400, 10);
    market.buy(400, 10);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 400@10.00', 'O2 accepted', 'O2 filled 100@10.00']);
  });

  it('finds taken shares still gone while the level stands unchanged and nothing trades', () => {
    const market = morning();
    market.buy(500, 10);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS });
    market.buy(500, 10);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 500@10.00', 'O2 accepted']);
    market.later('09:31:06').quote({ bids: BIDS, asks: [[10, 300]] });
    expect(market.said()).toEqual(['O2 filled 300@10.00']);
  });

  it('takes the same level again once trades have shown that it was filled up anew', () => {
    const market = morning();
    market.buy(500, 10);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[10, 200]] });
    market.buy(500, 10);
    expect(market.said().slice(2)).toEqual(['O2 accepted', 'O2 filled 500@10.00']);
  });

  it('sells into the bids, best first', () => {
    const market = morning();
    market.sell(1500, 9.98);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 1000@9.99', 'O1 filled 500@9.98']);
  });
});

describe('a limit order that rests', () => {
  it('waits until the queue ahead has traded, then gets the excess', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.99);
    market.later('09:31:03').quote({ bids: [[9.99, 200]], asks: ASKS, trades: [[9.99, 800]] });
    market.later('09:31:06').quote({ bids: [[9.99, 900]], asks: ASKS, trades: [[9.99, 300]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 100@9.99']);
  });

  it('never gets more than the volume cap of what traded, in whole lots', () => {
    const market = morning({ volumeCap: '0.25' });
    market.buy(1000, 9.99);
    market.later('09:31:03').quote({ bids: [[9.98, 100]], asks: [[10, 500]], trades: [[9.99, 3000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 700@9.99']);
  });

  it('fills at its own price when a trade went through it', () => {
    const market = morning();
    market.buy(1000, 9.99);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[9.97, 4000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 1000@9.99']);
  });

  it('fills at its own price from sellers who have come down to it, though nothing traded', () => {
    const market = morning();
    market.buy(1000, 9.99);
    market.later('09:31:03').quote({ bids: [[9.97, 100]], asks: [[9.98, 600]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 600@9.99']);
  });

  it('gets nothing from trades at the price above', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.98);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[9.99, 9000]] });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('tells the shares that traded at its price from the average when two prices traded', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(5000, 9.99);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[9.99, 1600], [10, 400]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 600@9.99']);
  });

  it('moves up when orders before it are cancelled, as far as that is certain', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.99);
    market.later('09:31:03').quote({ bids: [[9.99, 100]], asks: ASKS });
    market.later('09:31:06').quote({ bids: [[9.99, 100]], asks: ASKS, trades: [[9.99, 400]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 300@9.99']);
  });

  it('is first when it improves the best', () => {
    const market = morning({ volumeCap: '1' });
    market.later('09:31:03').quote({ bids: [[9.97, 1000]], asks: ASKS, trades: [[9.97, 100]] });
    market.buy(500, 9.98);
    market.later('09:31:06').quote({ bids: [[9.97, 1000]], asks: ASKS, trades: [[9.98, 400]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 400@9.98']);
  });

  it('beyond the five levels queues behind all that is shown once its level comes into view', () => {
    const five = [9.99, 9.98, 9.97, 9.96, 9.95].map((price) => [price, 100] as const);
    const market = new Scenario({ volumeCap: '1' }).at('09:31:00').quote({ bids: five, asks: ASKS, trades: [[10, 100]] });
    market.buy(500, 9.9);
    market.later('09:31:03').quote({ bids: [[9.9, 3000]], asks: [[9.95, 100]], trades: [[9.9, 5000]] });
    market.later('09:31:06').quote({ bids: [[9.9, 3000]], asks: [[9.95, 100]], trades: [[9.9, 3200]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 200@9.90']);
  });

  it('shares the tape among our own orders by price, then time', () => {
    const market = morning({ volumeCap: '0.5' });
    market.buy(300, 9.98);
    market.buy(300, 9.99);
    market.buy(300, 9.99);
    market.later('09:31:03').quote({ bids: [[9.96, 100]], asks: ASKS, trades: [[9.97, 1000]] });
    expect(market.said().slice(3)).toEqual(['O2 filled 300@9.99', 'O3 filled 200@9.99']);
  });

  it('counts what an earlier order of ours got as traded before the later one', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(300, 9.99);
    market.buy(300, 9.99);
    market.later('09:31:03').quote({ bids: BIDS, asks: ASKS, trades: [[9.99, 1500]] });
    expect(market.said().slice(2)).toEqual(['O1 filled 300@9.99', 'O2 filled 200@9.99']);
  });

  it('has no part in what traded before it was placed', () => {
    const market = morning({ volumeCap: '1' });
    market.later('09:31:10').buy(1000, 9.99);
    market.later('09:31:20').quote({ bids: [[9.97, 100]], asks: ASKS, trades: [[9.98, 1000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 500@9.99']);
  });

  it('sells an odd lot whole or not at all', () => {
    const market = morning({ volumeCap: '0.1' });
    market.sell(150, 10);
    market.later('09:31:03').quote({ bids: BIDS, asks: [], trades: [[10.05, 1400]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 100@10.00']);
    market.later('09:31:06').quote({ bids: BIDS, asks: [], trades: [[10.05, 500]] });
    expect(market.said()).toEqual(['O1 filled 50@10.00']);
  });

  it('expires at the end of the day', () => {
    const market = morning();
    market.buy(100, 9.9);
    expect(market.later('15:01:00').endOfDay().said()).toEqual(['O1 accepted', 'O1 expired']);
    expect(market.cancel('O1').said()).toEqual(['O1 cancelRejected exchange.orderFinished']);
  });
});

describe('at the price limits', () => {
  const sealed = { bids: [[11, 50_000]], asks: [] } as const;

  it('a buy at limit-up queues behind the bid and fills only through real trades', () => {
    const market = new Scenario({ volumeCap: '1' }).at('10:00:00').quote({ ...sealed, trades: [[11, 1000]] });
    market.buy(1000, 11);
    market.later('10:00:03').quote({ ...sealed, trades: [[11, 30_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
    market.later('10:00:06').quote({ ...sealed, trades: [[11, 20_400]] });
    expect(market.said()).toEqual(['O1 filled 400@11.00']);
  });

  it('a sell at limit-up fills at once', () => {
    const market = new Scenario().at('10:00:00').quote({ ...sealed, trades: [[11, 1000]] });
    market.sell(1000, 11);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 1000@11.00']);
  });

  it('a sell at limit-down queues, a buy fills at once', () => {
    const market = new Scenario().at('10:00:00').quote({ bids: [], asks: [[9, 50_000]], trades: [[9, 1000]] });
    market.sell(1000, 9);
    market.buy(1000, 9.1);
    expect(market.said()).toEqual(['O1 accepted', 'O2 accepted', 'O2 filled 1000@9.00']);
  });
});

describe('a suspended instrument', () => {
  it('fills nothing without a quote', () => {
    const market = new Scenario().at('10:00:00');
    market.buy(100, 10);
    market.buy(100, 10, 'bestFiveCancel');
    expect(market.said()).toEqual(['O1 accepted', 'O2 accepted', 'O2 cancelled exchange.noOpposite']);
  });

  it('fills nothing on an empty book', () => {
    const market = new Scenario().at('10:00:00').quote({});
    market.buy(100, 10);
    market.later('10:00:03').quote({}).later('10:00:06').quote({});
    expect(market.said()).toEqual(['O1 accepted']);
  });
});

describe('a bad feed', () => {
  it('gives no fills when the volume goes backwards, and says so', () => {
    const market = morning();
    market.buy(500, 9.99);
    market.said();
    market.later('09:31:03');
    const good = market.snapshot({ bids: [[9.9, 100]], asks: [[9.91, 9000]] });
    market.exchange.quote({ ...good, volume: 0 as typeof good.volume });
    expect(market.said()).toEqual([]);
    expect(market.exchange.drainProblems()).toMatchObject([{ code: 'feed.volumeBackwards', before: 10_000, after: 0 }]);
    expect(market.exchange.drainProblems()).toEqual([]);
  });

  it('does not take a turnover rounded to the yuan for a trade through the price', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.99);
    market.later('09:31:03');
    const snapshot = market.snapshot({ bids: BIDS, asks: ASKS, trades: [[9.99, 900]] });
    market.exchange.quote({ ...snapshot, turnover: (snapshot.turnover - 9_000) as typeof snapshot.turnover });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('gives no fills while it shows an auction in the middle of the morning', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.99);
    market.later('09:31:03').quote({ trades: [[9.9, 4000]], auction: { price: 9.9, matched: 1000 } });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('takes the last price for the average when turnover makes no sense', () => {
    const market = morning({ volumeCap: '1' });
    market.buy(500, 9.99);
    market.later('09:31:03');
    const snapshot = market.snapshot({ bids: BIDS, asks: ASKS, trades: [[10, 4000]] });
    market.exchange.quote({ ...snapshot, turnover: (snapshot.turnover - 4000 * 90_000) as typeof snapshot.turnover });
    expect(market.said()).toEqual(['O1 accepted']);
  });
});

describe('cancels', () => {
  it('are answered for finished, unknown and repeated orders', () => {
    const market = morning();
    market.buy(500, 10);
    market.buy(500, 9.9);
    market.said();
    market.cancel('O1').cancel('O7').cancel('O2').cancel('O2');
    expect(market.said()).toEqual([
      'O1 cancelRejected exchange.orderFinished',
      'O7 cancelRejected exchange.unknownOrder',
      'O2 cancelled',
      'O2 cancelRejected exchange.orderFinished',
    ]);
  });
});

describe('reports', () => {
  it('carry ids that depend on date, tag and count alone, and times that never go back', () => {
    const market = morning();
    market.buy(1000, 10.01);
    const reports = market.exchange.drain();
    expect(reports.map(({ reportId }) => reportId)).toEqual([
      'R20240603-test-00001',
      'R20240603-test-00002',
      'R20240603-test-00003',
    ]);
    expect(reports.flatMap((report) => (report.kind === 'filled' ? [report.fillId] : []))).toEqual([
      'F20240603-test-00001',
      'F20240603-test-00002',
    ]);
  });
});
