import { z } from 'zod';
import { WATCH_ACTIONS } from '../../core/risk/watch/watch.ts';
import { refusal, strategyId } from './event-parts.ts';
import { watchRef, watchSetting } from './risk-parts.ts';
import { instrumentId, shares, wholeNumber } from './unit-codecs.ts';

/** What the watches write of themselves. Their numbers are in the unit that the watch compares, as whole numbers. */

export const watchTarget = { scope: watchRef.scope, of: watchRef.of };

export const watchReading = z.strictObject({
  unit: z.enum(['price', 'money', 'share', 'count']),
  from: wholeNumber,
  value: wholeNumber,
  limit: wholeNumber,
  back: wholeNumber.nullable(),
});

const holder = { instrument: instrumentId, strategyId };
export const heldShares = z.strictObject(holder);
export const unsoldShares = z.strictObject({ ...holder, quantity: shares, reason: refusal });
export const owedSale = z.strictObject({
  ...watchRef,
  ...holder,
  quantity: shares,
  action: z.enum(WATCH_ACTIONS),
  execution: z.string().nullable(),
});

export const watchCarry = z.strictObject({
  highs: z.array(z.strictObject({ ...watchTarget, high: wholeNumber })),
  own: z.array(z.strictObject({ ...watchRef, setting: watchSetting })),
  disarmed: z.array(z.strictObject(watchRef)),
  owed: z.array(owedSale),
  exitsOff: z.array(z.string()).exactOptional(),
});
