import { type TimeOfDay, formatTimeOfDay } from '../kernel/time.ts';
import { type ArithmeticOperator, type Argument, type Comparison, type Condition, type Value, type ValueType } from './condition.ts';
import { formatValue } from './literals.ts';
import { printTerm } from './print.ts';
import { TERMS, termKey } from './terms.ts';

export type ConditionLanguage = 'zh' | 'en';

const COMPARED: Readonly<Record<ConditionLanguage, Readonly<Record<Comparison, string>>>> = {
  zh: { '<': '低于', '<=': '不高于', '>': '高于', '>=': '不低于', '=': '等于', '!=': '不等于' },
  en: { '<': 'is below', '<=': 'is at most', '>': 'is above', '>=': 'is at least', '=': 'is', '!=': 'is not' },
};

const TIMED: Readonly<Record<ConditionLanguage, Readonly<Record<Comparison, string>>>> = {
  zh: { '<': '早于', '<=': '不晚于', '>': '晚于', '>=': '不早于', '=': '正是', '!=': '不是' },
  en: { '<': 'is before', '<=': 'is no later than', '>': 'is after', '>=': 'is no earlier than', '=': 'is', '!=': 'is not' },
};

const RECKONED: Readonly<Record<ConditionLanguage, Readonly<Record<ArithmeticOperator, string>>>> = {
  zh: { '+': '加', '-': '减', '*': '的', '/': '除以' },
  en: { '+': 'plus', '-': 'less', '*': 'times', '/': 'over' },
};

const JOINED = { zh: { and: '，且', or: '，或' }, en: { and: ' and ', or: ' or ' } } as const;

const UNITS: Readonly<Record<ConditionLanguage, Partial<Readonly<Record<ValueType, string>>>>> = {
  zh: { price: ' 元', money: ' 元', shares: ' 股', days: ' 天', count: ' 家', number: ' 倍' },
  en: { price: ' yuan', money: ' yuan', shares: ' shares', days: ' days' },
};

/** A condition in plain words, for people who do not read its text. */
export function describeCondition(condition: Condition, language: ConditionLanguage): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands
        .map((operand) => grouped(operand, language))
        .join(JOINED[language][condition.kind]);
    case 'not':
      return describeNot(condition.operand, language);
    case 'for':
      return language === 'zh'
        ? phrase('zh', grouped(condition.operand, 'zh'), '持续至少', `${condition.seconds} 秒`)
        : phrase('en', grouped(condition.operand, 'en'), 'for at least', `${condition.seconds} seconds`);
    case 'compare': {
      const { left, right, operator, type } = condition;
      const word = (type === 'time' ? TIMED : COMPARED)[language][operator];
      return phrase(language, describeValue(left, language), word, describeValue(right, language));
    }
    case 'is':
      return stateWords(condition.name, condition.argument, language, 0);
  }
}

/** English words are set apart; Chinese ones only where digits or letters meet them. */
function phrase(language: ConditionLanguage, ...words: readonly string[]): string {
  if (language === 'en') return words.join(' ');
  return words.reduce((text, word) => `${text}${LATIN_END.test(text) === LATIN_START.test(word) ? '' : ' '}${word}`);
}

const LATIN_START = /^[\w+-]/;
const LATIN_END = /[\w%)]$/;

function describeNot(operand: Condition, language: ConditionLanguage): string {
  if (operand.kind === 'is') return stateWords(operand.name, operand.argument, language, 1);
  const inside = describeCondition(operand, language);
  return language === 'zh' ? `不满足（${inside}）` : `not (${inside})`;
}

/** Brackets around what has parts of its own, so that nobody has to know what binds tighter. */
function grouped(condition: Condition, language: ConditionLanguage): string {
  const text = describeCondition(condition, language);
  if (condition.kind !== 'and' && condition.kind !== 'or') return text;
  return language === 'zh' ? `（${text}）` : `(${text})`;
}

function stateWords(name: string, argument: Argument, language: ConditionLanguage, which: 0 | 1): string {
  const entry = TERMS.get(termKey(name, argument !== null));
  return entry?.type === 'state' ? filled(entry.words[language][which], argument) : printTerm(name, argument);
}

function filled(words: string, argument: Argument): string {
  return words.replace('{n}', String(argument)).replace('{index}', String(argument)).replace('{script}', String(argument));
}

function describeValue(value: Value, language: ConditionLanguage): string {
  switch (value.kind) {
    case 'literal':
      return describeLiteral(value.type, value.value, language);
    case 'term': {
      const entry = TERMS.get(termKey(value.name, value.argument !== null));
      if (entry === undefined || entry.type === 'state') return printTerm(value.name, value.argument);
      return filled(entry.words[language], value.argument);
    }
    case 'negate':
      return phrase(language, language === 'zh' ? '负的' : 'minus', nested(value.operand, language));
    case 'arithmetic': {
      const word = RECKONED[language][value.operator];
      return phrase(language, nested(value.left, language), word, nested(value.right, language));
    }
  }
}

function describeLiteral(type: ValueType, value: number, language: ConditionLanguage): string {
  if (type === 'time') return formatTimeOfDay(value as TimeOfDay);
  return `${formatValue(type, value)}${UNITS[language][type] ?? ''}`;
}

function nested(value: Value, language: ConditionLanguage): string {
  const text = describeValue(value, language);
  if (value.kind !== 'arithmetic') return text;
  return language === 'zh' ? `（${text}）` : `(${text})`;
}
