import { MONEY_SCALE, RATE_SCALE, parseDecimal } from '../../core/kernel/decimal.ts';
import { type Result, err, ok, refusal } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate, parseTimeOfDay, parseTradeDate } from '../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, RATE_ONE, type Rate } from '../../core/kernel/units.ts';
import { type InstrumentId, parseInstrumentId } from '../../core/market/instrument.ts';
import { parseIndexId } from '../../core/market/market-index.ts';
import { type InputCode, type InputProblem } from './input-problem.ts';

/** Reads one field; the refusal says what is wrong with the value, and the caller adds where it stands. */
export type ValueParser<T> = (text: string) => Result<T, InputProblem>;

/** Longest piece of a wrong value that is repeated in a message. */
const SHOWN = 40;
/** More shares than any Chinese company has; more is a mistake. */
const MAX_QUANTITY = 1_000_000_000_000;
const MAX_NAME = 64;
const MAX_TEXT = 1000;

function wrong(code: InputCode, text: string, params: Readonly<Record<string, string | number>> = {}): Result<never, InputProblem> {
  const value = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return err(refusal(code, { value, ...params }));
}

function decimal(text: string, scale: number): Result<number, InputProblem> {
  if (text === '') return wrong('value.missing', text);
  const parsed = parseDecimal(text, scale);
  if (parsed.ok) return parsed;
  return wrong(`value.${parsed.error}`, text, parsed.error === 'tooManyDecimals' ? { limit: scale } : {});
}

/** A price above 0, in yuan. */
export const priceValue: ValueParser<Price> = (text) => {
  const parsed = decimal(text, MONEY_SCALE);
  if (!parsed.ok) return parsed;
  return parsed.value > 0 ? ok(parsed.value as Price) : wrong('value.notPositive', text);
};

function notNegative(text: string): Result<number, InputProblem> {
  const parsed = decimal(text, MONEY_SCALE);
  return parsed.ok && parsed.value < 0 ? wrong('value.negative', text) : parsed;
}

/** An amount in yuan, which may be owed. */
export const signedAmountValue: ValueParser<Money> = (text) => decimal(text, MONEY_SCALE) as Result<Money, InputProblem>;

/** An amount in yuan, 0 or more. */
export const amountValue: ValueParser<Money> = (text) => notNegative(text) as Result<Money, InputProblem>;

/** What a share cost, in yuan; 0 for one that was given. */
export const costValue: ValueParser<Price> = (text) => notNegative(text) as Result<Price, InputProblem>;

/** What is announced for ten shares, with up to 7 decimals: the same for one share in steps of 1e-8. */
export const per10Value: ValueParser<Rate> = (text) => {
  const parsed = decimal(text, RATE_SCALE - 1);
  return parsed.ok && parsed.value < 0 ? wrong('value.negative', text) : (parsed as Result<Rate, InputProblem>);
};

/** Above 0, in steps of 1e-8. */
export const ratioValue: ValueParser<Rate> = (text) => {
  const parsed = decimal(text, RATE_SCALE);
  return parsed.ok && parsed.value <= 0 ? wrong('value.notPositive', text) : (parsed as Result<Rate, InputProblem>);
};

/** Whole shares, 0 or more; `100.0` is taken for 100, as spreadsheets write it. */
export const quantityValue: ValueParser<Quantity> = (text) => {
  const parsed = decimal(text, 0);
  if (!parsed.ok) {
    return parsed.error.code === 'value.tooManyDecimals' ? wrong('value.notWhole', text) : parsed;
  }
  if (parsed.value < 0) return wrong('value.negative', text);
  return parsed.value <= MAX_QUANTITY ? ok(parsed.value as Quantity) : wrong('value.tooLarge', text);
};

/** Above 0. */
function positive<T extends number>(parse: ValueParser<T>): ValueParser<T> {
  return (text) => {
    const parsed = parse(text);
    return parsed.ok && parsed.value === 0 ? wrong('value.notPositive', text) : parsed;
  };
}

export const positiveQuantityValue = positive(quantityValue);
export const positiveAmountValue = positive(amountValue);

/** A share of the whole, 0 to 1, in steps of 1e-8. */
export const fractionValue: ValueParser<Rate> = (text) => {
  const parsed = decimal(text, RATE_SCALE);
  return parsed.ok ? inUnitRange(parsed.value, text) : parsed;
};

/** The same with bounds of its own, both included. */
export function fractionBetween(min: string, max: string): ValueParser<Rate> {
  return between(fractionValue, min, max);
}

