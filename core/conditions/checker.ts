import { parseDecimal } from '../kernel/decimal.ts';
import { type Result, ok } from '../kernel/result.ts';
import { isScriptId } from '../kernel/script.ts';
import {
  ARITHMETIC,
  type ArithmeticOperator,
  COMPARISONS,
  type Comparison,
  type Condition,
  type Value,
  type ValueType,
} from './condition.ts';
import { DECIMALS } from './literals.ts';
import { nearestName } from './nearest.ts';
import { KEYWORDS } from './parser.ts';
import { type ConditionRefusal, problem } from './problem.ts';
import { scriptsIn } from './scripts.ts';
import { type BinarySyntax, type NameSyntax, type NumberSyntax, type Syntax, type WrittenUnit } from './syntax.ts';
import { DEFAULT_INDEX } from '../market/market-index.ts';
import { ALIASES, MAX_DAYS, TERMS, type TermEntry, termKey, termNames } from './terms.ts';

type Checked<T> = Result<T, ConditionRefusal>;
type Typed = { readonly type: ValueType; readonly value: Value };

/** The units that a written unit may stand for. */
const WRITTEN: Readonly<Record<WrittenUnit, readonly ValueType[]>> = {
  percent: ['percent'],
  yuan: ['price', 'money'],
  shares: ['shares'],
  days: ['days'],
};

const COMPARING: ReadonlySet<string> = new Set(COMPARISONS);
const RECKONING: ReadonlySet<string> = new Set(ARITHMETIC);
/** What may not be added up or multiplied. */
const UNRECKONED: ReadonlySet<ValueType> = new Set(['time']);
const FACTORS: ReadonlySet<ValueType> = new Set(['number', 'percent']);

/** Gives every name its meaning and every number its unit, and refuses what does not go together. */
export function checkCondition(syntax: Syntax): Checked<Condition> {
  switch (syntax.kind) {
    case 'not': {
      const operand = checkCondition(syntax.operand);
      return operand.ok ? ok({ kind: 'not', operand: operand.value }) : operand;
    }
    case 'for':
      return checkLasting(syntax);
    case 'binary':
      return checkBinary(syntax);
    case 'name':
      return checkState(syntax);
    case 'number':
      return problem('condition.notACondition', { at: syntax.at, found: syntax.unit ?? 'number' });
    case 'time':
      return problem('condition.notACondition', { at: syntax.at, found: 'time' });
    case 'negate': {
      const value = checkValue(syntax.operand);
      return value.ok ? problem('condition.notACondition', { at: syntax.at, found: value.value.type }) : value;
    }
  }
}

function checkLasting({ operand: inner, seconds, at }: Extract<Syntax, { kind: 'for' }>): Checked<Condition> {
  const operand = checkCondition(inner);
  if (!operand.ok) return operand;
  if (scriptsIn(operand.value).length > 0) return problem('condition.scriptLasting', { at });
  return ok({ kind: 'for', operand: operand.value, seconds });
}

function checkBinary(syntax: BinarySyntax): Checked<Condition> {
  const { operator, left, right } = syntax;
  if (operator === 'and' || operator === 'or') return checkJunction(operator, left, right);
  if (isComparison(operator)) return checkComparison(operator, syntax);
  const value = checkValue(syntax);
  return value.ok ? problem('condition.notACondition', { at: firstPlace(syntax), found: value.value.type }) : value;
}

function firstPlace(syntax: Syntax): number {
  return syntax.kind === 'binary' ? firstPlace(syntax.left) : syntax.at;
}

function isComparison(operator: string): operator is Comparison {
  return COMPARING.has(operator);
}

function isArithmetic(operator: string): operator is ArithmeticOperator {
  return RECKONING.has(operator);
}

function checkJunction(kind: 'and' | 'or', left: Syntax, right: Syntax): Checked<Condition> {
  const first = checkCondition(left);
  if (!first.ok) return first;
  const second = checkCondition(right);
  if (!second.ok) return second;
  return ok({ kind, operands: [...operandsOf(kind, first.value), ...operandsOf(kind, second.value)] });
}

function operandsOf(kind: 'and' | 'or', condition: Condition): readonly Condition[] {
  return condition.kind === kind ? condition.operands : [condition];
}

function checkState(syntax: NameSyntax): Checked<Condition> {
  const named = checkName(syntax);
  if (!named.ok) return named;
  const { entry, name, argument } = named.value;
  if (entry.type !== 'state') return problem('condition.notACondition', { at: syntax.at, found: entry.type });
  return ok({ kind: 'is', name, argument });
}

