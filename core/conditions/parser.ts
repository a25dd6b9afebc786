import { parseDecimal } from '../kernel/decimal.ts';
import { type Result, ok } from '../kernel/result.ts';
import { parseTimeOfDay } from '../kernel/time.ts';
import { COMPARISONS } from './condition.ts';
import { type ConditionRefusal, problem } from './problem.ts';
import { type BinarySyntax, type NameSyntax, type Syntax, type WrittenUnit } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

type Parsed = Result<Syntax, ConditionRefusal>;

/** Deeper than anybody writes; what comes from outside must not exhaust the stack. */
const MAX_DEPTH = 40;
/** The longest that a condition may be asked to last: a whole session. */
export const MAX_SECONDS = 4 * 3600;

const UNITS: Readonly<Record<string, WrittenUnit>> = {
  '%': 'percent',
  yuan: 'yuan',
  元: 'yuan',
  shares: 'shares',
  股: 'shares',
  days: 'days',
  天: 'days',
};

const SECONDS: Readonly<Record<string, number>> = { s: 1, seconds: 1, 秒: 1, m: 60, min: 60, minutes: 60 };

/** `==` is read as `=`. */
const SAME: Readonly<Record<string, string>> = { '==': '=' };

const COMPARING: ReadonlySet<string> = new Set([...COMPARISONS, '==']);
const ADDING: ReadonlySet<string> = new Set(['+', '-']);
const SCALING: ReadonlySet<string> = new Set(['*', '/']);

/** Words that stand for themselves and name nothing. */
export const KEYWORDS = ['and', 'or', 'not', 'for'] as const;
const RESERVED: ReadonlySet<string> = new Set(KEYWORDS);

/**
 * Reads a condition by its grammar, from loose to tight:
 *
 * ```
 * or      = and ("or" and)*
 * and     = lasting ("and" lasting)*
 * lasting = negated ("for" number ("s" | "m"))?
 * negated = "not" negated | compare
 * compare = sum (("<" | "<=" | ">" | ">=" | "=" | "!=") sum)?
 * sum     = product (("+" | "-") product)*
 * product = signed (("*" | "/") signed)*
 * signed  = "-" signed | number unit? | time | name ("(" (number | index | text) ")")? | "(" or ")"
 * ```
 */
