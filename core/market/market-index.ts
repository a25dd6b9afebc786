import { type TradeDate } from '../kernel/time.ts';
import { type Price } from '../kernel/units.ts';
import { type InstrumentId } from './instrument.ts';

/** CSI 300: the index that is meant where none is named. */
export const DEFAULT_INDEX = '000300.SH' as InstrumentId;

/** As the exchanges number them: SSE and CSI 000xxx, SZSE 399xxx, BSE 899xxx. The suffix is needed: 000001.SZ is a share. */
const INDEX = /^(?:000\d{3}\.SH|399\d{3}\.SZ|899\d{3}\.BJ)$/;

/**
 * An index as feeds quote it, `000300.SH`; null when the text names none. It has quotes like an instrument, but no rules
 * and no reference of the day, so no order for one can pass the gate.
 */
export function parseIndexId(text: string): InstrumentId | null {
  return INDEX.test(text) ? (text as InstrumentId) : null;
}

/** What an index closed at on a day, in 1/10000 point. */
export interface IndexClose {
  readonly date: TradeDate;
  readonly close: Price;
}
