import { type Comparison, type ConditionNodeRow, type OperandRow, type TermRow } from '../../../../preload/contract.ts';

export const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '=', '!='];

export type Group = Extract<ConditionNodeRow, { kind: 'group' }>;
export type Compare = Extract<ConditionNodeRow, { kind: 'compare' }>;
export type Wrapped = Exclude<ConditionNodeRow, { kind: 'text' }>;

const PLAIN = { not: false, seconds: null } as const;

/** What each unit begins with, in a new comparison. */
const FIRST_VALUES: Readonly<Record<Exclude<TermRow['type'], 'state'>, string>> = {
  price: '10',
  percent: '1%',
  shares: '10000',
  money: '1000000',
  time: '10:00',
  days: '3',
  count: '50',
  number: '1',
};
const FIRST_DAYS = '20';
/** What stands in the brackets of a name that was just chosen. */
const FIRST_ARGUMENTS: Readonly<Record<TermRow['argument'], string | null>> = {
  none: null,
  days: FIRST_DAYS,
  index: '000300.SH',
  script: 'my-script',
};
/** The name that is asked with a script, in quotes. */
const SCRIPT_TERM = 'script';

/** The text of what was put together by clicking; whoever checks it writes it in the one way that is kept. */
export function textOf(node: ConditionNodeRow): string {
  if (node.kind === 'text') return node.text;
  const inner = node.kind === 'is' ? termText(node) : node.kind === 'compare' ? compareText(node) : groupText(node);
  const denied = node.not ? `not (${inner})` : inner;
  return node.seconds === null ? denied : `(${denied}) for ${node.seconds}s`;
}

function groupText({ nodes, join }: Group): string {
  return nodes.map((node) => (nodes.length > 1 ? `(${textOf(node)})` : textOf(node))).join(` ${join} `);
}

function compareText({ left, operator, right }: Compare): string {
  return `${operandText(left)} ${operator} ${operandText(right)}`;
}

function operandText(operand: OperandRow): string {
  return operand.kind === 'term' ? termText(operand) : operand.text;
}

function termText({ name, argument }: { readonly name: string; readonly argument: string | null }): string {
  if (argument === null) return name;
  return name === SCRIPT_TERM ? `${name}("${argument}")` : `${name}(${argument})`;
}

/** One plain group at the top, so that there is always a place for one more. */
export function asGroup(node: ConditionNodeRow | null): Group {
  if (node === null) return emptyGroup('and');
  const isPlain = node.kind === 'group' && !node.not && node.seconds === null;
  return isPlain ? node : { ...emptyGroup('and'), nodes: [node] };
}

export function emptyGroup(join: Group['join']): Group {
  return { kind: 'group', join, nodes: [], ...PLAIN };
}

/** What stands behind a name that was just chosen. */
export function firstArgument({ argument }: TermRow): string | null {
  return FIRST_ARGUMENTS[argument];
}

/** A leaf that begins with a term; what it is compared with stays where the unit is the same. */
export function leafOf(term: TermRow, before: ConditionNodeRow | null, terms: readonly TermRow[]): ConditionNodeRow {
  const kept = before === null || before.kind === 'text' ? PLAIN : { not: before.not, seconds: before.seconds };
  const named = { name: term.name, argument: firstArgument(term) };
  if (term.type === 'state') return { kind: 'is', ...named, ...kept };
  const same = before?.kind === 'compare' && typeOf(before.left, terms) === term.type;
  const compared = same ? { operator: before.operator, right: before.right } : { operator: '>=', right: { kind: 'literal', text: FIRST_VALUES[term.type] } } as const;
  return { kind: 'compare', left: { kind: 'term', ...named }, ...compared, ...kept };
}

/** The unit of a side that is a term; null for any other, whose unit nobody knows here. */
export function typeOf(operand: OperandRow, terms: readonly TermRow[]): TermRow['type'] | null {
  return operand.kind === 'term' ? (termOf(operand, terms)?.type ?? null) : null;
}

export function termOf(named: { readonly name: string; readonly argument: string | null }, terms: readonly TermRow[]): TermRow | undefined {
  return terms.find(({ name, argument }) => name === named.name && (argument === 'none') === (named.argument === null));
}

/** The group with one of its nodes replaced; null takes it out. */
export function withNode(group: Group, index: number, node: ConditionNodeRow | null): Group {
  const nodes = group.nodes.flatMap((one, i) => (i === index ? (node === null ? [] : [node]) : [one]));
  return { ...group, nodes };
}

/** The word that is being typed at `caret`, and where it begins; null between words. */
export function wordAt(text: string, caret: number): { readonly word: string; readonly from: number } | null {
  const [word] = /[a-z_.]+$/i.exec(text.slice(0, caret)) ?? [];
  return word === undefined ? null : { word, from: caret - word.length };
}

const MOST_SUGGESTIONS = 8;

/** Names that go on from `word`, those that begin with it first. */
export function suggestions(word: string, terms: readonly TermRow[]): readonly TermRow[] {
  const wanted = word.toLowerCase();
  const has = terms.filter(({ name }) => name.includes(wanted) && name !== wanted);
  const begins = has.filter(({ name }) => name.startsWith(wanted));
  return [...begins, ...has.filter((term) => !begins.includes(term))].slice(0, MOST_SUGGESTIONS);
}

/** As it is written: with its brackets, where it is asked with something in them. */
export function writtenName({ name, argument }: TermRow): string {
  return argument === 'days' ? `${name}(${FIRST_DAYS})` : name;
}