function checkComparison(operator: Comparison, syntax: BinarySyntax): Checked<Condition> {
  const sides = checkSides(syntax);
  if (!sides.ok) return sides;
  const [left, right] = sides.value;
  if (isConstant(left.value) && isConstant(right.value)) return problem('condition.constant', { at: firstPlace(syntax) });
  return ok({ kind: 'compare', operator, type: left.type, left: left.value, right: right.value });
}

function isConstant(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return true;
    case 'term':
      return false;
    case 'negate':
      return isConstant(value.operand);
    case 'arithmetic':
      return isConstant(value.left) && isConstant(value.right);
  }
}

/** Both sides of a comparison or a sum, which are of one unit; a number without a unit has that of the other side. */
function checkSides({ operator, left, right, at }: BinarySyntax): Checked<readonly [Typed, Typed]> {
  if (left.kind === 'number' && right.kind === 'number') return problem('condition.constant', { at: left.at });
  if (left.kind === 'number') {
    const second = checkValue(right);
    if (!second.ok) return second;
    const first = literalOf(left, second.value.type, operator, at, 'left');
    return first.ok ? ok([first.value, second.value]) : first;
  }
  const first = checkValue(left);
  if (!first.ok) return first;
  const second = right.kind === 'number' ? literalOf(right, first.value.type, operator, at, 'right') : checkValue(right);
  if (!second.ok) return second;
  const sides = [first.value.type, second.value.type] as const;
  return sides[0] === sides[1] ? ok([first.value, second.value]) : unitsDiffer(operator, sides[0], sides[1], at);
}

function unitsDiffer(operator: string, left: string, right: string, at: number): Result<never, ConditionRefusal> {
  return problem('condition.unitsDiffer', { at, operator, left, right });
}

/** A number as one of `type`: its own unit must allow it, and a percentage is never left to be guessed. */
function literalOf(
  syntax: NumberSyntax,
  type: ValueType,
  operator: string,
  at: number,
  side: 'left' | 'right',
): Checked<Typed> {
  const { unit } = syntax;
  const fits = unit === null ? type !== 'percent' && type !== 'time' : WRITTEN[unit].includes(type);
  if (fits && type !== 'time') return literal(syntax, type);
  const written = unit ?? 'number';
  return side === 'left' ? unitsDiffer(operator, written, type, at) : unitsDiffer(operator, type, written, at);
}

function literal({ text, at }: NumberSyntax, type: Exclude<ValueType, 'time'>): Checked<Typed> {
  const value = parseDecimal(text, DECIMALS[type]);
  if (!value.ok) return problem('condition.badNumber', { at, found: text, decimals: DECIMALS[type] });
  return ok({ type, value: { kind: 'literal', type, value: value.value } });
}

function checkValue(syntax: Syntax): Checked<Typed> {
  switch (syntax.kind) {
    case 'number':
      return syntax.unit === 'percent' ? literal(syntax, 'percent') : problem('condition.constant', { at: syntax.at });
    case 'time':
      return ok({ type: 'time', value: { kind: 'literal', type: 'time', value: syntax.value } });
    case 'name':
      return checkTerm(syntax);
    case 'negate':
      return checkNegation(syntax.operand, syntax.at);
    case 'binary':
      return isArithmetic(syntax.operator) ? checkArithmetic(syntax.operator, syntax) : notAValue(syntax);
    case 'not':
    case 'for':
      return notAValue(syntax);
  }
}

function notAValue(syntax: Syntax): Result<never, ConditionRefusal> {
  return problem('condition.notAValue', { at: firstPlace(syntax) });
}

function checkTerm(syntax: NameSyntax): Checked<Typed> {
  const named = checkName(syntax);
  if (!named.ok) return named;
  const { entry, name, argument } = named.value;
  return entry.type === 'state' ? notAValue(syntax) : ok({ type: entry.type, value: { kind: 'term', name, argument } });
}

function checkNegation(operand: Syntax, at: number): Checked<Typed> {
  const checked = checkValue(operand);
  if (!checked.ok) return checked;
  const { type, value } = checked.value;
  return UNRECKONED.has(type) ? unitsDiffer('-', 'number', type, at) : ok({ type, value: { kind: 'negate', operand: value } });
}

