import { z } from 'zod';
import { MAX_STATEMENT_BYTES } from './contract.ts';

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

const MOST_FILES = 20;
const fileName = z.string().min(1).max(255);
const statementFile = z.strictObject({ name: fileName, bytes: z.instanceof(Uint8Array) });
/** Read by the mapping's own schema; its file is called after the broker. */
const mapping = z.strictObject({
  broker: z.string().regex(/^[\p{L}\p{N}_-]{1,40}$/u),
  headings: z.record(z.string(), z.string()),
  words: z.record(z.string(), z.string()),
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
  addStatements: z.strictObject({
    files: z
      .array(statementFile)
      .min(1)
      .max(MOST_FILES)
      .refine((files) => files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) <= MAX_STATEMENT_BYTES),
  }),
  pickStatements: z.strictObject({}),
  dropStatement: z.strictObject({ name: fileName }),
  checkMapping: z.strictObject({ file: fileName, mapping }),
  saveMapping: z.strictObject({ mapping }),
  compareStatements: z.strictObject({ token: z.string().min(1).max(128) }),
} as const;

export type BookingInput = Readonly<z.infer<typeof booking>>;
