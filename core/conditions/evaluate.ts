import { type EpochMs } from '../kernel/time.ts';
import { RATE_ONE } from '../kernel/units.ts';
import { type Compare, type Comparison, type Condition, type For, type Is, type Value, type ValueType } from './condition.ts';
import { type ConditionFacts, type Datum } from './facts.ts';
import { type Reading, divided, map2, scaled } from './readings.ts';
import { TERMS, type TermEntry, termKey } from './terms.ts';

/** Whether something is so; `unknown` when what it rests on is not known. */
export type Truth = boolean | 'unknown';

/** One leaf of a condition with the numbers that were compared. */
export interface LeafResult {
  readonly leaf: Compare | Is | For;
  readonly holds: Truth;
  /** Unit of the two sides; null where a state was looked at. A `for` compares whole seconds, as a count. */
  readonly type: ValueType | null;
  /** Null when it is not known. */
  readonly left: number | null;
  readonly right: number | null;
  /** What is missing, where `holds` is unknown. */
  readonly missing: Datum | null;
}

/**
 * How long the `for`s of a condition have held, in the order in which they are written. A value from the last evaluation
 * for the next: the evaluator keeps nothing.
 */
export interface ConditionMemory {
  /** When the condition was last looked at; null: never. */
  readonly at: EpochMs | null;
  readonly since: readonly (EpochMs | null)[];
}

export const NO_MEMORY: ConditionMemory = { at: null, since: [] };

/**
 * Longest pause between two looks, in milliseconds, over which something is taken to have gone on being so. After a
 * longer silence (lunch, a halt, a lost feed) a `for` starts anew: nobody saw what was in between. The same length as the
 * age at which a quote is no basis for an order any more.
 */
export const LONGEST_SILENCE_MS = 60_000;

export interface Evaluation {
  readonly holds: Truth;
  /** Every leaf, in the order of the text, each with its numbers. */
  readonly why: readonly LeafResult[];
  readonly memory: ConditionMemory;
}

/** Asks whether a condition holds now. Pure: the same condition, facts and memory give the same answer. */
export function evaluate(condition: Condition, facts: ConditionFacts, memory: ConditionMemory = NO_MEMORY): Evaluation {
  const run = new Run(facts, memory);
  const holds = run.truthOf(condition);
  return { holds, why: run.why, memory: { at: facts.now, since: run.since } };
}

/** One evaluation. Looks at every leaf, also where the result is clear already: `for` must see all of them. */
class Run {
  readonly why: LeafResult[] = [];
  readonly since: (EpochMs | null)[] = [];
  readonly #facts: ConditionFacts;
  readonly #before: readonly (EpochMs | null)[];

  constructor(facts: ConditionFacts, memory: ConditionMemory) {
    this.#facts = facts;
    const silent = memory.at === null || facts.now - memory.at > LONGEST_SILENCE_MS;
    this.#before = silent ? [] : memory.since;
  }

  truthOf(condition: Condition): Truth {
    switch (condition.kind) {
      case 'and':
        return allOf(condition.operands.map((operand) => this.truthOf(operand)));
      case 'or':
        return notOf(allOf(condition.operands.map((operand) => notOf(this.truthOf(operand)))));
      case 'not':
        return notOf(this.truthOf(condition.operand));
      case 'for':
        return this.#lasting(condition);
      case 'compare':
        return this.#compare(condition);
      case 'is':
        return this.#is(condition);
    }
  }

  #lasting(leaf: For): Truth {
    const index = this.since.push(null) - 1;
    const now = this.truthOf(leaf.operand);
    if (now !== true) return now;
    const since = this.#before[index] ?? this.#facts.now;
    this.since[index] = since;
    const seconds = Math.floor((this.#facts.now - since) / 1000);
    const holds = seconds >= leaf.seconds;
    this.why.push({ leaf, holds, type: 'count', left: seconds, right: leaf.seconds, missing: null });
    return holds;
  }

  #compare(leaf: Compare): Truth {
    const [left, right] = [readValue(leaf.left, this.#facts), readValue(leaf.right, this.#facts)];
    const holds = typeof left === 'number' && typeof right === 'number' ? compared(leaf.operator, left, right) : 'unknown';
    const missing = typeof left === 'string' ? left : typeof right === 'string' ? right : null;
    this.why.push({ leaf, holds, type: leaf.type, left: numberOf(left), right: numberOf(right), missing });
    return holds;
  }

  #is(leaf: Is): Truth {
    const entry = entryOf(leaf.name, leaf.argument);
    const reading = readEntry(entry, this.#facts, leaf.argument);
    const holds = typeof reading === 'boolean' ? reading : 'unknown';
    this.why.push({ leaf, holds, type: null, left: null, right: null, missing: typeof reading === 'string' ? reading : null });
    return holds;
  }
}

function numberOf(reading: Reading): number | null {
  return typeof reading === 'number' ? reading : null;
}

/** Kleene's and: one false is enough to know, one unknown is enough not to. */
function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

function notOf(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

function compared(operator: Comparison, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
    case '!=':
      return left !== right;
  }
}

/** @throws RangeError for a condition that no parser made. */
function entryOf(name: string, argument: Is['argument']): TermEntry {
  const entry = TERMS.get(termKey(name, argument !== null));
  if (entry === undefined) throw new RangeError(`no term ${name}`);
  return entry;
}

function readEntry(entry: TermEntry, facts: ConditionFacts, argument: Is['argument']): boolean | Reading {
  switch (entry.argument) {
    case 'none':
      return entry.read(facts);
    case 'days':
      return entry.read(facts, typeof argument === 'number' ? argument : 0);
    case 'index':
    case 'script':
      return entry.read(facts, String(argument));
  }
}

function readValue(value: Value, facts: ConditionFacts): Reading {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'term': {
      const reading = readEntry(entryOf(value.name, value.argument), facts, value.argument);
      if (typeof reading === 'boolean') throw new RangeError(`${value.name} has no value`);
      return reading;
    }
    case 'negate':
      return map2(readValue(value.operand, facts), 0, (operand) => 0 - operand);
    case 'arithmetic':
      return reckon(value, facts);
  }
}

function reckon({ operator, left, right }: Extract<Value, { kind: 'arithmetic' }>, facts: ConditionFacts): Reading {
  const [a, b] = [readValue(left, facts), readValue(right, facts)];
  switch (operator) {
    case '+':
      return map2(a, b, (x, y) => x + y);
    case '-':
      return map2(a, b, (x, y) => x - y);
    case '*':
      return map2(a, b, (x, y) => scaled(x, y));
    case '/':
      return map2(a, b, (x, y) => divided(x, y, RATE_ONE));
  }
}
