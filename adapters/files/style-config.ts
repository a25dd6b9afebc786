import { z } from 'zod';
import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type ScriptId, isScriptId } from '../../core/kernel/script.ts';
import { formatTimeOfDay } from '../../core/kernel/time.ts';
import {
  AUCTION_BASES,
  CATCH_UPS,
  CONTINUOUS_STYLE_NAMES,
  type ExecutionStyle,
  STYLE_NAMES,
  type SlicedStyle,
  WINDOW_RESTS,
} from '../../core/plan/line.ts';
import { MOST_SLICES, MOST_TICKS } from '../../core/plan/style-problem.ts';
import { field } from './json.ts';
import { fractionBetween, positiveQuantityValue, priceValue, secondsBetween, timeOfDayValue } from './values.ts';

export type ConfigValue = string | number | boolean | null | readonly ConfigValue[] | ConfigJson;
/** A configuration as people write it: rates as fractions and money in yuan (both as text), times of day, seconds. */
export interface ConfigJson {
  readonly [key: string]: ConfigValue;
}

const SECOND_MS = 1000;

/** A price may not be moved by all of itself. */
const fraction = field(fractionBetween('0', '0.99'));
const price = field(priceValue).nullable();
const interval = field(secondsBetween('1', '14400'));
const base = z.enum(AUCTION_BASES);

const limit = z.strictObject({ style: z.literal('limit'), price });
const bestFive = z.strictObject({ style: z.literal('bestFive'), rest: z.enum(['cancel', 'limit']), bound: fraction });
const pegged = z
  .strictObject({
    style: z.literal('pegged'),
    to: z.enum(['own', 'opposite']),
    ticks: z.int().min(-MOST_TICKS).max(MOST_TICKS),
    bound: fraction,
    reprice: interval.nullable(),
  })
  .transform(({ reprice, ...style }) => ({ ...style, repriceMs: reprice }));
const iceberg = z.strictObject({
  style: z.literal('iceberg'),
  shown: field(positiveQuantityValue),
  price,
  bound: fraction,
  refillAt: fraction,
});
const afterHours = z.strictObject({ style: z.literal('afterHours'), bound: fraction });
const closingAuction = z.strictObject({ style: z.literal('closingAuction'), from: base, offset: fraction, price });
const sliced = z
  .strictObject({
    style: z.enum(['twap', 'vwap']),
    start: field(timeOfDayValue).nullable(),
    end: field(timeOfDayValue),
    slices: z.int().min(1).max(MOST_SLICES).nullable(),
    interval,
    cap: field(fractionBetween('0.0001', '1')).nullable(),
    bound: fraction,
    sizeJitter: fraction,
    timeJitter: fraction,
    catchUp: z.enum(CATCH_UPS),
    rest: z.enum(WINDOW_RESTS),
  })
  .transform(({ interval: intervalMs, ...style }) => ({ ...style, intervalMs }));

const CONTINUOUS = [limit, pegged, bestFive, sliced, iceberg, closingAuction, afterHours] as const;

/** The name is checked first, so that a wrong one is told which ones there are. */
const continuousStyle = z
  .looseObject({ style: z.enum(CONTINUOUS_STYLE_NAMES) })
  .pipe(z.discriminatedUnion('style', CONTINUOUS));

const callAuction = z
  .strictObject({ style: z.literal('callAuction'), offset: fraction, then: continuousStyle.nullable(), from: base, price })
  .transform(({ from, price: fixed, ...style }) => ({
    ...style,
    ...(from === 'reference' ? {} : { from }),
    ...(fixed === null ? {} : { price: fixed }),
  }));

const script = z
  .strictObject({
    style: z.literal('script'),
    script: z.custom<ScriptId>((value) => typeof value === 'string' && isScriptId(value), 'must be the name of a script'),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  })
  .transform(({ parameters, ...style }) => ({ ...style, params: parameters }));

export const executionStyle = z
  .looseObject({ style: z.enum([...STYLE_NAMES, 'script']) })
  .pipe(z.discriminatedUnion('style', [callAuction, script, ...CONTINUOUS]));

/** What `executionStyle` reads back as `style`. */
export function styleJson(style: ExecutionStyle): ConfigJson {
  switch (style.style) {
    case 'callAuction':
      return openingJson(style);
    case 'script':
      return { style: 'script', script: style.script, parameters: style.params };
    case 'limit':
      return { style: 'limit', price: yuanOrNull(style.price) };
    case 'bestFive':
      return { style: 'bestFive', rest: style.rest, bound: formatRate(style.bound) };
    case 'pegged': {
      const { to, ticks, bound, repriceMs } = style;
      return { style: 'pegged', to, ticks, bound: formatRate(bound), reprice: repriceMs === null ? null : repriceMs / SECOND_MS };
    }
    case 'iceberg': {
      const { shown, bound, refillAt } = style;
      return { style: 'iceberg', shown, price: yuanOrNull(style.price), bound: formatRate(bound), refillAt: formatRate(refillAt) };
    }
    case 'afterHours':
      return { style: 'afterHours', bound: formatRate(style.bound) };
    case 'closingAuction':
      return { style: 'closingAuction', from: style.from, offset: formatRate(style.offset), price: yuanOrNull(style.price) };
    case 'twap':
    case 'vwap':
      return slicedJson(style);
  }
}

function openingJson(style: Extract<ExecutionStyle, { style: 'callAuction' }>): ConfigJson {
  const { then, offset, from = 'reference', price: fixed = null } = style;
  const next = then === null ? null : styleJson(then);
  return { style: 'callAuction', from, offset: formatRate(offset), price: yuanOrNull(fixed), then: next };
}

function slicedJson(style: SlicedStyle): ConfigJson {
  const { start, end, slices, intervalMs, cap, bound, sizeJitter, timeJitter, catchUp, rest } = style;
  return {
    style: style.style,
    start: start === null ? null : formatTimeOfDay(start),
    end: formatTimeOfDay(end),
    slices,
    interval: intervalMs / SECOND_MS,
    cap: cap === null ? null : formatRate(cap),
    bound: formatRate(bound),
    sizeJitter: formatRate(sizeJitter),
    timeJitter: formatRate(timeJitter),
    catchUp,
    rest,
  };
}

function yuanOrNull(units: Parameters<typeof formatYuan>[0] | null): string | null {
  return units === null ? null : formatYuan(units);
}