export function parseSyntax(text: string): Parsed {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 1) return problem('condition.empty', { at: 1 });
  return new Parser(tokens.value).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Parsed {
    const condition = this.#or();
    if (!condition.ok || this.#token.kind === 'end') return condition;
    return this.#unexpected(this.#token.text === ')' ? 'end' : 'continuation');
  }

  get #token(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 1 };
  }

  #take(): Token {
    const token = this.#token;
    this.#next += 1;
    return token;
  }

  #skip(text: string): boolean {
    if (this.#token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #unexpected(expected: string): Result<never, ConditionRefusal> {
    const { at, text, kind } = this.#token;
    if (kind === 'end') return problem('condition.endsEarly', { at, expected });
    return problem('condition.unexpected', { at, found: text, expected });
  }

  #or(): Parsed {
    return this.#chain(new Set(['or']), () => this.#and());
  }

  #and(): Parsed {
    return this.#chain(new Set(['and']), () => this.#lasting());
  }

  #sum(): Parsed {
    return this.#chain(ADDING, () => this.#product());
  }

  #product(): Parsed {
    return this.#chain(SCALING, () => this.#signed());
  }

  /** Operands with operators of one strength between them, from the left. */
  #chain(operators: ReadonlySet<string>, operand: () => Parsed): Parsed {
    let left = operand();
    while (left.ok && operators.has(this.#token.text)) {
      const { text, at } = this.#take();
      const right = operand();
      if (!right.ok) return right;
      left = ok({ kind: 'binary', operator: text as BinarySyntax['operator'], left: left.value, right: right.value, at });
    }
    return left;
  }

  #lasting(): Parsed {
    const operand = this.#negated();
    if (!operand.ok || this.#token.text !== 'for') return operand;
    const { at } = this.#take();
    const seconds = this.#duration();
    return seconds.ok ? ok({ kind: 'for', operand: operand.value, seconds: seconds.value, at }) : seconds;
  }

  #duration(): Result<number, ConditionRefusal> {
    if (this.#token.kind !== 'number') return this.#unexpected('duration');
    const number = this.#take();
    const factor = SECONDS[this.#token.text];
    if (factor === undefined) return this.#unexpected('duration');
    const unit = this.#take();
    const amount = parseDecimal(number.text, 0);
    const seconds = amount.ok ? amount.value * factor : 0;
    if (seconds >= 1 && seconds <= MAX_SECONDS) return ok(seconds);
    const found = `${number.text}${unit.text}`;
    return problem('condition.secondsOutOfRange', { at: number.at, found, min: 1, max: MAX_SECONDS });
  }

  #negated(): Parsed {
    if (this.#token.text !== 'not') return this.#compare();
    const { at } = this.#take();
    const operand = this.#deeper(at, () => this.#negated());
    return operand.ok ? ok({ kind: 'not', operand: operand.value, at }) : operand;
  }

  #compare(): Parsed {
    const left = this.#sum();
    if (!left.ok || !COMPARING.has(this.#token.text)) return left;
    const { text, at } = this.#take();
    const right = this.#sum();
    if (!right.ok) return right;
    const operator = (SAME[text] ?? text) as BinarySyntax['operator'];
    return ok({ kind: 'binary', operator, left: left.value, right: right.value, at });
  }

  #signed(): Parsed {
    const { kind, text } = this.#token;
    if (text === '-') return this.#negative();
    if (text === '(') return this.#bracket();
    if (kind === 'number') return this.#number();
    if (kind === 'time') return this.#time();
    if (kind === 'name' && !RESERVED.has(text)) return this.#name();
    return this.#unexpected('value');
  }

  /** A minus before a number is part of it. */
  #negative(): Parsed {
    const { at } = this.#take();
    const operand = this.#deeper(at, () => this.#signed());
    if (!operand.ok) return operand;
    const { value } = operand;
    if (value.kind !== 'number') return ok({ kind: 'negate', operand: value, at });
    return ok({ ...value, at, text: value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}` });
  }

  #bracket(): Parsed {
    const { at } = this.#take();
    const inside = this.#deeper(at, () => this.#or());
    if (!inside.ok) return inside;
    return this.#skip(')') ? inside : this.#unexpected(')');
  }

  #deeper(at: number, read: () => Parsed): Parsed {
    if (this.#depth >= MAX_DEPTH) return problem('condition.tooDeep', { at, limit: MAX_DEPTH });
    this.#depth += 1;
    const inside = read();
    this.#depth -= 1;
    return inside;
  }

  #number(): Parsed {
    const { text, at } = this.#take();
    const unit = UNITS[this.#token.text];
    if (unit !== undefined) this.#take();
    return ok({ kind: 'number', text, unit: unit ?? null, at });
  }

  #time(): Parsed {
    const { text, at } = this.#take();
    const [hours = '', minutes = '', seconds = '00'] = text.split(':');
    const value = parseTimeOfDay([hours.padStart(2, '0'), minutes, seconds].join(':'));
    return value.ok ? ok({ kind: 'time', value: value.value, at }) : problem('condition.badTime', { at, found: text });
  }

  #name(): Parsed {
    const { text: name, at } = this.#take();
    if (!this.#skip('(')) return ok({ kind: 'name', name, argument: null, at });
    const { kind, text, at: place } = this.#token;
    if (kind !== 'number' && kind !== 'index' && kind !== 'text') return this.#unexpected('argument');
    this.#take();
    if (!this.#skip(')')) return this.#unexpected(')');
    const argument: NameSyntax['argument'] = { kind, text, at: place };
    return ok({ kind: 'name', name, argument, at });
  }
}
