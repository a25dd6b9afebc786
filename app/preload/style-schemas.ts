import { z } from 'zod';

/** How a line is worked, as the window sends it. */

const DAY_MS = 86_400_000;
const quantity = z.int().positive();
const unitPrice = z.int().positive();
const rate = z.int().min(0).max(100_000_000);

const auctionBase = z.enum(['reference', 'prevClose', 'last', 'limitUp', 'limitDown']);
/** Milliseconds since midnight in Shanghai. */
export const time = z.int().min(0).max(DAY_MS - 1);
const milliseconds = z.int().positive().max(DAY_MS);

const continuousStyle = z.discriminatedUnion('style', [
  z.strictObject({ style: z.literal('limit'), price: unitPrice.nullable() }),
  z.strictObject({ style: z.literal('bestFive'), rest: z.enum(['cancel', 'limit']), bound: rate }),
  z.strictObject({
    style: z.literal('pegged'),
    to: z.enum(['own', 'opposite']),
    ticks: z.int().min(-1_000).max(1_000),
    bound: rate,
    repriceMs: milliseconds.nullable(),
  }),
  z.strictObject({ style: z.literal('iceberg'), shown: quantity, price: unitPrice.nullable(), bound: rate, refillAt: rate }),
  z.strictObject({ style: z.literal('afterHours'), bound: rate }),
  z.strictObject({ style: z.literal('closingAuction'), from: auctionBase, offset: rate, price: unitPrice.nullable() }),
  z.strictObject({
    style: z.enum(['twap', 'vwap']),
    /** Null: as soon as the line may work. Times are milliseconds since midnight in Shanghai. */
    start: time.nullable(),
    end: time,
    slices: z.int().positive().max(14_400).nullable(),
    intervalMs: milliseconds,
    cap: rate.nullable(),
    bound: rate,
    sizeJitter: rate,
    timeJitter: rate,
    catchUp: z.enum(['atOnce', 'gradual', 'skip']),
    rest: z.enum(['carryOn', 'closingAuction', 'cancel']),
  }),
]);

export const scriptName = z.string().regex(/^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/).max(64);
export const scriptParams = z.record(z.string().max(64), z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]));
const scriptStyle = z.strictObject({
  style: z.literal('script'),
  script: scriptName,
  params: scriptParams,
});

export const executionStyle = z.discriminatedUnion('style', [
  z.strictObject({
    style: z.literal('callAuction'),
    offset: rate,
    then: continuousStyle.nullable(),
    from: auctionBase.exactOptional(),
    price: unitPrice.exactOptional(),
  }),
  scriptStyle,
  ...continuousStyle.options,
]);
