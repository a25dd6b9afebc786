import { type EpochMs } from '../kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity, type Rate, ZERO_MONEY, addMoney, averagePrice, price, quantity, ratioOf, turnoverOf } from '../kernel/units.ts';
import { type Quote, markPrice } from '../market/quote.ts';
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
  /** The last price of every minute between the two in which the instrument was quoted. */
  readonly minutePrices: readonly Price[];
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
  /** Mean of the minutes' last prices between arrival and end. */
  readonly marketTwap: Price;
  /** (benchmark − average) / benchmark, of a sale with the sign changed. */
  readonly overArrival: Rate | null;
  readonly overVwap: Rate | null;
  readonly overTwap: Rate | null;
  /** Filled as a share of what the market traded meanwhile; null when it traded nothing. */
  readonly participation: Rate | null;
  readonly durationMs: number;
}

export function executionQuality({ side, planned, fills, arrival, end, minutePrices }: ExecutionRecord): ExecutionQuality {
  const filled = quantity(fills.reduce((sum, fill) => sum + fill.quantity, 0));
  const value = fills.reduce((sum, fill) => addMoney(sum, turnoverOf(fill.price, fill.quantity)), ZERO_MONEY);
  const average = averagePrice(value, filled);
  const traded = quantity(end.volume - arrival.volume);
  const marketVwap = averagePrice((end.turnover - arrival.turnover) as Money, traded);
  const marketTwap = meanOf(minutePrices);
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
  const [bid, ask] = [quote.bids[0]?.price, quote.asks[0]?.price];
  return bid === undefined || ask === undefined ? markPrice(quote) : price(Math.floor((bid + ask) / 2));
}

function meanOf(prices: readonly Price[]): Price {
  return prices.length === 0 ? NO_PRICE : price(Math.round(prices.reduce((sum, one) => sum + one, 0) / prices.length));
}

function advantage(side: Side, average: Price, benchmark: Price): Rate | null {
  if (average === NO_PRICE || benchmark === NO_PRICE) return null;
  return ratioOf(side === 'buy' ? benchmark - average : average - benchmark, benchmark);
}
