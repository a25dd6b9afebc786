import { describe, expect, it } from 'vitest';
import { Scenario } from './quote-exchange.fixture.ts';

/** The closing auction of a STAR share has matched at 10.00. */
function closed(volumeCap = '1'): Scenario {
  const market = new Scenario({ instrument: '688001.SH', volumeCap });
  market.at('14:56:00').quote({ bids: [[9.99, 400]], asks: [[10, 400]], trades: [[10, 1_000]] });
  return market.at('15:00:00').quote({ trades: [[10, 5_000]] });
}

describe('the fixed-price session after hours', () => {
  it('fills at the close, no more than the cap of what trades there', () => {
    const market = closed('0.25');
    market.at('15:05:00');
    market.buy(1_000, 10.2);
    market.later('15:05:03').quote({ trades: [[10, 1_200]] });
    expect(market.said()).toEqual(['O1 accepted', 'O1 filled 300@10.00']);
  });

  it('leaves out what does not reach the close', () => {
    const market = closed();
    market.at('15:05:00');
    market.buy(400, 9.99);
    market.sell(400, 9.9);
    market.later('15:05:03').quote({ trades: [[10, 900]] });
    expect(market.said()).toEqual(['O1 accepted', 'O2 accepted', 'O2 filled 400@10.00']);
  });

  it('takes cancels until it ends, and nothing between the close and its beginning', () => {
    const market = closed();
    market.at('15:03:00');
    market.buy(400, 10);
    market.at('15:05:00');
    const id = market.buy(400, 10);
    market.cancel(id);
    expect(market.said()).toEqual(['O1 rejected exchange.notOpen', 'O2 accepted', 'O2 cancelled']);
  });
});
