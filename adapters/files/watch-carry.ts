import { z } from 'zod';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { type Money } from '../../core/kernel/units.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { STYLE_NAMES } from '../../core/plan/line.ts';
import { WATCH_ACTIONS, WATCH_NAMES, WATCH_SCOPES } from '../../core/risk/watch/watch.ts';
import { field } from './json.ts';
import { instrumentValue, nameValue, positiveQuantityValue, signedAmountValue } from './values.ts';
import { settingJson, settingSchema } from './watch-policy.ts';

/** The key `watches` of an account: what its watches bring over from the day before. */

const target = { scope: z.enum(WATCH_SCOPES), of: z.string().max(64) };
const ref = { watch: z.enum(WATCH_NAMES), ...target };

const own = z.discriminatedUnion(
  'watch',
  WATCH_NAMES.map((watch) => z.strictObject({ watch: z.literal(watch), ...target, setting: settingSchema(watch).unwrap() })) as [OwnSchema, ...OwnSchema[]],
);
type OwnSchema = z.ZodObject<
  { watch: z.ZodLiteral<(typeof WATCH_NAMES)[number]> } & typeof target & { setting: ReturnType<ReturnType<typeof settingSchema>['unwrap']> },
  z.core.$strict
>;

const owed = z
  .strictObject({
    ...ref,
    instrument: field(instrumentValue),
    strategy_id: field(nameValue),
    quantity: field(positiveQuantityValue),
    action: z.enum(WATCH_ACTIONS),
    execution: z.enum(STYLE_NAMES).nullable(),
  })
  .transform(({ strategy_id: strategyId, ...sale }) => ({ ...sale, strategyId: strategyId as StrategyId }));

export const watchCarrySchema: z.ZodType<WatchCarry> = z.strictObject({
  highs: z.array(z.strictObject({ ...target, high: field(signedAmountValue) })).default([]),
  own: z.array(own).default([]),
  disarmed: z.array(z.strictObject(ref)).default([]),
  owed: z.array(owed).default([]),
  exits_off: z.array(field(nameValue)).exactOptional(),
}).transform(({ exits_off: exitsOff, ...carry }): WatchCarry => (exitsOff === undefined ? carry : { ...carry, exitsOff }));

/** What {@link watchCarrySchema} reads back. Highs are in yuan: prices, and profits of several holdings. */
export function watchCarryJson({ highs, own: settings, disarmed, owed: sales, exitsOff }: WatchCarry): object {
  return {
    highs: highs.map(({ scope, of, high }) => ({ scope, of, high: formatYuan(high as Money) })),
    own: settings.map(({ watch, scope, of, setting }) => ({ watch, scope, of, setting: settingJson(watch, setting) })),
    disarmed,
    owed: sales.map(({ strategyId, ...sale }) => ({ ...sale, strategy_id: strategyId })),
    ...(exitsOff === undefined ? {} : { exits_off: exitsOff }),
  };
}
