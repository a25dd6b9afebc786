import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../../core/conditions/parse-condition.ts';
import { type LineId } from '../../../core/kernel/ids.ts';
import { conditionCheck, conditionTerms } from './condition-check.ts';
import { conditionNode } from './condition-node.ts';
import { FakeSession } from './session.fixture.ts';

function nodeOf(text: string): unknown {
  const parsed = parseCondition(text);
  return parsed.ok ? conditionNode(parsed.value) : parsed.error;
}

const price = { kind: 'term', name: 'price', argument: null };

describe('a condition to click on', () => {
  it.each([
    ['price > ma(20)', { kind: 'compare', left: price, operator: '>', right: { kind: 'term', name: 'ma', argument: '20' }, not: false, seconds: null }],
    ['price > ma(20) * 1.02', { kind: 'compare', left: price, operator: '>', right: { kind: 'text', text: 'ma(20) * 1.02' }, not: false, seconds: null }],
    ['change <= -1% for 30s', { kind: 'compare', operator: '<=', right: { kind: 'literal', text: '-1%' }, not: false, seconds: 30 }],
    ['(not limit_up) for 5s', { kind: 'is', name: 'limit_up', argument: null, not: true, seconds: 5 }],
    ['not (limit_up for 5s)', { kind: 'text', text: 'not (limit_up for 5s)' }],
    ['not (limit_up or limit_down)', { kind: 'group', join: 'or', not: true, nodes: [{ name: 'limit_up' }, { name: 'limit_down' }] }],
  ])('of %s', (text, node) => {
    expect(nodeOf(text)).toMatchObject(node);
  });
});

describe('a text that is being typed', () => {
  const session = new FakeSession();
  const check = (text: string): unknown => conditionCheck(session, 'L1' as LineId, text);

  it('is answered with its one written form and its words', () => {
    expect(check('last>10 AND not limit_up')).toMatchObject({
      ok: true,
      value: { ok: true, text: 'price > 10.00 and not limit_up', words: { zh: '现价高于 10.00 元，且未涨停' }, holds: 'unknown' },
    });
  });

  it('is answered with what is wrong with it, and the place', () => {
    expect(check('prise > 10')).toMatchObject({
      ok: true,
      value: { ok: false, problem: { code: 'condition.misspeltName', params: { at: 1, found: 'prise', nearest: 'price' } } },
    });
  });
});

it('every name can be chosen, and is called something in both languages', () => {
  const terms = conditionTerms();
  expect(terms).toContainEqual({ name: 'ma', argument: 'days', type: 'price', zh: 'N日均线', en: 'the N-day average' });
  expect(terms).toContainEqual({ name: 'index_change', argument: 'index', type: 'percent', zh: '指数涨跌幅', en: 'the change of index' });
  expect(terms.filter(({ zh, en }) => /[{}]/.test(zh + en))).toEqual([]);
});
