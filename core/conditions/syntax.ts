import { type TimeOfDay } from '../kernel/time.ts';
import { type ArithmeticOperator, type Comparison } from './condition.ts';

/** A unit as it is written behind a number. `yuan` is a price or money, whichever is asked for. */
export type WrittenUnit = 'percent' | 'yuan' | 'shares' | 'days';

interface Placed {
  /** Where its own word or sign stands: 1 is the first character. */
  readonly at: number;
}

export interface NumberSyntax extends Placed {
  readonly kind: 'number';
  /** Digits as written, with a minus where one stands before them. */
  readonly text: string;
  /** Null: none was written, and the other side tells. */
  readonly unit: WrittenUnit | null;
}

export interface NameSyntax extends Placed {
  readonly kind: 'name';
  readonly name: string;
  /** What stands in the brackets behind it; null: there are none. */
  readonly argument: { readonly kind: 'number' | 'index' | 'text'; readonly text: string; readonly at: number } | null;
}

/** A condition as it is written, before anything is known of its units. */
export type Syntax =
  | NumberSyntax
  | NameSyntax
  | (Placed & { readonly kind: 'time'; readonly value: TimeOfDay })
  | (Placed & { readonly kind: 'negate' | 'not'; readonly operand: Syntax })
  | (Placed & { readonly kind: 'for'; readonly operand: Syntax; readonly seconds: number })
  | BinarySyntax;

export interface BinarySyntax extends Placed {
  readonly kind: 'binary';
  readonly operator: ArithmeticOperator | Comparison | 'and' | 'or';
  readonly left: Syntax;
  readonly right: Syntax;
}
