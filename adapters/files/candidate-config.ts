import { z } from 'zod';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { formatTimeOfDay, timeOfDay } from '../../core/kernel/time.ts';
import { type CandidatePolicy } from '../../core/plan/candidates.ts';
import { field } from './json.ts';
import { eachStrategyOnce } from './strategy-list.ts';
import { type ConfigJson } from './style-config.ts';
import { instrumentValue, nameValue, secondsBetween, timeOfDayValue } from './values.ts';

const SECOND_MS = 1000;
const MOST_REPLACEMENTS = 5;

const candidatePolicy = z
  .strictObject({
    strategy: field(nameValue),
    from: z.union([z.literal('sector'), z.array(field(instrumentValue)).min(1)]),
    start: field(timeOfDayValue).default(timeOfDay('09:25:00')),
    end: field(timeOfDayValue).default(timeOfDay('14:50:00')),
    lasting: field(secondsBetween('0', '14400')).default(60 * SECOND_MS),
    most: z.int().min(1).max(MOST_REPLACEMENTS).default(1),
  })
  .transform(({ strategy, lasting, ...policy }): CandidatePolicy => ({ strategyId: strategy as StrategyId, ...policy, lastingMs: lasting }));

/** The section `execution.candidates`: what each strategy buys in place of a buy that nobody sells. */
export const candidatePolicies = z.array(candidatePolicy).superRefine(eachStrategyOnce);

/** What {@link candidatePolicies} reads back as `policy`. */
export function candidatePolicyJson({ strategyId, from, start, end, lastingMs, most }: CandidatePolicy): ConfigJson {
  return { strategy: strategyId, from, start: formatTimeOfDay(start), end: formatTimeOfDay(end), lasting: lastingMs / SECOND_MS, most };
}
