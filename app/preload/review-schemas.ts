import { z } from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Which days and whose part of them; null: from the first, to the last, everyone's. */
const look = { from: date.nullable(), to: date.nullable(), strategyId: z.string().min(1).max(64).nullable() };

/** A page of a long table. */
const page = z.strictObject({
  ...look,
  instrument: z.string().min(1).max(16).nullable(),
  order: z.strictObject({ by: z.enum(['time', 'amount']), descending: z.boolean() }),
  start: z.int().min(0),
  count: z.int().min(1).max(500),
});

/** What the window asks of the account's past. */
export const reviewRequests = {
  review: z.strictObject({ ...look, index: z.string().min(1).max(16).nullable() }),
  /** Takes an index's closes from a file that the system's dialog asks for. */
  importIndex: z.strictObject({}),
  reviewProfits: z.strictObject(look),
  reviewCosts: z.strictObject(look),
  reviewTrips: page,
  reviewFills: page,
} as const;
