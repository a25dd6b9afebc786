import { type Result, ok } from '../kernel/result.ts';
import { type ConditionRefusal, problem } from './problem.ts';

export type TokenKind = 'name' | 'number' | 'time' | 'index' | 'text' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written, names in small letters, quoted texts with their quotes; empty at the end. */
  readonly text: string;
  /** Where it begins: 1 is the first character. */
  readonly at: number;
}

/** Longer than anybody reads; a text from outside must not be without end. */
export const MAX_LENGTH = 1_000;

/** Tried in this order at each place. An index is written like an instrument: `000300.SH`. */
const PATTERNS: readonly (readonly [kind: TokenKind, pattern: RegExp])[] = [
  ['time', /\d{1,2}:\d{1,2}(?::\d{1,2})?/y],
  ['index', /\d{6}\.[A-Za-z]{2}\b/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*|元|股|天|秒/y],
  ['text', /"[^"]*"/y],
  ['symbol', /<=|>=|!=|==|[<>=+\-*/()%]/y],
];
const BLANKS = /\s*/y;

/** What people type for what the language calls otherwise. */
const MEANT: Readonly<Record<string, string>> = {
  '&': 'and',
  '|': 'or',
  '!': 'not',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '（': '(',
  '）': ')',
  '％': '%',
  '：': ':',
  '＜': '<',
  '＞': '>',
  '“': '"',
  '”': '"',
  '且': 'and',
  '或': 'or',
  '非': 'not',
};

/** Cuts the text of a condition into its words; the last token is the `end`. */
export function tokenize(text: string): Result<readonly Token[], ConditionRefusal> {
  if (text.length > MAX_LENGTH) return problem('condition.tooLong', { at: MAX_LENGTH + 1, limit: MAX_LENGTH });
  const tokens: Token[] = [];
  let place = skipBlanks(text, 0);
  while (place < text.length) {
    const token = tokenAt(text, place);
    if (token === null) {
      const found = String.fromCodePoint(text.codePointAt(place) ?? 0);
      const nearest = MEANT[found];
      if (nearest === undefined) return problem('condition.badCharacter', { at: place + 1, found });
      return problem('condition.foreignCharacter', { at: place + 1, found, nearest });
    }
    tokens.push(token);
    place = skipBlanks(text, place + token.text.length);
  }
  tokens.push({ kind: 'end', text: '', at: text.trimEnd().length + 1 });
  return ok(tokens);
}

function tokenAt(text: string, place: number): Token | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = place;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, text: kind === 'name' ? found.toLowerCase() : found, at: place + 1 };
  }
  return null;
}

function skipBlanks(text: string, place: number): number {
  BLANKS.lastIndex = place;
  return place + (BLANKS.exec(text)?.[0].length ?? 0);
}
