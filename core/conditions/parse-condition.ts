import { type Result } from '../kernel/result.ts';
import { checkCondition } from './checker.ts';
import { type Condition } from './condition.ts';
import { parseSyntax } from './parser.ts';
import { type ConditionRefusal } from './problem.ts';

/**
 * Reads a condition as people write it, `change <= -1% and not limit_down for 30s`: what is wrong with it is said with
 * its place, what was expected there and the nearest known name.
 */
export function parseCondition(text: string): Result<Condition, ConditionRefusal> {
  const syntax = parseSyntax(text);
  return syntax.ok ? checkCondition(syntax.value) : syntax;
}
