import { rulesFor } from '../../../core/exchange/quote-exchange.fixture.ts';
import { createQuoteExchange } from '../../../core/exchange/quote-exchange.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { NO_PRICE, type Quantity, RATE_ONE, money, price, rate } from '../../../core/kernel/units.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { type BrokerReport } from '../../../core/orders/order.ts';
import { type BrokerRig, OPENING, PREV_CLOSE, TRADED, describeBrokerConformance } from '../conformance.fixture.ts';
import { SimulatedBroker } from './simulated-broker.ts';

const DATE = '2024-06-03' as TradeDate;

describeBrokerConformance('the simulated broker', async () => {
  const rules = rulesFor(TRADED, DATE);
  const rulesOf = () => rules;
  const exchange = createQuoteExchange({ date: DATE, idTag: 'test', volumeCap: rate(RATE_ONE), rulesOf, referenceOf: () => undefined });
  const broker = new SimulatedBroker({ exchange, date: DATE, idTag: 'test', opening: OPENING, commission: DEFAULT_CONFIG.fees, rulesOf });
  const reports: BrokerReport[] = [];
  broker.onReport((report) => reports.push(report));
  let now = atTime(DATE, timeOfDay('10:00:00'));
  let traded = { volume: 0, turnover: 0 };
  const show = (more: Partial<Quote>): void => {
    now = (now + 3_000) as EpochMs;
    broker.onQuote(quoteAt(now, { volume: traded.volume as Quantity, turnover: money(traded.turnover), ...more }));
    broker.drain();
  };
  show({});
  const rig: BrokerRig = {
    broker,
    reports,
    offer: async (_side, yuan, shares) => {
      const at = price(yuan * 10_000);
      traded = { volume: traded.volume + shares, turnover: traded.turnover + shares * at };
      show({ last: at });
    },
    quiet: async () => broker.drain(),
    snapshot: async () => broker.snapshot(),
    end: async () => undefined,
  };
  return rig;
});

/** A market that shows 10.20 / 10.30 and has traded at 10.20. */
function quoteAt(time: EpochMs, more: Partial<Quote>): Quote {
  return {
    instrument: TRADED,
    time,
    prevClose: PREV_CLOSE,
    open: price(102_000),
    high: price(102_000),
    low: price(100_000),
    last: price(102_000),
    volume: 0 as Quantity,
    turnover: money(0),
    limitUp: NO_PRICE,
    limitDown: NO_PRICE,
    bids: [{ price: price(102_000), volume: 1_000 as Quantity }],
    asks: [{ price: price(103_000), volume: 1_000 as Quantity }],
    auction: null,
    ...more,
  };
}
