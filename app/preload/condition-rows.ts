import type { Comparison, ValueType } from '../../core/conditions/condition.ts';
import type { Truth } from '../../core/conditions/evaluate.ts';
import type { LeafText } from '../../core/conditions/why.ts';
import type { Refusal } from '../../core/kernel/result.ts';

/** Conditions as the window builds them; values are texts as a condition writes them (`12.30`, `-1%`, `10:00`). */

export type { Comparison, LeafText, Truth, ValueType };

/** A name that a condition may use. */
export interface TermRow {
  readonly name: string;
  /** What is written behind it in brackets. */
  readonly argument: 'none' | 'days' | 'index' | 'script';
  /** The unit of its value; a state is so or not. */
  readonly type: ValueType | 'state';
  /** What it is called; `N` stands for its days. */
  readonly zh: string;
  readonly en: string;
}

/** What every line of a strategy keeps to, whatever its condition says. */
export interface GuardsRow {
  readonly sellAtLimitUp: boolean;
  readonly buyAtLimitDown: boolean;
  /** A rate of 1e-8; null: no such bound. */
  readonly maxBuyChange: number | null;
}

/** All that a condition is made of, and what holds beside it. */
export interface ConditionLanguageRow {
  readonly terms: readonly TermRow[];
  /** Null before a day is open. */
  readonly guards: GuardsRow | null;
}

/** One side of a comparison. What is reckoned out of several values stays a text. */
export type OperandRow =
  | { readonly kind: 'term'; readonly name: string; readonly argument: string | null }
  | { readonly kind: 'literal' | 'text'; readonly text: string };

/** Read from the inside: what is asked, whether it is denied, and for how many seconds the whole must have been so. */
interface Wrapped {
  readonly not: boolean;
  readonly seconds: number | null;
}

/** A condition as it is put together by clicking. */
export type ConditionNodeRow =
  | (Wrapped & { readonly kind: 'group'; readonly join: 'and' | 'or'; readonly nodes: readonly ConditionNodeRow[] })
  | (Wrapped & {
      readonly kind: 'compare';
      readonly left: OperandRow;
      readonly operator: Comparison;
      readonly right: OperandRow;
    })
  | (Wrapped & { readonly kind: 'is'; readonly name: string; readonly argument: string | null })
  /** What no click could make, such as a duration within a denial: it is kept as it is written. */
  | { readonly kind: 'text'; readonly text: string };

/** What a text says as the condition of a line, and whether it is so now. */
export type ConditionCheckRow =
  | { readonly ok: false; readonly problem: Refusal }
  | {
      readonly ok: true;
      /** As it would be kept. */
      readonly text: string;
      readonly words: { readonly zh: string; readonly en: string };
      readonly node: ConditionNodeRow;
      /** Looked at for the first time: a `for` begins now. */
      readonly holds: Truth;
      readonly leaves: readonly LeafText[];
    };
