/** What is wrong with the text of a condition, and what a line with one waits for. */
export const conditionCodes = {
  'condition.empty': 'The condition is empty',
  'condition.tooLong': 'The condition has more than {{limit}} characters',
  'condition.tooDeep': 'Condition, character {{at}}: more than {{limit}} brackets within one another',
  'condition.badCharacter': 'Condition, character {{at}}: "{{found}}" means nothing here',
  'condition.foreignCharacter': 'Condition, character {{at}}: write "{{nearest}}" for "{{found}}"',
  'condition.badNumber': 'Condition, character {{at}}: {{found}} is too large or has more than {{decimals}} decimals',
  'condition.badTime': 'Condition, character {{at}}: {{found}} is not a time such as 09:45',
  'condition.unexpected': 'Condition, character {{at}}: expected {{expected, conditionPart}}, found "{{found}}"',
  'condition.endsEarly': 'Condition, character {{at}}: it ends where {{expected, conditionPart}} was expected',
  'condition.unknownName': 'Condition, character {{at}}: there is no "{{found}}"',
  'condition.misspeltName': 'Condition, character {{at}}: there is no "{{found}}"; the nearest name is "{{nearest}}"',
  'condition.needsArgument': 'Condition, character {{at}}: {{name}} needs {{expected, conditionPart}} in brackets',
  'condition.noArgument': 'Condition, character {{at}}: {{name}} takes no brackets',
  'condition.daysOutOfRange':
    'Condition, character {{at}}: the days of {{name}} must be {{min}} to {{max}}, found {{found}}',
  'condition.secondsOutOfRange':
    'Condition, character {{at}}: a condition may last {{min}} to {{max}} seconds, found {{found}}',
  'condition.badScriptName': 'Condition, character {{at}}: "{{found}}" is no name of a script',
  'condition.scriptLasting': 'Condition, character {{at}}: "for" cannot measure a script; let the script count how long',
  'condition.unitsDiffer':
    'Condition, character {{at}}: "{{operator}}" has two units: {{left, conditionUnit}} and {{right, conditionUnit}}',
  'condition.notACondition': 'Condition, character {{at}}: expected a condition, found {{found, conditionUnit}}',
  'condition.notAValue': 'Condition, character {{at}}: expected a value, found a condition',
  'condition.constant': 'Condition, character {{at}}: only fixed numbers here, nothing of the market',
  'condition.notMet': 'The condition {{condition}} does not hold: {{numbers}}',
  'condition.unknown': 'The condition {{condition}} cannot be judged without {{missing, conditionDatum}}: {{numbers}}',
  'condition.sellAtLimitUp': 'Not sold at limit-up {{limitUp, price}}; waits until it opens',
  'condition.buyAtLimitDown': 'Not bought at limit-down {{limitDown, price}}; waits until it opens',
  'condition.buyBeyondChange': 'Not bought: up {{change}}, more than {{max}}',
  'condition.buyChangeUnknown': 'Not bought: the bound of {{max}} cannot be checked without {{missing, conditionDatum}}',
} as const;
