import { type ConditionProblem } from '../../core/conditions/problem.ts';

type Params = Readonly<Record<string, string>>;

const PARTS: Params = {
  value: 'a name, a number or a bracket',
  continuation: 'and, or, for or the end',
  duration: 'a time such as 30s',
  argument: 'days, an index or a script in the brackets',
  days: 'days in brackets, such as ma(20)',
  script: 'a script in brackets, such as "my-script"',
  index: 'an index in brackets, such as 000300.SH',
  end: 'the end',
};

const UNITS: Params = {
  price: 'a price',
  percent: 'a percentage',
  money: 'money',
  time: 'a time of day',
  count: 'a count',
  number: 'a number without a unit',
};

const part = ({ expected = '' }: Params): string => PARTS[expected] ?? expected;
const unit = (name = ''): string => UNITS[name] ?? name;
const at = (params: Params): string => `character ${params['at']}`;

/** What is said in English of a condition that cannot be read. */
export const CONDITION_MESSAGES = {
  'condition.empty': () => 'is empty',
  'condition.tooLong': ({ limit }) => `must have at most ${limit} characters`,
  'condition.tooDeep': (params) => `${at(params)}: more than ${params['limit']} brackets within one another`,
  'condition.badCharacter': (params) => `${at(params)}: ${params['found']} means nothing here`,
  'condition.foreignCharacter': (params) => `${at(params)}: write ${params['nearest']} for ${params['found']}`,
  'condition.badNumber': (params) =>
    `${at(params)}: ${params['found']} is too large or has more than ${params['decimals']} decimals`,
  'condition.badTime': (params) => `${at(params)}: must be a time such as 09:45, was ${params['found']}`,
  'condition.unexpected': (params) => `${at(params)}: expected ${part(params)}, found ${params['found']}`,
  'condition.endsEarly': (params) => `${at(params)}: ends where ${part(params)} was expected`,
  'condition.unknownName': (params) => `${at(params)}: there is no ${params['found']}`,
  'condition.misspeltName': (params) => `${at(params)}: there is no ${params['found']}, did you mean ${params['nearest']}`,
  'condition.needsArgument': (params) => `${at(params)}: ${params['name']} needs ${part(params)}`,
  'condition.noArgument': (params) => `${at(params)}: ${params['name']} takes no brackets`,
  'condition.daysOutOfRange': (params) =>
    `${at(params)}: the days of ${params['name']} must be between ${params['min']} and ${params['max']}, were ${params['found']}`,
  'condition.secondsOutOfRange': (params) =>
    `${at(params)}: must last between ${params['min']} and ${params['max']} seconds, was ${params['found']}`,
  'condition.badScriptName': (params) => `${at(params)}: ${params['found']} is no name of a script`,
  'condition.scriptLasting': (params) => `${at(params)}: a script counts itself how long something has been so`,
  'condition.unitsDiffer': (params) =>
    `${at(params)}: ${params['operator']} has two units, ${unit(params['left'])} and ${unit(params['right'])}`,
  'condition.notACondition': (params) => `${at(params)}: expected a condition, found ${unit(params['found'])}`,
  'condition.notAValue': (params) => `${at(params)}: expected a value, found a condition`,
  'condition.constant': (params) => `${at(params)}: only fixed numbers, nothing of the market`,
} as const satisfies Readonly<Record<ConditionProblem, (params: Params) => string>>;
