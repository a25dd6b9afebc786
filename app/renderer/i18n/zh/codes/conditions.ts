/** What is wrong with the text of a condition, and what a line with one waits for. */
export const conditionCodes = {
  'condition.empty': '条件是空的',
  'condition.tooLong': '条件超过 {{limit}} 个字符',
  'condition.tooDeep': '条件第 {{at}} 个字符：括号嵌套超过 {{limit}} 层',
  'condition.badCharacter': '条件第 {{at}} 个字符：不认识“{{found}}”',
  'condition.foreignCharacter': '条件第 {{at}} 个字符：“{{found}}”请写作“{{nearest}}”',
  'condition.badNumber': '条件第 {{at}} 个字符：{{found}} 太大，或超过 {{decimals}} 位小数',
  'condition.badTime': '条件第 {{at}} 个字符：{{found}} 不是 09:45 这样的时间',
  'condition.unexpected': '条件第 {{at}} 个字符：应为{{expected, conditionPart}}，却是“{{found}}”',
  'condition.endsEarly': '条件第 {{at}} 个字符：没有写完，应为{{expected, conditionPart}}',
  'condition.unknownName': '条件第 {{at}} 个字符：没有“{{found}}”这个指标',
  'condition.misspeltName': '条件第 {{at}} 个字符：没有“{{found}}”这个指标；最接近的是“{{nearest}}”',
  'condition.needsArgument': '条件第 {{at}} 个字符：{{name}} 后面要在括号里写{{expected, conditionPart}}',
  'condition.noArgument': '条件第 {{at}} 个字符：{{name}} 后面不写括号',
  'condition.daysOutOfRange': '条件第 {{at}} 个字符：{{name}} 的天数应在 {{min}} 到 {{max}} 之间，却是 {{found}}',
  'condition.secondsOutOfRange': '条件第 {{at}} 个字符：持续时间应在 {{min}} 到 {{max}} 秒之间，却是 {{found}}',
  'condition.unitsDiffer':
    '条件第 {{at}} 个字符：“{{operator}}”两边单位不同：{{left, conditionUnit}}和{{right, conditionUnit}}',
  'condition.notACondition': '条件第 {{at}} 个字符：这里要写条件，却是{{found, conditionUnit}}',
  'condition.notAValue': '条件第 {{at}} 个字符：这里要写数值，却是条件',
  'condition.constant': '条件第 {{at}} 个字符：这里只有固定的数，没有指标',
} as const;
