import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../../../core/conditions/parse-condition.ts';
import { printCondition } from '../../../../core/conditions/print.ts';
import { conditionTerms } from '../../../terminal/view/condition-check.ts';
import { conditionNode } from '../../../terminal/view/condition-node.ts';
import { asGroup, leafOf, suggestions, textOf, wordAt, writtenName } from './condition-draft.ts';

const TERMS = conditionTerms();

function canonical(text: string): string {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new RangeError(`${text}: ${parsed.error.code}`);
  return printCondition(parsed.value);
}

const LEAVES = ['change <= -1%', 'limit_up', 'price > ma(20) * 1.02', 'time >= 10:00', 'index_change(000905.SH) < -0.5%', 'vwap >= high(20)', 'profit < -500.5'];
const text = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...LEAVES),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('any').map((inner) => `not (${inner})`),
    fc.tuple(tie('any'), fc.integer({ min: 1, max: 600 })).map(([inner, seconds]) => `(${inner}) for ${seconds}s`),
  ),
})).any;

it('what is put together by clicking says what was typed, whatever that was', () => {
  fc.assert(
    fc.property(text, (written) => {
      const parsed = parseCondition(written);
      if (!parsed.ok) return;
      expect(canonical(textOf(asGroup(conditionNode(parsed.value))))).toBe(printCondition(parsed.value));
    }),
    { numRuns: 300 },
  );
});

it('every term that is chosen makes a whole condition', () => {
  for (const term of TERMS) expect(parseCondition(textOf(leafOf(term, null, TERMS))).ok).toBe(true);
});

describe('choosing another term', () => {
  const price = TERMS.find(({ name }) => name === 'price');
  const vwap = TERMS.find(({ name }) => name === 'vwap');
  const change = TERMS.find(({ name }) => name === 'change');
  if (price === undefined || vwap === undefined || change === undefined) throw new RangeError('terms');
  const before = { kind: 'compare', left: { kind: 'term', name: 'price', argument: null }, operator: '<', right: { kind: 'literal', text: '12.30' }, not: true, seconds: 30 } as const;

  it('keeps what it is compared with where the unit is the same', () => {
    expect(textOf(leafOf(vwap, before, TERMS))).toBe('(not (vwap < 12.30)) for 30s');
    expect(textOf(leafOf(change, before, TERMS))).toBe('(not (change >= 1%)) for 30s');
  });
});

describe('typing', () => {
  it('finds the word at the caret', () => {
    expect(wordAt('price > ma_t', 12)).toEqual({ word: 'ma_t', from: 8 });
    expect(wordAt('price > ', 8)).toBeNull();
  });

  it('offers the names that go on from it', () => {
    expect(suggestions('ma_t', TERMS).map(writtenName)).toEqual(['ma_turns_up(20)', 'ma_turns_down(20)']);
    expect(suggestions('limit', TERMS).map(({ name }) => name).slice(0, 2)).toEqual(['limit_up', 'limit_down']);
  });
});
