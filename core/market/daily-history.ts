import { type Price, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from './instrument.ts';

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
