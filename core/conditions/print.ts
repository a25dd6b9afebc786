import { type Argument, type ArithmeticOperator, type Condition, type Value } from './condition.ts';
import { formatValue } from './literals.ts';
import { isScriptTerm } from './scripts.ts';

/** The canonical text of a condition: `parseCondition` gives the same condition back. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.map((operand) => within(operand, condition.kind)).join(` ${condition.kind} `);
    case 'for':
      return `${within(condition.operand, 'for')} for ${condition.seconds}s`;
    case 'not':
      return `not ${within(condition.operand, 'not')}`;
    case 'compare':
      return `${printValue(condition.left)} ${condition.operator} ${printValue(condition.right)}`;
    case 'is':
      return printTerm(condition.name, condition.argument);
  }
}

/** From loose to tight, as in the grammar. */
const STRENGTH: Readonly<Record<Condition['kind'], number>> = { or: 1, and: 2, for: 3, not: 4, compare: 5, is: 5 };

/** In brackets where the grammar would read it otherwise; only a `not` may follow another of its kind. */
function within(operand: Condition, outer: Condition['kind']): string {
  const text = printCondition(operand);
  const binds = STRENGTH[operand.kind] > STRENGTH[outer] || (operand.kind === 'not' && outer === 'not');
  return binds ? text : `(${text})`;
}

export function printTerm(name: string, argument: Argument): string {
  if (argument === null) return name;
  return isScriptTerm(name) ? `${name}("${argument}")` : `${name}(${argument})`;
}

export function printValue(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return formatValue(value.type, value.value);
    case 'term':
      return printTerm(value.name, value.argument);
    case 'negate':
      return `-${value.operand.kind === 'arithmetic' ? `(${printValue(value.operand)})` : printValue(value.operand)}`;
    case 'arithmetic': {
      const { operator, left, right } = value;
      return `${bracketed(left, operator, false)} ${operator} ${bracketed(right, operator, true)}`;
    }
  }
}

function bracketed(value: Value, outer: ArithmeticOperator, isRight: boolean): string {
  const text = printValue(value);
  if (value.kind !== 'arithmetic') return text;
  const [own, around] = [levelOf(value.operator), levelOf(outer)];
  return own > around || (own === around && !isRight) ? text : `(${text})`;
}

function levelOf(operator: ArithmeticOperator): number {
  return operator === '*' || operator === '/' ? 2 : 1;
}
