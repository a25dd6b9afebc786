import { describe, expect, it } from 'vitest';
import { type ConditionNodeRow, type TermRow } from '../../../../preload/contract.ts';
import { asGroup, leafOf, suggestions, textOf, withNode, wordAt, writtenName } from './condition-draft.ts';

function term(name: string, type: TermRow['type'], argument: TermRow['argument'] = 'none'): TermRow {
  return { name, argument, type, zh: name, en: name };
}

const TERMS = [
  term('price', 'price'),
  term('vwap', 'price'),
  term('change', 'percent'),
  term('ma', 'price', 'days'),
  term('limit_up', 'state'),
  term('limit_down', 'state'),
  term('ma_turns_up', 'state', 'days'),
  term('index_change', 'percent', 'index'),
];
const PLAIN = { not: false, seconds: null };

function chosen(name: string, before: ConditionNodeRow | null = null): ConditionNodeRow {
  const found = TERMS.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(name);
  return leafOf(found, before, TERMS);
}

describe('the text of what was clicked', () => {
  it.each([
    ['price', 'price >= 10'],
    ['change', 'change >= 1%'],
    ['ma', 'ma(20) >= 10'],
    ['limit_up', 'limit_up'],
    ['ma_turns_up', 'ma_turns_up(20)'],
    ['index_change', 'index_change(000300.SH) >= 1%'],
  ])('begins with something whole: %s', (name, text) => {
    expect(textOf(chosen(name))).toBe(text);
  });

  it('keeps together what belongs together', () => {
    const either: ConditionNodeRow = { kind: 'group', join: 'or', nodes: [chosen('limit_up'), chosen('limit_down')], not: true, seconds: 30 };
    const all = { ...asGroup(null), nodes: [chosen('price'), either] };
    expect(textOf(all)).toBe('(price >= 10) and ((not ((limit_up) or (limit_down))) for 30s)');
    expect(textOf(withNode(all, 1, null))).toBe('price >= 10');
  });

  it('shows what is said of all of it as a group within', () => {
    const denied: ConditionNodeRow = { kind: 'group', join: 'or', nodes: [chosen('limit_up'), chosen('limit_down')], not: true, seconds: null };
    expect(asGroup(denied)).toMatchObject({ join: 'and', not: false, nodes: [denied] });
  });

  it('is that of a piece that no click could make', () => {
    expect(textOf(asGroup({ kind: 'text', text: 'not (limit_up for 30s)' }))).toBe('not (limit_up for 30s)');
  });
});

describe('choosing another term', () => {
  const before: ConditionNodeRow = {
    kind: 'compare',
    left: { kind: 'term', name: 'price', argument: null },
    operator: '<',
    right: { kind: 'literal', text: '12.30' },
    not: true,
    seconds: 30,
  };

  it('keeps what it is compared with where the unit is the same, and how long in any case', () => {
    expect(textOf(chosen('vwap', before))).toBe('(not (vwap < 12.30)) for 30s');
    expect(textOf(chosen('change', before))).toBe('(not (change >= 1%)) for 30s');
    expect(chosen('limit_up', before)).toEqual({ kind: 'is', name: 'limit_up', argument: null, not: true, seconds: 30 });
    expect(chosen('limit_up')).toMatchObject(PLAIN);
  });
});

describe('typing', () => {
  it('finds the word at the caret', () => {
    expect(wordAt('price > ma_t', 12)).toEqual({ word: 'ma_t', from: 8 });
    expect(wordAt('price > ', 8)).toBeNull();
  });

  it('offers the names that go on from it, those that begin with it first', () => {
    expect(suggestions('ma', TERMS).map(writtenName)).toEqual(['ma_turns_up(20)']);
    expect(suggestions('limit', TERMS).map(({ name }) => name)).toEqual(['limit_up', 'limit_down']);
    expect(suggestions('change', TERMS).map(({ name }) => name)).toEqual(['index_change']);
  });
});
