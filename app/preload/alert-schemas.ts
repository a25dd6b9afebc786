import { z } from 'zod';
import { CHANNELS, HEALTH_PARTS } from './alert-rows.ts';

const DAY_MS = 86_400_000;
const line = z.string().trim().max(200);
const time = z.int().min(0).max(DAY_MS - 1);

/** From which level on a channel is used; `off`: never. */
const from = z.enum(['off', 'info', 'warn', 'critical']);

const mail = z.strictObject({
  host: line,
  port: z.int().min(1).max(65_535),
  secure: z.boolean(),
  user: line,
  from: line,
  to: line,
});

const limit = z.strictObject({ warn: z.int().positive(), bad: z.int().positive() });

/** When the trader is told of what, and how. Secrets are not in it. */
export const alertSettingsSchema = z.strictObject({
  from: z.strictObject(Object.fromEntries(CHANNELS.map((name) => [name, from])) as Record<(typeof CHANNELS)[number], typeof from>),
  mail,
  /** Times of day by which there is a plan, and by which the day is sealed. */
  planBy: time,
  sealBy: time,
  /** How long an order may wait for the broker's word, in milliseconds. */
  stuckMs: z.int().positive().max(DAY_MS),
  limits: z.strictObject(Object.fromEntries(HEALTH_PARTS.map((part) => [part, limit])) as Record<(typeof HEALTH_PARTS)[number], typeof limit>),
});

export type AlertSettings = Readonly<z.infer<typeof alertSettingsSchema>>;

const channel = z.enum(CHANNELS);

export const alertRequests = {
  monitor: z.strictObject({}),
  alertSettings: z.strictObject({}),
  setAlertSettings: alertSettingsSchema,
  /** A password or address; empty: forget it. The window never gets it back. */
  setUpChannel: z.strictObject({ channel: z.enum(['mail', 'wecom', 'webhook']), key: z.string().max(2_000) }),
  testChannel: z.strictObject({ channel }),
  dayRecords: z.strictObject({ after: z.int().min(0) }),
  logTail: z.strictObject({}),
} as const;
