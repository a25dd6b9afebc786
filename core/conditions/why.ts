import { type Evaluation, type LeafResult, type Truth } from './evaluate.ts';
import { type Datum } from './facts.ts';
import { formatValue } from './literals.ts';
import { printCondition, printTerm, printValue } from './print.ts';

/** A leaf with its numbers as texts, to be kept with the decision that rested on them. */
export interface LeafText {
  /** As it is written: `change <= -1%`. */
  readonly leaf: string;
  readonly holds: Truth;
  /** The numbers that were compared, in the unit they are written in; null where there is none, or none is known. */
  readonly left: string | null;
  readonly right: string | null;
  readonly missing: Datum | null;
}

export function leafTexts({ why }: Evaluation): readonly LeafText[] {
  return why.map(({ leaf, holds, type, left, right, missing }) => ({
    leaf: leaf.kind === 'for' ? `for ${leaf.seconds}s` : printCondition(leaf),
    holds,
    left: type === null || left === null ? null : formatValue(type, left),
    right: type === null || right === null ? null : formatValue(type, right),
    missing,
  }));
}

/**
 * The numbers of an evaluation on one line, in the words of the language and without a comma:
 * `change = -0.52%; high(20) = 19.38; limit_up no; held 12s`.
 */
export function numbersOf({ why }: Evaluation): string {
  return [...new Set(why.flatMap(numbersOfLeaf))].join('; ');
}

/** What is not known first, of the leaves that keep the condition from being known. */
export function missingOf({ why }: Evaluation): Datum | null {
  return why.find((leaf) => leaf.missing !== null)?.missing ?? null;
}

function numbersOfLeaf({ leaf, holds, type, left, right }: LeafResult): readonly string[] {
  if (leaf.kind === 'is') return [`${printTerm(leaf.name, leaf.argument)} ${holds === 'unknown' ? '?' : holds ? 'yes' : 'no'}`];
  if (leaf.kind === 'for') return [`held ${left ?? '?'}s`];
  const shown = (value: number | null): string => (value === null || type === null ? '?' : formatValue(type, value));
  const sides = [
    { value: leaf.left, is: left },
    { value: leaf.right, is: right },
  ];
  return sides.flatMap(({ value, is }) => (value.kind === 'literal' ? [] : [`${printValue(value)} = ${shown(is)}`]));
}
