/**
 * What a value is, and therefore its unit: prices and money in 1/10000 yuan, percentages as rates of 1e-8, shares, times
 * of day in milliseconds since midnight, days and counts as themselves. A `number` (1e-8) is what something is multiplied
 * or divided by.
 */
export const VALUE_TYPES = ['price', 'percent', 'shares', 'money', 'time', 'days', 'count', 'number'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export const COMPARISONS = ['<', '<=', '>', '>=', '=', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const ARITHMETIC = ['+', '-', '*', '/'] as const;
export type ArithmeticOperator = (typeof ARITHMETIC)[number];

/** What a term is asked for: days (`ma(20)`), an index (`index_change(000300.SH)`), a script by its name, or nothing. */
export type Argument = number | string | null;

export interface Literal {
  readonly kind: 'literal';
  readonly type: ValueType;
  /** In the unit of `type`. */
  readonly value: number;
}

export interface Term {
  readonly kind: 'term';
  readonly name: string;
  readonly argument: Argument;
}

/** A value with a unit. `type` is the unit of the result. */
export type Value =
  | Literal
  | Term
  | { readonly kind: 'negate'; readonly operand: Value }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Value;
      readonly right: Value;
    };

/** Two values of one unit compared; `type` is that unit. */
export interface Compare {
  readonly kind: 'compare';
  readonly operator: Comparison;
  readonly type: ValueType;
  readonly left: Value;
  readonly right: Value;
}

/** Something that is so or is not: `limit_up`. */
export interface Is {
  readonly kind: 'is';
  readonly name: string;
  readonly argument: Argument;
}

/** What has been so for at least so many seconds, without a break. */
export interface For {
  readonly kind: 'for';
  readonly operand: Condition;
  readonly seconds: number;
}

/** A condition that has been read and whose units are right: plain JSON data. */
export type Condition =
  | Compare
  | Is
  | For
  | { readonly kind: 'not'; readonly operand: Condition }
  /** Two operands or more, none of them of the same kind: `a and b and c` is one. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] };
