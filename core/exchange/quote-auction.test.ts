import { describe, expect, it } from 'vitest';
import { Scenario } from './quote-exchange.fixture.ts';

const BOOK = { bids: [[10, 400]], asks: [[10.02, 900]] } as const;

/** An opening call whose last indicative price is 10.00. */
function openingCall(options: ConstructorParameters<typeof Scenario>[0] = {}): Scenario {
  return new Scenario(options).at('09:16:00').quote({ auction: { price: 10, matched: 9000, unmatched: ['sell', 300] } });
}

describe('the opening call auction', () => {
  it('fills a better limit at the auction price, up to the volume cap', () => {
    const market = openingCall();
    market.buy(5000, 10.2);
    market.later('09:24:57').quote({ auction: { price: 10.05, matched: 9000 } });
    market.at('09:25:00').quote({ ...BOOK, trades: [[10.01, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 2500@10.01']);
  });

  it('leaves a worse limit unfilled, and in the book for the continuous session', () => {
    const market = openingCall({ volumeCap: '1' });
    market.buy(500, 10);
    market.at('09:25:03').quote({ ...BOOK, trades: [[10.01, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
    market.at('09:30:00').later('09:30:03').quote({ bids: [[10, 100]], asks: [[10.01, 100]], trades: [[10, 600]] });
    expect(market.said()).toEqual(['O1 filled 200@10.00']);
  });

  it('fills an equal limit only from what stayed unmatched on the other side', () => {
    const market = openingCall();
    market.buy(500, 10);
    market.buy(500, 10);
    market.at('09:25:03').quote({ bids: [[9.98, 100]], asks: [[10, 700]], trades: [[10, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O2 accepted', 'O1 filled 500@10.00', 'O2 filled 200@10.00']);
  });

  it('fills no equal limit when the own side was left over', () => {
    const market = openingCall();
    market.buy(500, 10);
    market.at('09:25:03').quote({ bids: [[10, 700]], asks: [[10.01, 100]], trades: [[10, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('waits while a late snapshot still shows the indicative price', () => {
    const market = openingCall();
    market.buy(500, 10.2);
    market.at('09:25:00').quote({ auction: { price: 10, matched: 9000 } });
    expect(market.said()).toEqual(['O1 accepted']);
    market.later('09:25:03').quote({ ...BOOK, trades: [[10, 10_000]] });
    expect(market.said()).toEqual(['O1 filled 500@10.00']);
  });

  it('sends an order that found no auction to the displayed book at 09:30', () => {
    const market = openingCall();
    market.buy(500, 10.05);
    market.at('09:25:03').quote({ bids: [[9.9, 100]], asks: [[10.01, 200], [10.03, 900]] });
    expect(market.said()).toEqual(['O1 accepted']);
    market.at('09:30:00');
    expect(market.said()).toEqual(['O1 filled 200@10.01', 'O1 filled 300@10.03']);
  });

  it('does the same with the first quote when nobody tells that it is 09:30', () => {
    const market = openingCall();
    market.buy(500, 10.05);
    market.at('09:25:03').quote({ bids: [[9.9, 100]], asks: [[10.01, 200], [10.03, 900]] });
    market.later('09:30:03').quote({ bids: [[10.04, 100]], asks: [[10.06, 100]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 200@10.01', 'O1 filled 300@10.03']);
  });

  it('believes only the last indicative volume when the feed missed the pause', () => {
    const market = openingCall({ volumeCap: '0.1' });
    market.buy(5000, 10.05);
    market.at('09:30:00').later('09:30:03').quote({ bids: BOOK.bids, asks: [[10.1, 100]], trades: [[10, 90_000]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 900@10.00']);
  });

  it('gives an order of the Shenzhen pause no part in the auction', () => {
    const market = new Scenario({ instrument: '000001.SZ' }).at('09:24:00');
    market.quote({ auction: { price: 10, matched: 9000 } });
    market.at('09:25:01').buy(500, 10.2);
    market.later('09:25:03').quote({ ...BOOK, trades: [[10.01, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
    market.at('09:30:00');
    expect(market.said()).toEqual(['O1 filled 500@10.02']);
  });
});

describe('an order of the Shenzhen pause', () => {
  it('has no part in the auction either when a late snapshot of the auction comes after it', () => {
    const market = new Scenario({ instrument: '000001.SZ' }).at('09:25:01');
    market.buy(500, 10.2);
    market.later('09:24:57').quote({ auction: { price: 10, matched: 9000 } });
    market.later('09:25:03').quote({ ...BOOK, trades: [[10.01, 10_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('has its full part in what trades from 09:30 on, for it was there', () => {
    const market = new Scenario({ instrument: '000001.SZ', volumeCap: '1' }).at('09:25:03');
    market.quote({ ...BOOK, trades: [[10.01, 10_000]] }).at('09:29:59').buy(800, 10);
    market.later('09:30:03').quote({ ...BOOK, trades: [[9.98, 800]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 800@10.00']);
  });
});

describe('cancels around the opening call', () => {
  it('are taken until 09:20 and refused from then on', () => {
    const market = openingCall();
    market.buy(100, 10);
    market.buy(100, 10);
    market.later('09:19:59').cancel('O1').later('09:20:00').cancel('O2');
    expect(market.said().slice(2)).toEqual(['O1 cancelled', 'O2 cancelRejected exchange.cancelNotOpen']);
  });

  it('are taken again at 09:30', () => {
    const market = openingCall();
    market.buy(100, 9.5);
    expect(market.later('09:30:00').cancel('O1').said()).toEqual(['O1 accepted', 'O1 cancelled']);
  });
});

describe('the closing call auction', () => {
  function closingCall(options: ConstructorParameters<typeof Scenario>[0] = {}): Scenario {
    const market = new Scenario(options).at('14:56:57').quote({ ...BOOK, trades: [[10.01, 80_000]] });
    return market;
  }

  it('takes resting and new orders to the closing price; the rest expires', () => {
    const market = closingCall();
    market.buy(1000, 10);
    market.later('14:57:03').quote({ trades: [[10, 9000]], auction: { price: 9.98, matched: 4000 } });
    market.buy(3000, 10.01);
    market.later('14:59:54').quote({ auction: { price: 9.98, matched: 7000 } });
    market.later('15:00:02').quote({ bids: [[9.97, 100]], asks: [[9.99, 100]], trades: [[9.98, 8000]] });
    market.later('15:01:00').endOfDay();
    expect(market.said()).toEqual([
      'O1 accepted',
      'O2 accepted',
      'O2 filled 2000@9.98',
      'O2 expired',
      'O1 expired',
    ]);
  });

  it('does not take the last continuous trades, shown late, for the auction', () => {
    const market = closingCall({ volumeCap: '1' });
    market.buy(1000, 10);
    market.later('14:57:03').quote({ trades: [[9.9, 9000]], auction: { price: 10, matched: 100 } });
    market.later('15:00:00').quote({ auction: { price: 10.01, matched: 100 } });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('believes nothing when the feed was silent all through it', () => {
    const market = closingCall();
    market.buy(1000, 10);
    market.at('14:57:00').later('15:00:02').quote({ ...BOOK, trades: [[9.9, 90_000]] });
    expect(market.said()).toEqual(['O1 accepted']);
  });

  it('takes no cancels', () => {
    const market = closingCall();
    market.buy(1000, 10);
    expect(market.later('14:57:00').cancel('O1').said()).toEqual(['O1 accepted', 'O1 cancelRejected exchange.cancelNotOpen']);
  });

  it('does not exist for a Shanghai fund before 2026-07-06: it trades on until 15:00', () => {
    const market = new Scenario({ instrument: '510300.SH', prevClose: 4 });
    market.at('14:58:00').quote({ bids: [[3.999, 1000]], asks: [[4, 1000]], trades: [[4, 100]] });
    market.buy(500, 4);
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 500@4.00']);
  });
});
