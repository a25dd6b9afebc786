import { z } from 'zod';
import { parseCondition } from '../../core/conditions/parse-condition.ts';
import { printCondition } from '../../core/conditions/print.ts';
import { scriptsIn } from '../../core/conditions/scripts.ts';
import { formatRate } from '../../core/kernel/decimal.ts';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { type Refusal, err, ok, refusal } from '../../core/kernel/result.ts';
import { RATE_ONE, rate } from '../../core/kernel/units.ts';
import { type ExitPolicy } from '../../core/oms/exit.ts';
import { WATCH_ACTIONS } from '../../core/risk/watch/watch.ts';
import { type InputCode } from './input-problem.ts';
import { field } from './json.ts';
import { type ConfigJson, executionStyle, styleJson } from './style-config.ts';
import { type ValueParser, fractionBetween, nameValue } from './values.ts';

/** A condition that needs nothing but market and books: a script belongs to a line, and an exit has none yet. */
const exitCondition: ValueParser<string> = (text) => {
  const parsed = parseCondition(text);
  if (!parsed.ok) return parsed;
  const [script] = scriptsIn(parsed.value);
  return script === undefined ? ok(printCondition(parsed.value)) : err(refusal('exit.script', { script }));
};

const exitPolicy = z
  .strictObject({
    name: field(nameValue),
    strategy: field(nameValue).nullable().default(null),
    condition: field(exitCondition),
    share: field(fractionBetween('0.0001', '1')).default(rate(RATE_ONE)),
    action: z.enum(WATCH_ACTIONS).default('propose'),
    style: executionStyle.nullable().default(null),
  })
  .transform(({ strategy, ...exit }): ExitPolicy => ({ ...exit, strategyId: strategy as StrategyId | null }));

/** The section `execution.exits`: when holdings are sold by a condition. */
export const exitPolicies = z.array(exitPolicy).superRefine((exits, context) => {
  exits.forEach(({ name }, index) => {
    if (exits.findIndex((other) => other.name === name) === index) return;
    const problem: Refusal<InputCode> = refusal('exit.nameTwice', { value: name });
    context.addIssue({ code: 'custom', path: [index, 'name'], params: { problem } });
  });
});

/** What {@link exitPolicies} reads back as `exit`. */
export function exitPolicyJson({ name, strategyId, condition, share, action, style }: ExitPolicy): ConfigJson {
  return { name, strategy: strategyId, condition, share: formatRate(share), action, style: style === null ? null : styleJson(style) };
}
