import { type Argument, type Condition, type Value } from '../../../core/conditions/condition.ts';
import { printCondition, printValue } from '../../../core/conditions/print.ts';
import { type ConditionNodeRow, type OperandRow } from '../../preload/contract.ts';

/** A condition as a window puts it together by clicking. */
export function conditionNode(condition: Condition): ConditionNodeRow {
  const seconds = condition.kind === 'for' ? condition.seconds : null;
  const lasting = condition.kind === 'for' ? condition.operand : condition;
  const not = lasting.kind === 'not';
  const inner = lasting.kind === 'not' ? lasting.operand : lasting;
  switch (inner.kind) {
    case 'and':
    case 'or':
      return { kind: 'group', join: inner.kind, nodes: inner.operands.map(conditionNode), not, seconds };
    case 'compare':
      return { kind: 'compare', left: operand(inner.left), operator: inner.operator, right: operand(inner.right), not, seconds };
    case 'is':
      return { kind: 'is', name: inner.name, argument: argumentText(inner.argument), not, seconds };
    case 'not':
    case 'for':
      return { kind: 'text', text: printCondition(condition) };
  }
}

function operand(value: Value): OperandRow {
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', text: printValue(value) };
    case 'negate':
      return { kind: value.operand.kind === 'literal' ? 'literal' : 'text', text: printValue(value) };
    case 'term':
      return { kind: 'term', name: value.name, argument: argumentText(value.argument) };
    case 'arithmetic':
      return { kind: 'text', text: printValue(value) };
  }
}

function argumentText(argument: Argument): string | null {
  return argument === null ? null : String(argument);
}