function checkArithmetic(operator: ArithmeticOperator, syntax: BinarySyntax): Checked<Typed> {
  const scales = operator === '*' || operator === '/';
  const sides = scales ? checkFactors(syntax) : checkSides(syntax);
  if (!sides.ok) return sides;
  const [left, right] = sides.value;
  const type = resultType(operator, left.type, right.type);
  if (type === null) return unitsDiffer(operator, left.type, right.type, syntax.at);
  return ok({ type, value: { kind: 'arithmetic', operator, left: left.value, right: right.value } });
}

/** Here a number without a unit is a plain one; one with a unit other than percent has no place. */
function checkFactors({ left, right, operator, at }: BinarySyntax): Checked<readonly [Typed, Typed]> {
  if (left.kind === 'number' && right.kind === 'number') return problem('condition.constant', { at: left.at });
  const first = left.kind === 'number' ? factorOf(left, operator, at) : checkValue(left);
  if (!first.ok) return first;
  const second = right.kind === 'number' ? factorOf(right, operator, at) : checkValue(right);
  return second.ok ? ok([first.value, second.value]) : second;
}

function factorOf(syntax: NumberSyntax, operator: string, at: number): Checked<Typed> {
  if (syntax.unit === null) return literal(syntax, 'number');
  return syntax.unit === 'percent' ? literal(syntax, 'percent') : unitsDiffer(operator, 'number', syntax.unit, at);
}

/** The unit of the result; null when there is none: a price times a price is nothing that the language knows. */
function resultType(operator: ArithmeticOperator, left: ValueType, right: ValueType): ValueType | null {
  if (UNRECKONED.has(left) || UNRECKONED.has(right)) return null;
  switch (operator) {
    case '+':
    case '-':
      return left;
    case '*':
      if (FACTORS.has(right)) return left === 'number' ? right : left;
      return FACTORS.has(left) ? right : null;
    case '/':
      if (left === right) return 'percent';
      return FACTORS.has(right) && left !== 'number' ? left : null;
  }
}

interface Named {
  readonly entry: TermEntry;
  readonly name: string;
  readonly argument: number | string | null;
}

function checkName({ name: written, argument, at }: NameSyntax): Checked<Named> {
  const name = ALIASES[written] ?? written;
  const entry = TERMS.get(termKey(name, argument !== null)) ?? defaulted(name, argument);
  if (entry === undefined) return unknownName(name, written, at);
  if (entry.argument === 'none') return ok({ entry, name, argument: null });
  if (entry.argument === 'index') return checkIndex(entry, name, argument, at);
  if (entry.argument === 'script') return checkScript(entry, name, argument, at);
  if (argument?.kind !== 'number') return problem('condition.needsArgument', { at, name, expected: 'days' });
  const days = parseDecimal(argument.text, 0);
  if (days.ok && days.value >= 1 && days.value <= MAX_DAYS) return ok({ entry, name, argument: days.value });
  return problem('condition.daysOutOfRange', { at: argument.at, name, found: argument.text, min: 1, max: MAX_DAYS });
}

/** A term that is asked for an index may leave it out. */
function defaulted(name: string, argument: NameSyntax['argument']): TermEntry | undefined {
  const entry = argument === null ? TERMS.get(termKey(name, true)) : undefined;
  return entry?.argument === 'index' ? entry : undefined;
}

function checkIndex(entry: TermEntry, name: string, argument: NameSyntax['argument'], at: number): Checked<Named> {
  if (argument === null) return ok({ entry, name, argument: DEFAULT_INDEX });
  if (argument.kind === 'index') return ok({ entry, name, argument: argument.text.toUpperCase() });
  return problem('condition.needsArgument', { at, name, expected: 'index' });
}

function checkScript(entry: TermEntry, name: string, argument: NameSyntax['argument'], at: number): Checked<Named> {
  if (argument?.kind !== 'text') return problem('condition.needsArgument', { at, name, expected: 'script' });
  const script = argument.text.slice(1, -1);
  return isScriptId(script) ? ok({ entry, name, argument: script }) : problem('condition.badScriptName', { at: argument.at, found: script });
}

function unknownName(name: string, written: string, at: number): Result<never, ConditionRefusal> {
  if (TERMS.has(termKey(name, true))) return problem('condition.needsArgument', { at, name, expected: TERMS.get(termKey(name, true))?.argument ?? 'days' });
  if (TERMS.has(name)) return problem('condition.noArgument', { at, name });
  const nearest = nearestName(written, [...termNames(), ...Object.keys(ALIASES), ...KEYWORDS]);
  if (nearest === '') return problem('condition.unknownName', { at, found: written });
  return problem('condition.misspeltName', { at, found: written, nearest });
}
