import { describe, expect, it } from 'vitest';
import { describeReport, request, rulesFor, yuan } from '../../../core/exchange/quote-exchange.fixture.ts';
import { createQuoteExchange } from '../../../core/exchange/quote-exchange.ts';
import { formatYuan } from '../../../core/kernel/decimal.ts';
import { DEFAULT_STRATEGY, type OrderId } from '../../../core/kernel/ids.ts';
import { type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { type Money, type Quantity, RATE_ONE, type Rate, money, rate } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type OrderType } from '../../../core/market/rules.ts';
import { type Side } from '../../../core/orders/order.ts';
import { SimulatedBroker } from './simulated-broker.ts';

const DATE = '2024-06-03' as TradeDate;
const STOCK = '600000.SH' as InstrumentId;

/** An account with 10,000 yuan and 350 shares of a stock that stands at 9.99/10.00. */
function broker(instrument: InstrumentId = STOCK): { broker: SimulatedBroker; said: () => string[]; quote: (time: string, traded?: number) => void } {
  const rules = rulesFor(instrument, DATE);
  const rulesOf = (id: InstrumentId) => (id === instrument ? rules : undefined);
  const simulated = new SimulatedBroker({
    exchange: createQuoteExchange({ date: DATE, idTag: 'test', volumeCap: RATE_ONE as Rate, rulesOf, referenceOf: () => undefined }),
    date: DATE,
    idTag: 'test',
    opening: {
      cash: money(100_000_000),
      positions: [
        { instrument, strategyId: DEFAULT_STRATEGY, quantity: 350 as Quantity, sellable: 350 as Quantity, cost: 0 as Money },
      ],
    },
    commission: { rate: rate(25_000), minimum: money(50_000) },
    rulesOf,
  });
  const heard: string[] = [];
  simulated.onReport((report) => heard.push(describeReport(report)));
  const quote = (time: string, traded = 0): void => simulated.onQuote(quoteAt(instrument, time, traded));
  quote('10:00:00');
  return {
    broker: simulated,
    quote,
    said: () => {
      simulated.drain();
      return heard.splice(0);
    },
  };
}

function quoteAt(instrument: InstrumentId, time: string, traded: number): Quote {
  const prevClose = yuan(10);
  return {
    instrument,
    time: atTime(DATE, timeOfDay(time)),
    prevClose,
    open: prevClose,
    high: prevClose,
    low: yuan(9.9),
    last: yuan(9.9),
    volume: traded as Quantity,
    turnover: (traded * yuan(9.9)) as Money,
    limitUp: yuan(11),
    limitDown: yuan(9),
    bids: [{ price: yuan(9.99), volume: 1000 as Quantity }],
    asks: [{ price: yuan(10), volume: 600 as Quantity }],
    auction: null,
  };
}

function order(id: string, side: Side, shares: number, price: number, type: OrderType = 'limit', instrument = STOCK): Parameters<SimulatedBroker['submit']>[0] {
  return request(id, instrument, side, shares, yuan(price), type);
}

