import { type TradeDate } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Instrument, bareInstrument, parseInstrumentId } from './instrument.ts';
import { day, yuan } from './rule-tables/row.ts';
import { type TradingRules } from './rules.ts';
import { tradingRules } from './trading-rules.ts';

/** An instrument for tests, known by its code alone unless told more. */
export function anInstrument(code: string, more: Partial<Instrument> = {}): Instrument {
  const id = parseInstrumentId(code);
  if (!id.ok) throw new RangeError(`not an instrument: ${code}`);
  return { ...bareInstrument(id.value), ...more };
}

/** The rules for `code` on `date`, for tests that are sure that there are some. */
export function rulesFor(
  code: string,
  date: string,
  more: Partial<Instrument> = {},
  listedSession?: number,
): TradingRules {
  const rules = tradingRules(anInstrument(code, more), day(date), listedSession);
  if (!rules.ok) throw new RangeError(`no rules: ${rules.error.code}`);
  return rules.value;
}

export const px: (text: string) => Price = yuan;
export const on: (text: string) => TradeDate = day;

export function shares(count: number): Quantity {
  return count as Quantity;
}
