import { continuousStretches, lengthOf } from '../execution/trading-time.ts';
import { type EpochMs, timeOfDayOf } from '../kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity, type Rate, ZERO_MONEY, addMoney, averagePrice, price, quantity, ratioOf, turnoverOf } from '../kernel/units.ts';
import { type Quote, markPrice } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type QuoteBasis } from '../oms/events.ts';
import { type Fill, type Side } from '../orders/order.ts';

/** What the market showed of an instrument at one moment. */
export interface MarketMark {
  readonly time: EpochMs;
  /** See {@link midPrice}; `NO_PRICE` when nothing was known. */
  readonly price: Price;
  /** Shares and yuan traded since the start of the day. */
  readonly volume: Quantity;
  readonly turnover: Money;
}

/** What an execution is measured by. */
export interface ExecutionRecord {
  readonly side: Side;
  readonly planned: Quantity;
  readonly fills: readonly Pick<Fill, 'price' | 'quantity'>[];
  /** When the line began to act, and when it ended, or now. */
  readonly arrival: MarketMark;
  readonly end: MarketMark;
  /** The market's prices between the two, see {@link standingPrices}. */
  readonly prices: readonly StandingPrice[];
}

/** A price of the market and for how many milliseconds of the continuous session it stood. */
export interface StandingPrice {
  readonly price: Price;
  readonly ms: number;
}

/**
 * How well a line was executed. Prices are `NO_PRICE` where there is none; an advantage is null without a fill or a
 * benchmark, and positive in the line's favour.
 */
export interface ExecutionQuality {
  readonly filled: Quantity;
  /** Filled as a share of planned. */
  readonly fillRate: Rate;
  /** Σ price × shares / Σ shares over the fills. */
  readonly average: Price;
  readonly arrivalPrice: Price;
  /** Turnover / volume of the market between arrival and end: our own fills are part of it. */
  readonly marketVwap: Price;
  /** Σ price × time / Σ time over the continuous session between arrival and end; none in an auction. */
  readonly marketTwap: Price;
  /** (benchmark − average) / benchmark, of a sale with the sign changed. */
  readonly overArrival: Rate | null;
  readonly overVwap: Rate | null;
  readonly overTwap: Rate | null;
  /** Filled as a share of what the market traded meanwhile; null when it traded nothing. */
  readonly participation: Rate | null;
  readonly durationMs: number;
}

export function executionQuality({ side, planned, fills, arrival, end, prices }: ExecutionRecord): ExecutionQuality {
  const filled = quantity(fills.reduce((sum, fill) => sum + fill.quantity, 0));
  const value = fills.reduce((sum, fill) => addMoney(sum, turnoverOf(fill.price, fill.quantity)), ZERO_MONEY);
  const average = averagePrice(value, filled);
  const traded = quantity(end.volume - arrival.volume);
  const marketVwap = averagePrice((end.turnover - arrival.turnover) as Money, traded);
  const marketTwap = meanOf(prices);
  return {
    filled,
    fillRate: ratioOf(filled, planned),
    average,
    arrivalPrice: arrival.price,
    marketVwap,
    marketTwap,
    overArrival: advantage(side, average, arrival.price),
    overVwap: advantage(side, average, marketVwap),
    overTwap: advantage(side, average, marketTwap),
    participation: traded === 0 ? null : ratioOf(filled, traded),
    durationMs: end.time - arrival.time,
  };
}

/** Half way between the two best prices, down to a whole unit; with one side missing the last price. */
export function midPrice(quote: Quote): Price {
  const [bid = NO_PRICE, ask = NO_PRICE] = [quote.bids[0]?.price, quote.asks[0]?.price];
  return midOf({ last: markPrice(quote), bid, ask });
}

/** The same of what a decision rested on. */
export function midOf({ last, bid, ask }: Pick<QuoteBasis, 'last' | 'bid' | 'ask'>): Price {
  return bid === NO_PRICE || ask === NO_PRICE ? last : price(Math.floor((bid + ask) / 2));
}

/** A price of the market at a moment, or of the minute that begins then. */
export interface TimedPrice {
  readonly time: EpochMs;
  readonly price: Price;
}

/** How long each of the market's prices stood between two moments of one day: until the next came, breaks left out. */
export function standingPrices(points: readonly TimedPrice[], from: EpochMs, until: EpochMs, rules: TradingRules): readonly StandingPrice[] {
  return points.map(({ time, price: one }, index) => {
    const next = points[index + 1]?.time ?? until;
    const [began, ended] = [Math.max(time, from) as EpochMs, Math.min(next, until) as EpochMs];
    if (ended <= began) return { price: one, ms: 0 };
    return { price: one, ms: lengthOf(continuousStretches(rules, { from: timeOfDayOf(began), until: timeOfDayOf(ended) })) };
  });
}

function meanOf(prices: readonly StandingPrice[]): Price {
  const whole = prices.reduce((sum, { ms }) => sum + ms, 0);
  return whole === 0 ? NO_PRICE : price(Math.round(prices.reduce((sum, { price: one, ms }) => sum + one * ms, 0) / whole));
}

function advantage(side: Side, average: Price, benchmark: Price): Rate | null {
  if (average === NO_PRICE || benchmark === NO_PRICE) return null;
  return ratioOf(side === 'buy' ? benchmark - average : average - benchmark, benchmark);
}
