import { z } from 'zod';
import { executionStyle } from './style-schemas.ts';

const reason = z.string().trim().min(1).max(200);
/** Strategies are named by their makers. */
const strategy = z.string().min(1).max(64);
/** Rates in 1e-8, money in 1/10000 yuan. Read once more by the schema of configurations, which knows what goes together. */
const settings = z.strictObject({
  capital: z.int(),
  enabled: z.boolean(),
  style: executionStyle.nullable(),
  guards: z.strictObject({ sellAtLimitUp: z.boolean(), buyAtLimitDown: z.boolean(), maxBuyChange: z.int().min(0).nullable() }).nullable(),
});

/** What the window may ask of the strategies that the account follows. */
export const strategyRequests = {
  /** `detail`: whose targets are told one by one; null: nobody's. */
  strategies: z.strictObject({ detail: strategy.nullable() }),
  followStrategy: z.strictObject({ strategy, settings, reason }),
  unfollowStrategy: z.strictObject({
    strategy,
    holdings: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('keep') }),
      z.strictObject({ kind: z.literal('sell') }),
      z.strictObject({ kind: z.literal('handOver'), to: strategy }),
    ]),
    reason,
  }),
  previewSwitch: z.strictObject({ from: strategy, to: strategy }),
  switchStrategy: z.strictObject({ from: strategy, to: strategy, reason }),
  netInternally: z.strictObject({ instrument: z.string().regex(/^\d{6}\.(SH|SZ|BJ)$/), reason }),
  /** Makes the plan anew of the day's signals, with the strategies as they are followed now. */
  replan: z.strictObject({}),
} as const;
