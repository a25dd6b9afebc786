import { z } from 'zod';
import { formatRate } from '../../core/kernel/decimal.ts';
import { type Rate } from '../../core/kernel/units.ts';
import { STYLE_NAMES } from '../../core/plan/line.ts';
import { WATCH_ACTIONS, WATCH_NAMES, type WatchName, type WatchScope, type WatchSetting } from '../../core/risk/watch/watch.ts';
import { AT_LIMIT_DOWN, WATCH_STYLE, type WatchPolicy, type WatchSettings, settingOf } from '../../core/risk/watch/watch-policy.ts';
import { WATCHES } from '../../core/risk/watch/watches.ts';
import { field } from './json.ts';
import { type ConfigJson } from './style-config.ts';
import { fractionBetween, nameValue, positiveQuantityValue } from './values.ts';

/** The part `watch` of a risk policy: one section per watch, in it one per thing that it can look at. */

const share: z.ZodType<number> = field(fractionBetween('0.0001', '1'));
const count: z.ZodType<number> = field(positiveQuantityValue);

/** How one watch is set; null: it is off. */
export function settingSchema(watch: WatchName) {
  const limit = WATCHES[watch].unit === 'share' ? share : count;
  return z
    .strictObject({
      at: limit,
      rearm: limit.nullable().default(null),
      action: z.enum(WATCH_ACTIONS),
      execution: z.enum(STYLE_NAMES).nullable().default(WATCH_STYLE),
    })
    .superRefine(({ at, rearm }, context) => {
      if (rearm === null || rearm < at) return;
      context.addIssue({ code: 'custom', path: ['rearm'], params: { problem: { code: 'watch.rearmTooFar', params: { value: rearm } } } });
    })
    .nullable();
}

function scopedSchema(watch: WatchName) {
  return z.strictObject(Object.fromEntries(WATCHES[watch].scopes.map((scope) => [scope, settingSchema(watch)])));
}

export const watchSchema = z
  .strictObject({
    index: field(nameValue),
    atLimitDown: z.enum(AT_LIMIT_DOWN),
    ...(Object.fromEntries(WATCH_NAMES.map((watch) => [watch, scopedSchema(watch)])) as Record<WatchName, ReturnType<typeof scopedSchema>>),
  })
  .transform(
    // The schemas are made from the same list of scopes that the type names.
    ({ index, atLimitDown, ...watches }): WatchPolicy => ({ index, atLimitDown, watches: watches as WatchSettings }),
  );

/** What {@link watchSchema} reads back as `policy`. */
export function watchJson(policy: WatchPolicy): ConfigJson {
  const { index, atLimitDown } = policy;
  const sections = WATCH_NAMES.map((watch) => [watch, scopedJson(policy, watch)] as const);
  return { index, atLimitDown, ...Object.fromEntries(sections) };
}

function scopedJson(policy: WatchPolicy, watch: WatchName): ConfigJson {
  const of = (scope: WatchScope): readonly [string, ConfigJson | null] => [scope, settingJson(watch, settingOf(policy, watch, scope))];
  return Object.fromEntries(WATCHES[watch].scopes.map(of));
}

/** What {@link settingSchema} reads back. */
export function settingJson(watch: WatchName, setting: WatchSetting | null): ConfigJson | null {
  if (setting === null) return null;
  const text = (value: number): string | number => (WATCHES[watch].unit === 'share' ? formatRate(value as Rate) : value);
  const { at, rearm, action, execution } = setting;
  return { at: text(at), rearm: rearm === null ? null : text(rearm), action, execution };
}
