import { type Refusal, type RefusalParams, type Result, refuse } from '../kernel/result.ts';

/** What can be wrong with the text of a condition. `at` is the place in it: 1 is its first character. */
export type ConditionProblem =
  /** Nothing but blanks. */
  | 'condition.empty'
  /** `{ at, limit }` characters. */
  | 'condition.tooLong'
  /** `{ at, limit }` brackets, negations and signs within one another. */
  | 'condition.tooDeep'
  /** A character that means nothing here. `{ at, found }` */
  | 'condition.badCharacter'
  /** One that is written otherwise here, such as `&`. `{ at, found, nearest }` */
  | 'condition.foreignCharacter'
  /** More decimals than its unit has, or too large. `{ at, found, decimals }` */
  | 'condition.badNumber'
  /** `{ at, found }` */
  | 'condition.badTime'
  /** Something else belongs here. `{ at, found, expected }` */
  | 'condition.unexpected'
  /** Something is still missing. `{ at, expected }` */
  | 'condition.endsEarly'
  /** Like no known name. `{ at, found }` */
  | 'condition.unknownName'
  /** `{ at, found, nearest }`: the known name that is most like it. */
  | 'condition.misspeltName'
  /** `{ at, name, expected }`: `days`, `index` or `script` in brackets. */
  | 'condition.needsArgument'
  /** `{ at, name }` */
  | 'condition.noArgument'
  /** `{ at, name, found, min, max }` */
  | 'condition.daysOutOfRange'
  /** `{ at, found, min, max }` seconds. */
  | 'condition.secondsOutOfRange'
  /** A script in quotes, but no name of one. `{ at, found }` */
  | 'condition.badScriptName'
  /** How long something has been so is the script's own to count. `{ at }` */
  | 'condition.scriptLasting'
  /** Two units that do not go together. `{ at, operator, left, right }` */
  | 'condition.unitsDiffer'
  /** A value where a condition belongs, such as `price and …`. `{ at, found }`: its unit. */
  | 'condition.notACondition'
  /** A condition where a value belongs, such as `limit_up > 3`. `{ at }` */
  | 'condition.notAValue'
  /** Nothing in it can change: `1% < 2%`, `2 * 3`. `{ at }` */
  | 'condition.constant';

export type ConditionRefusal = Refusal<ConditionProblem>;

export function problem(code: ConditionProblem, params: RefusalParams): Result<never, ConditionRefusal> {
  return refuse(code, params);
}
