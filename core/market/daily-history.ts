import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from './instrument.ts';

/** One session of an instrument as it was traded, at the prices of its own day. */
export interface SessionBar {
  readonly date: TradeDate;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  /** What the exchange took for the close before: on an ex-date less than that close by what went off the share. */
  readonly prevClose: Price;
  /** 0: it did not trade on that day. */
  readonly volume: Quantity;
  readonly turnover: Money;
}

/** One past session of an instrument, its prices adjusted to the basis of today's previous close. */
export interface DailyBar {
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  /** Shares, adjusted alike. */
  readonly volume: Quantity;
}

/** The sessions before today. */
export interface DailyHistory {
  /** The last `days` of them, oldest first; null when fewer are known. */
  bars(instrument: InstrumentId, days: number): readonly DailyBar[] | null;
}
