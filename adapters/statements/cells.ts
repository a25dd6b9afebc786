import { MONEY_SCALE, parseDecimal } from '../../core/kernel/decimal.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate, parseTimeOfDay, parseTradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId, parseInstrumentId } from '../../core/market/instrument.ts';
import { type StatementCode } from './statement-problem.ts';

/** One cell read; null where it says nothing. The refusal says what is wrong with the value. */
export type Cell<T> = Result<T | null, StatementCode>;

/** What clients write into a cell that has nothing to say. */
const NOTHING = /^(?:-{1,3}|—+|\/|无|空|n\/?a|null|nil|none|nan)?$/i;
const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Separators stand before three digits each; elsewhere a comma may be a decimal point, or the number damaged. */
const SEPARATED = /^([(+-]*)(\d{1,3}(?:[,']\d{3})+)((?:\.\d*)?\)?)$/;

/** A number without separators, currency sign, full-width digits and brackets: `(1,234.50)` is `-1234.50`. */
function plainNumber(text: string): string {
  const bare = text.normalize('NFKC').trim().replace(/^([(+-]*)\s*[¥$]\s*/, '$1').replace(/\s*[元股份]$/, '').replace(/^([(+-])\s+/, '$1');
  const plain = bare.replace(SEPARATED, (_, sign: string, whole: string, rest: string) => sign + whole.replaceAll(/[,']/g, '') + rest);
  const bracketed = /^\((\d[\d.]*)\)$/.exec(plain)?.[1];
  const signed = bracketed === undefined ? plain : `-${bracketed}`;
  return signed.replace(/^([+-]?)\./, '$10.');
}

/** Money in 1/10000 yuan, read digit by digit. */
export function moneyCell(text: string): Cell<number> {
  if (NOTHING.test(text.trim())) return ok(null);
  const parsed = parseDecimal(plainNumber(text), MONEY_SCALE);
  if (parsed.ok) return parsed;
  return err(parsed.error === 'notANumber' ? 'statement.badNumber' : 'statement.badMoney');
}

/** A price in 1/10000 yuan, half up, with the number of decimals that were written: averages may have many. */
export function priceCell(text: string): Cell<{ readonly price: number; readonly decimals: number }> {
  if (NOTHING.test(text.trim())) return ok(null);
  const [, sign, whole = '', fraction = ''] = NUMBER.exec(plainNumber(text)) ?? [];
  if (whole === '' || sign === '-') return err('statement.badNumber');
  const units = Number(whole + fraction.slice(0, MONEY_SCALE).padEnd(MONEY_SCALE, '0')) + ((fraction[MONEY_SCALE] ?? '0') >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(units)) return err('statement.badNumber');
  return ok({ price: units, decimals: fraction.replace(/0+$/, '').length });
}

/** Whole shares with their sign; `null` also for fractions, which only cash products have, when they are `allowed`. */
export function sharesCell(text: string, allowed: boolean): Cell<number> {
  if (NOTHING.test(text.trim())) return ok(null);
  const parsed = parseDecimal(plainNumber(text), 0);
  if (parsed.ok) return parsed;
  if (parsed.error === 'notANumber') return err('statement.badNumber');
  return allowed ? ok(null) : err('statement.badQuantity');
}

const DATE = /^(\d{4})(\d{2})(\d{2})(?:\d{6}|[ T].*)?$|^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/;

/** A day: `20150105`, `2015-01-05`, `2015/1/5`, with a time or a serial number behind it or not. */
export function dateCell(text: string): Cell<TradeDate> {
  const trimmed = text.normalize('NFKC').trim();
  if (NOTHING.test(trimmed) || trimmed === '0') return ok(null);
  const [, y1, m1, d1, y2, m2 = '', d2 = ''] = DATE.exec(trimmed) ?? [];
  const iso = y1 === undefined ? `${y2}-${m2.padStart(2, '0')}-${d2.padStart(2, '0')}` : `${y1}-${m1}-${d1}`;
  const parsed = parseTradeDate(iso);
  return parsed.ok ? parsed : err('statement.badDate');
}

const CLOCK = /^(?:.*[ T])?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.(\d{1,3})\d*)?$/;
/** `93551`, `093551`, and with hundredths or milliseconds. */
const DIGITS = /^(\d{1,2})(\d{2})(\d{2})(?:\d{2,3})?$/;

/** A time of day: `10:29:25`, `9:35`, `93551`, also behind a date. */
export function timeCell(text: string): Cell<TimeOfDay> {
  const trimmed = text.normalize('NFKC').trim();
  if (NOTHING.test(trimmed) || /^0+$/.test(trimmed)) return ok(null);
  const packed = DIGITS.exec(trimmed);
  const [, hours = '', minutes = '', seconds = '00', millis = '0'] = CLOCK.exec(trimmed) ?? packed ?? [];
  const parsed = parseTimeOfDay(`${hours.padStart(2, '0')}:${minutes}:${seconds}.${millis}`);
  return parsed.ok ? parsed : err('statement.badTime');
}

/** The time behind a date in one cell, where there is one that is not midnight. */
export function timeOfDateCell(text: string): TimeOfDay | null {
  const time = /[ T](\d{1,2}:\d{2}(?::\d{2})?)/.exec(text.trim())?.[1];
  const read = time === undefined ? null : timeCell(time);
  return read?.ok === true && read.value !== 0 ? read.value : null;
}

export interface CodeCell {
  readonly code: string;
  readonly instrument: InstrumentId | null;
}

const HONG_KONG = /港|HK/i;

/**
 * A code of an exchange. Spreadsheets eat the zeros in front (`2031` is 002031.SZ): only Shenzhen's codes have any. A
 * share bought through 港股通 is none of the mainland exchanges' though its code may look so.
 */
export function codeCell(text: string, market: string): CodeCell {
  const trimmed = text.normalize('NFKC').replaceAll(/[\s'"=]/g, '').replace(/^(\d+)\.0+$/, '$1');
  if (NOTHING.test(trimmed)) return { code: '', instrument: null };
  if (HONG_KONG.test(market)) return { code: trimmed, instrument: null };
  const code = /^\d{1,5}$/.test(trimmed) ? trimmed.padStart(6, '0') : trimmed;
  const parsed = parseInstrumentId(code);
  return parsed.ok ? { code: parsed.value.slice(0, 6), instrument: parsed.value } : { code, instrument: null };
}
