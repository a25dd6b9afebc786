import { createDemoMarket } from '../adapters/quotes/demo/demo-market.ts';
import { createQuoteExchange, type QuoteExchange } from '../core/exchange/quote-exchange.ts';
import { DEFAULT_STRATEGY, type OrderId } from '../core/kernel/ids.ts';
import { type TradeDate, atTime, timeOfDay } from '../core/kernel/time.ts';
import { type Quantity, RATE_ONE, rate } from '../core/kernel/units.ts';
import { exchangeCalendar } from '../core/market/calendar.ts';
import { type DayReference, type Quote } from '../core/market/quote.ts';
import { type TradingRules } from '../core/market/rules.ts';
import { tradingRules } from '../core/market/trading-rules.ts';
import { report, throughput } from './harness.ts';

const DATE = '2025-06-03' as TradeDate;
const WHOLE_MARKET = 5_500;
const SNAPSHOT_SECONDS = 3;

interface Day {
  readonly quotes: readonly Quote[];
  readonly references: readonly DayReference[];
}

function day(instruments: number, everyMs: number): Day {
  const market = createDemoMarket({ seed: 1, date: DATE, calendar: exchangeCalendar(), instruments, everyMs });
  if (!market.ok) throw new Error(market.error.code);
  return { quotes: [...market.value.quotes()], references: market.value.references };
}

function exchangeFor({ references }: Day): QuoteExchange {
  const rules = new Map<string, TradingRules>();
  for (const { instrument } of references) {
    const found = tradingRules(instrument, DATE);
    if (found.ok) rules.set(instrument.id, found.value);
  }
  return createQuoteExchange({
    date: DATE,
    idTag: 'bench',
    volumeCap: rate(RATE_ONE / 4),
    rulesOf: (id) => rules.get(id),
    referenceOf: () => undefined,
  });
}

/** A purchase far below the market, in every instrument: it rests all day and never fills. */
function restEverywhere(exchange: QuoteExchange, { references }: Day): void {
  references.forEach(({ instrument, limitDown }, index) => {
    exchange.submit(
      {
        id: `O${index}` as OrderId,
        lineId: null,
        strategyId: DEFAULT_STRATEGY,
        origin: 'ticket',
        instrument: instrument.id,
        side: 'buy',
        type: 'limit',
        price: limitDown,
        quantity: 1_000 as Quantity,
      },
      atTime(DATE, timeOfDay('09:16:00')),
    );
  });
}

function perSecond(of: Day, prepare: (exchange: QuoteExchange) => void = () => undefined): number {
  return throughput(() => {
    const exchange = exchangeFor(of);
    prepare(exchange);
    return () => {
      for (const quote of of.quotes) exchange.quote(quote);
      return of.quotes.length;
    };
  });
}

/** Milliseconds of work for one second of the whole market, as a share of one core in percent. */
function shareOfCore(): number {
  const market = createDemoMarket({ seed: 1, date: DATE, calendar: exchangeCalendar(), instruments: WHOLE_MARKET, everyMs: 60_000 });
  if (!market.ok) throw new Error(market.error.code);
  const made = throughput(
    () => () => {
      let count = 0;
      for (const quote of market.value.quotes()) count += quote.volume >= 0 ? 1 : 0;
      return count;
    },
    { runs: 3 },
  );
  return (100 * WHOLE_MARKET) / SNAPSHOT_SECONDS / made;
}

const few = day(60, 3_000);
const all = day(WHOLE_MARKET, 300_000);
const target = 'over 1,000,000';
report('quote-driven exchange', [
  { what: '60 instruments, nothing rests', target, measured: perSecond(few), unit: 'quotes/s' },
  { what: '5,500 instruments, nothing rests', target, measured: perSecond(all), unit: 'quotes/s' },
  { what: '60 instruments, an order rests in each', measured: perSecond(few, (exchange) => restEverywhere(exchange, few)), unit: 'quotes/s' },
  { what: 'demo market, 5,500 instruments every 3 s', target: 'a few %', measured: shareOfCore(), unit: '% of a core' },
]);
