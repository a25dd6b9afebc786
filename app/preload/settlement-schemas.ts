import { z } from 'zod';

const reason = z.string().trim().min(1).max(200);
const id = z.string().regex(/^D\d{1,9}$/);

/** What a person books instead of what is proposed; money in 1/10000 yuan. */
const booking = z.strictObject({
  cash: z.int(),
  instrument: z.string().regex(/^\d{6}\.(SH|SZ|BJ)$/).nullable(),
  /** Below 0: they go; 0 without an instrument. */
  quantity: z.int(),
  cost: z.int().min(0),
});

/** What the window may ask of the end of a day. */
export const settlementRequests = {
  settlement: z.strictObject({}),
  resolveDifference: z.discriminatedUnion('resolution', [
    z.strictObject({ resolution: z.enum(['accept', 'refuse']), id, reason }),
    z.strictObject({ resolution: z.literal('edit'), id, reason, booking }),
  ]),
  /** Whether the day waits for a person to seal it although nothing differs. */
  holdSeal: z.strictObject({ held: z.boolean() }),
  sealDay: z.strictObject({}),
  releaseDay: z.strictObject({ reason }),
} as const;

export type BookingInput = Readonly<z.infer<typeof booking>>;
