import { type AlertSettings } from '../../preload/alert-schemas.ts';
import { type HealthPart, type HealthRow } from '../../preload/alert-rows.ts';

/** What was measured; null: there is nothing to measure now. */
export type Measures = Readonly<Record<HealthPart, number | null>>;

/** Free disk is the one thing of which more is better. */
const MORE_IS_BETTER: ReadonlySet<HealthPart> = new Set(['disk']);

/** Holds what was measured against its limits. */
export function judgeHealth(measures: Measures, limits: AlertSettings['limits']): readonly HealthRow[] {
  return (Object.keys(limits) as HealthPart[]).map((part) => {
    const value = measures[part];
    const { warn, bad } = limits[part];
    return { part, value, warn, bad, state: stateOf(value, { warn, bad }, MORE_IS_BETTER.has(part)) };
  });
}

function stateOf(value: number | null, { warn, bad }: { readonly warn: number; readonly bad: number }, moreIsBetter: boolean): HealthRow['state'] {
  if (value === null) return 'unknown';
  const beyond = (limit: number): boolean => (moreIsBetter ? value < limit : value > limit);
  if (beyond(bad)) return 'bad';
  return beyond(warn) ? 'warn' : 'good';
}