describe('the simulated broker', () => {
  it('reports nothing before the call that caused it has returned', () => {
    const { broker: simulated, said } = broker();
    const heard: string[] = [];
    simulated.onReport((report) => heard.push(report.kind));
    simulated.submit(order('O1', 'buy', 100, 10));
    expect(heard).toEqual([]);
    expect(said()).toEqual(['O1 accepted', 'O1 filled 100@10.00']);
    expect(heard).toEqual(['accepted', 'filled']);
  });

  it('books a purchase with commission and transfer fee', () => {
    const { broker: simulated } = broker();
    simulated.submit(order('O1', 'buy', 600, 10));
    // 6,000.00 and 5.00 at least and 0.06.
    expect(formatYuan(simulated.snapshot().cash)).toBe('3994.94');
    expect(simulated.snapshot().positions).toEqual([{ instrument: STOCK, quantity: 950 }]);
    expect(simulated.snapshot().fills).toEqual([
      { fillId: 'F20240603-test-00001', orderId: 'O1', quantity: 600, turnover: 60_000_000 },
    ]);
  });

  it('books a sale with stamp tax too, and charges the least commission once per order', () => {
    const { broker: simulated, quote } = broker();
    simulated.submit(order('O1', 'sell', 300, 9.99));
    // 2,997.00 less 5.00, 1.50 (1.4985) and 0.03.
    expect(formatYuan(simulated.snapshot().cash)).toBe('12990.47');
    simulated.submit(order('O2', 'buy', 700, 10));
    expect(formatYuan(simulated.snapshot().cash)).toBe('6985.41');
    quote('10:00:03', 1000);
    // The last 100 at 10.00: 7,000.00 in all, 5.00 and 0.07.
    expect(formatYuan(simulated.snapshot().cash)).toBe('5985.40');
  });

  it('rejects what the cash does not cover, what is set aside for other orders counted', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'buy', 500, 9.9));
    simulated.submit(order('O2', 'buy', 600, 9.9));
    expect(said()).toEqual(['O1 accepted', 'O2 rejected broker.cashShort']);
    simulated.cancel('O1' as OrderId);
    simulated.submit(order('O3', 'buy', 600, 9.9));
    expect(said()).toEqual(['O1 cancelled', 'O3 accepted']);
    expect(simulated.snapshot().openOrders).toEqual(['O3']);
  });

  it('rejects what was bought today under T+1, and what is offered already', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'buy', 600, 10));
    simulated.submit(order('O2', 'sell', 400, 10.5));
    simulated.submit(order('O3', 'sell', 350, 10.1));
    simulated.submit(order('O4', 'sell', 100, 10.1));
    expect(said().slice(2)).toEqual(['O2 rejected broker.sharesShort', 'O3 accepted', 'O4 rejected broker.sharesShort']);
  });

  it('lets a T+0 fund be sold again at once', () => {
    const fund = '511880.SH' as InstrumentId;
    const { broker: simulated, said } = broker(fund);
    simulated.submit(order('O1', 'buy', 600, 10, 'limit', fund));
    simulated.submit(order('O2', 'sell', 950, 10, 'limit', fund));
    expect(said().slice(2)).toEqual(['O2 accepted']);
  });

  it('rejects an odd lot in pieces', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'sell', 30, 10.1));
    simulated.submit(order('O2', 'sell', 150, 10.1));
    expect(said()).toEqual(['O1 rejected broker.oddLotSplit', 'O2 accepted']);
  });

  it('rejects an order id that it has seen and keeps the first order', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'buy', 100, 9.9));
    simulated.submit(order('O1', 'buy', 100, 9.9));
    expect(said()).toEqual(['O1 accepted', 'O1 rejected broker.duplicateOrder']);
    expect(simulated.snapshot().openOrders).toEqual(['O1']);
  });

  it('knows no instrument without rules', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'buy', 100, 9.9, 'limit', '600001.SH' as InstrumentId));
    expect(said()).toEqual(['O1 rejected broker.unknownInstrument']);
  });

  it('frees what an order did not use when it ends', () => {
    const { broker: simulated, said } = broker();
    simulated.submit(order('O1', 'buy', 900, 10, 'bestFiveCancel'));
    simulated.onClose(atTime(DATE, timeOfDay('15:30:00')));
    expect(said()).toEqual(['O1 accepted', 'O1 filled 600@10.00', 'O1 cancelled exchange.restCancelled']);
    simulated.onTime(atTime(DATE, timeOfDay('15:31:00')));
    expect(simulated.snapshot().openOrders).toEqual([]);
  });

  it('takes an order from elsewhere, tells of it before all else, and refuses what it does not take', () => {
    const { broker: simulated, said } = broker();
    const draft = { instrument: STOCK, side: 'sell', type: 'limit', price: yuan(10.1), quantity: 100 as Quantity } as const;
    expect(simulated.enterElsewhere({ ...draft, quantity: 400 as Quantity })).toMatchObject({ ok: false, error: { code: 'broker.sharesShort' } });
    expect(said()).toEqual([]);
    expect(simulated.enterElsewhere(draft).ok).toBe(true);
    const [foreign, ...more] = said();
    expect(foreign).toMatch(/^X\d+-test-00001 foreign$/);
    expect(more).toEqual([foreign?.replace('foreign', 'accepted')]);
    simulated.cancel(foreign?.split(' ')[0] as OrderId);
    expect(said()).toEqual([foreign?.replace('foreign', 'cancelled')]);
  });
});
