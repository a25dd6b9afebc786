import { parseDecimal } from '../../../../core/kernel/decimal.ts';
import { type Booking } from '../../stores/settlement.ts';

/** Decimals of money as it crosses the bridge. */
export const MONEY_SCALE = 4;
const INSTRUMENT = /^\d{6}\.(SH|SZ|BJ)$/;

/** A booking as it is typed. */
export interface BookingTexts {
  readonly cash: string;
  /** Empty: no shares. */
  readonly instrument: string;
  readonly quantity: string;
  readonly cost: string;
}

export function isShares({ instrument }: BookingTexts): boolean {
  return instrument.trim() !== '';
}

/** Null while something that is typed cannot be read. */
export function bookingOf(texts: BookingTexts): Booking | null {
  const cash = parseDecimal(texts.cash.trim(), MONEY_SCALE);
  if (!cash.ok) return null;
  if (!isShares(texts)) return { cash: cash.value, instrument: null, quantity: 0, cost: 0 };
  const instrument = texts.instrument.trim().toUpperCase();
  const quantity = parseDecimal(texts.quantity.trim(), 0);
  const cost = parseDecimal(texts.cost.trim(), MONEY_SCALE);
  if (!INSTRUMENT.test(instrument) || !quantity.ok || !cost.ok || cost.value < 0) return null;
  return { cash: cash.value, instrument, quantity: quantity.value, cost: cost.value };
}
