import { z } from 'zod';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type StrategySettings } from '../../core/oms/strategy/followed.ts';
import { guardsJson, guardsSchema } from './guards-config.ts';
import { type InputProblem } from './input-problem.ts';
import { field, fieldProblems } from './json.ts';
import { type ConfigJson, executionStyle, styleJson } from './style-config.ts';
import { positiveAmountValue } from './values.ts';

/** How a strategy is followed, in the words of a configuration. */
const schema = z.strictObject({
  capital: field(positiveAmountValue),
  enabled: z.boolean(),
  style: executionStyle.nullable(),
  guards: guardsSchema.nullable(),
});

/** Reads settings that somebody has filled in, all of them; every wrong field is named. */
export function parseStrategySettings(json: unknown): Result<StrategySettings, readonly InputProblem[]> {
  const parsed = schema.safeParse(json, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(fieldProblems('strategy', parsed.error));
}

/** What `parseStrategySettings` reads back as `settings`. */
export function strategySettingsJson({ capital, enabled, style, guards }: StrategySettings): ConfigJson {
  return { capital: formatYuan(capital), enabled, style: style === null ? null : styleJson(style), guards: guards === null ? null : guardsJson(guards) };
}
