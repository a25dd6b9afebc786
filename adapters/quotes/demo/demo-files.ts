import { MONEY_SCALE, formatDecimal, formatRate, formatYuan } from '../../../core/kernel/decimal.ts';
import { type EpochMs, formatLocalTime } from '../../../core/kernel/time.ts';
import { type Price, averagePrice } from '../../../core/kernel/units.ts';
import { type AuctionState, type Level, type Quote } from '../../../core/market/quote.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { type DemoMarket } from './demo-market.ts';

const DEPTH = 5;

function levelColumns(side: 'bid' | 'ask'): string {
  return Array.from({ length: DEPTH }, (_, i) => `${side}${i + 1},${side}${i + 1}_volume`).join(',');
}

export const QUOTES_HEADER =
  'time,instrument,prev_close,open,high,low,last,volume,turnover,limit_up,limit_down,' +
  `${levelColumns('bid')},${levelColumns('ask')}\n`;

/**
 * Writes snapshots as rows of a quotes file. Numbers that come again and again, prices and the time, are written as text
 * once: that makes it five times as fast.
 */
export class QuoteRows {
  private readonly prices = new Map<Price, string>();
  private time = 0 as EpochMs;
  private timeText = '';

  row(quote: Quote): string {
    if (quote.time !== this.time) {
      this.time = quote.time;
      this.timeText = formatLocalTime(quote.time);
    }
    const { auction, volume, turnover } = quote;
    const day = `${this.price(quote.open)},${this.price(quote.high)},${this.price(quote.low)},${this.price(quote.last)}`;
    const limits = `${this.price(quote.limitUp)},${this.price(quote.limitDown)}`;
    const bids = auction === null ? this.levels(quote.bids) : this.indicative(auction, 'buy');
    const asks = auction === null ? this.levels(quote.asks) : this.indicative(auction, 'sell');
    return (
      `${this.timeText},${quote.instrument},${this.price(quote.prevClose)},${day},` +
      `${volume},${formatDecimal(turnover, MONEY_SCALE, 0)},${limits}${bids}${asks}\n`
    );
  }

  private levels(levels: readonly Level[]): string {
    let text = '';
    for (const level of levels) text += `,${this.price(level.price)},${level.volume}`;
    return text + ',0,0'.repeat(DEPTH - levels.length);
  }

  /** As the exchanges publish a call auction: price and matched volume on both sides, the unmatched rest below. */
  private indicative(auction: AuctionState, side: 'buy' | 'sell'): string {
    const rest = auction.unmatchedSide === side ? auction.unmatched : 0;
    return `,${this.price(auction.price)},${auction.matched},0,${rest}${',0,0'.repeat(DEPTH - 2)}`;
  }

  private price(price: Price): string {
    let text = this.prices.get(price);
    if (text === undefined) {
      text = formatDecimal(price, MONEY_SCALE, 0);
      this.prices.set(price, text);
    }
    return text;
  }
}

export function instrumentsCsv(market: DemoMarket): string {
  const rows = market.references.map(({ instrument: { id, name, board, industry, listDate, st, freeFloat } }) =>
    [id, name, board, industry ?? '', listDate ?? '', String(st), freeFloat ?? ''].join(','),
  );
  return `${['instrument,name,board,industry,list_date,st,free_float', ...rows].join('\n')}\n`;
}

const DAILY_HEADER = 'date,instrument,open,high,low,close,prev_close,volume,turnover';

/** Daily bars of the sessions before the day, at most so many rows in all. */
export function* dailyRows(market: DemoMarket, most: number): Generator<string, void> {
  yield `${DAILY_HEADER}\n`;
  const each = Math.floor(most / market.universe.length);
  for (const { instrument } of market.universe) {
    for (const { date, open, high, low, close, prevClose, volume, turnover } of market.sessions(instrument.id, market.date, each)) {
      const prices = [open, high, low, close, prevClose].map((price) => formatDecimal(price, MONEY_SCALE, 0));
      yield `${[date, instrument.id, ...prices, volume, formatDecimal(turnover, MONEY_SCALE, 0)].join(',')}\n`;
    }
  }
}

/** Signals with target weights, as the demo strategy makes them. */
export function signalsCsv(signals: readonly Signal[]): string {
  const rows = signals.flatMap(({ date, instrument, ask, reason }) =>
    ask.kind === 'target' ? [`${date},${instrument},${formatRate(ask.weight)},"${reason}"`] : [],
  );
  return `${['date,instrument,position,reason', ...rows].join('\n')}\n`;
}

export function accountJson({ cash, positions }: OpeningAccount): string {
  const account = {
    cash: formatYuan(cash),
    positions: positions.map(({ instrument, quantity, sellable, cost, strategyId, opened }) => ({
      instrument,
      quantity,
      sellable,
      cost: formatYuan(averagePrice(cost, quantity)),
      strategy_id: strategyId,
      opened,
    })),
  };
  return `${JSON.stringify(account, null, 2)}\n`;
}