const MILLIS_SCALE = 3;

/** Seconds with up to three decimals, read as milliseconds. */
export function secondsBetween(min: string, max: string): ValueParser<number> {
  return between((text) => decimal(text, MILLIS_SCALE), min, max);
}

function between<T extends number>(parse: ValueParser<T>, min: string, max: string): ValueParser<T> {
  const [least, most] = [parse(min), parse(max)];
  if (!least.ok || !most.ok) throw new RangeError(`not a range: ${min} to ${max}`);
  return (text) => {
    const parsed = parse(text);
    if (!parsed.ok) return parsed.error.code === 'value.outOfRange' ? wrong('value.outOfRange', text, { min, max }) : parsed;
    return parsed.value >= least.value && parsed.value <= most.value ? parsed : wrong('value.outOfRange', text, { min, max });
  };
}

const FLOAT = /^([+-]?)(\d{1,20})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A target weight as research platforms write it: of any number of digits (`0.14285714285714285`), with an exponent
 * when it is small (`5e-05`). Rounded half up to a step of 1e-8; its digits are moved as text, never through a float.
 */
export const weightValue: ValueParser<Rate> = (text) => {
  if (text === '') return wrong('value.missing', text);
  const match = FLOAT.exec(text);
  if (match === null) return wrong('value.notANumber', text);
  const [, , whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent) + RATE_SCALE;
  const digits = whole + fraction;
  const kept = point < 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const roundUp = point >= 0 && (digits[point] ?? '0') >= '5';
  const units = kept.length > RATE_SCALE + 20 ? Number.POSITIVE_INFINITY : Number(kept) + (roundUp ? 1 : 0);
  return inUnitRange(units, text);
};

/** `-0.0` is 0, but what is less than 0 before it is rounded is wrong. */
const NEGATIVE = /^-[0.]*[1-9]/;

function inUnitRange(units: number, text: string): Result<Rate, InputProblem> {
  if (units <= RATE_ONE && !NEGATIVE.test(text)) return ok(Math.abs(units) as Rate);
  return wrong('value.outOfRange', text, { min: '0', max: '1' });
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?$/;

/** A day; a midnight that is written with it is dropped. */
export const dateValue: ValueParser<TradeDate> = (text) => {
  if (text === '') return wrong('value.missing', text);
  const parsed = parseTradeDate(MIDNIGHT.exec(text)?.[1] ?? text);
  return parsed.ok ? parsed : wrong('value.notADate', text);
};

export const timeOfDayValue: ValueParser<TimeOfDay> = (text) => {
  if (text === '') return wrong('value.missing', text);
  const parsed = parseTimeOfDay(text);
  return parsed.ok ? parsed : wrong('value.notATime', text, { example: '14:57:00' });
};

export const instrumentValue: ValueParser<InstrumentId> = (text) => {
  if (text === '') return wrong('value.missing', text);
  const parsed = parseInstrumentId(text);
  if (parsed.ok) return parsed;
  const { exchange } = parsed.error.params;
  return wrong(parsed.error.code, text, typeof exchange === 'string' ? { exchange } : {});
};

/** What a feed quotes: an instrument, or an index, which nobody can trade. */
export const quotedValue: ValueParser<InstrumentId> = (text) => {
  const index = parseIndexId(text.trim());
  return index === null ? instrumentValue(text) : ok(index);
};

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

export const booleanValue: ValueParser<boolean> = (text) => {
  if (text === '') return wrong('value.missing', text);
  const value = BOOLEANS[text.toLowerCase()];
  return value === undefined ? wrong('value.notOneOf', text, { allowed: 'true, false' }) : ok(value);
};

function textUpTo(limit: number): ValueParser<string> {
  return (text) => {
    if (text === '') return wrong('value.missing', text);
    return text.length <= limit ? ok(text) : wrong('value.tooLong', text, { limit });
  };
}

/** A strategy's or another thing's name. */
export const nameValue = textUpTo(MAX_NAME);
/** Somebody's own words. */
export const textValue = textUpTo(MAX_TEXT);

/** One of a few words. */
export function wordValue<Word extends string>(words: readonly Word[]): ValueParser<Word> {
  return (text) => {
    if (text === '') return wrong('value.missing', text);
    const word = words.find((one) => one === text);
    return word === undefined ? wrong('value.notOneOf', text, { allowed: words.join(', ') }) : ok(word);
  };
}
