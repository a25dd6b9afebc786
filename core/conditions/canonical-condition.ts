import { type Result, ok } from '../kernel/result.ts';
import { parseCondition } from './parse-condition.ts';
import { printCondition } from './print.ts';
import { type ConditionRefusal } from './problem.ts';

/** The one text by which a condition is kept, from however a person wrote it; what is wrong with it names its place. */
export function canonicalCondition(text: string): Result<string, ConditionRefusal> {
  const parsed = parseCondition(text);
  return parsed.ok ? ok(printCondition(parsed.value)) : parsed;
}
