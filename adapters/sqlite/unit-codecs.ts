import { z } from 'zod';
import { MONEY_SCALE, RATE_SCALE, formatRate, formatYuan, parseDecimal } from '../../core/kernel/decimal.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import {
  type EpochMs,
  type TimeOfDay,
  type TradeDate,
  formatLocalTime,
  parseLocalTime,
  parseTimeOfDay,
  parseTradeDate,
  timeOfDayOf,
} from '../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';

/**
 * How units are written in the journal: money, prices and rates as plain decimals, moments as Shanghai local time. Each
 * codec refuses what it could not read back to the same value, when it writes and when it reads.
 */

const INSTRUMENT = /^\d{6}\.(SH|SZ|BJ)$/;

export const moneyText = decimalCodec<Money>('money', MONEY_SCALE, Number.MIN_SAFE_INTEGER, formatYuan);
export const priceText = decimalCodec<Price>('a price', MONEY_SCALE, 0, formatYuan);
export const rateText = decimalCodec<Rate>('a rate', RATE_SCALE, Number.MIN_SAFE_INTEGER, formatRate);

/** Shares are written as a number. */
export const shares = z.custom<Quantity>((value) => isInteger(value, 0), 'not a number of shares');
export const wholeNumber = z.int();

export const momentText = textCodec<EpochMs>('a time', isInteger, parseMoment, formatLocalTime);
export const timeOfDayText = textCodec<TimeOfDay>(
  'a time of day',
  (value) => isInteger(value, 0),
  parseTimeOfDay,
  (time) => new Date(time).toISOString().slice(11, 23),
);
export const tradeDate = z.custom<TradeDate>((value) => typeof value === 'string' && parseTradeDate(value).ok, 'not a date');
export const instrumentId = z.custom<InstrumentId>(
  (value) => typeof value === 'string' && INSTRUMENT.test(value),
  'not an instrument',
);

/** An id of ours or of somebody else's: a text that is not empty. */
export function idText<Id extends string>(): z.ZodType<Id, Id> {
  return z.custom<Id>((value) => typeof value === 'string' && value !== '', 'not an id');
}

function isInteger(value: unknown, least: number = Number.MIN_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

/** The moments of a journal lie on one day, mostly: its midnight is worked out once. */
let latest: { readonly date: string; readonly midnight: number } = { date: '', midnight: 0 };

function parseMoment(text: string): Result<EpochMs, string> {
  if (text.slice(0, 10) === latest.date && text[10] === 'T') {
    const time = parseTimeOfDay(text.slice(11));
    return time.ok ? ok((latest.midnight + time.value) as EpochMs) : time;
  }
  const moment = parseLocalTime(text);
  if (moment.ok) latest = { date: text.slice(0, 10), midnight: moment.value - timeOfDayOf(moment.value) };
  return moment;
}

function decimalCodec<T extends number>(name: string, scale: number, least: number, format: (value: T) => string) {
  const parse = (text: string): Result<T, string> => {
    const units = parseDecimal(text, scale);
    return units.ok && units.value < least ? err('negative') : (units as Result<T, string>);
  };
  return textCodec<T>(name, (value) => isInteger(value, least), parse, format);
}

function textCodec<T extends number>(
  name: string,
  holds: (value: unknown) => boolean,
  parse: (text: string) => Result<T, string>,
  format: (value: T) => string,
): z.ZodCodec<z.ZodString, z.ZodType<T, T>> {
  return z.codec(z.string(), z.custom<T>((value) => holds(value), `not ${name}`), {
    decode: (text, context) => {
      const value = parse(text);
      if (value.ok) return value.value;
      context.issues.push({ code: 'custom', message: `not ${name}: ${value.error}`, input: text });
      return z.NEVER;
    },
    encode: format,
  });
}
